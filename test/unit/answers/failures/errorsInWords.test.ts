import assert from 'node:assert/strict';
import type { FailureKind } from '../../../../src/core/failures/policy';
import { chat, failureOf, gemini } from '../support';

/** What services say, by what it is and by the status under which they say it. Long sentences of theirs are retold. */
const table: Readonly<Partial<Record<FailureKind, Readonly<Record<number, readonly string[]>>>>> = {
  setup: {
    403: [
      'We closed your account because it broke our content policy',
      'You are banned for violating our content policy',
    ],
  },
  server: {
    400: ['OpenAI moderation endpoint returned 429'],
    500: [
      'Content policy check could not be performed',
      'Failed to get a response from the moderation provider',
      '敏感词检测服务不可用',
      '内容审核失败：连接超时',
      'database error: account table locked',
      'Generation failed. No credits were deducted.',
      '生成失败，余额已退还',
      'The moderation endpoint responded with 500',
      'moderation: EOF',
    ],
    503: ['IMAGE_MODERATION_UNAVAILABLE'],
  },
  credit: {
    400: ['Access denied, please make sure your account is in good standing.'],
    403: [
      'This gateway requires a valid credit card on file, also for free credits.',
      '可用金额不足',
      '账号无可用额度',
      '当前账号没有有效的资源包',
      'No resource package available for this model',
      'The quota of your resource package is exhausted',
      'You need to add a card before you can use this model',
      'A payment method is required to use this endpoint',
      'Your wallet is empty.',
      '0 credits remaining',
      'This generation costs 12 credits and you have 3',
      'This image costs $0.04 but your balance is $0.01',
      'Your credit limit has been reached.',
      'We could not charge your card.',
      'Your latest invoice has not been paid',
      'Service suspended for non-payment',
      'Your account has been suspended due to non-payment.',
      'Account suspended: overdue invoice',
      'Your account was disabled because of an unpaid invoice',
      '账号因欠费已停用',
      '您的账户因欠费被冻结，请充值',
      'アカウントは料金未払いのため停止されています',
      '요금 미납으로 계정이 정지되었습니다',
      'Ihr Konto wurde wegen offener Rechnungen gesperrt',
      'Votre compte est suspendu : facture impayée',
      'Su cuenta está suspendida por falta de pago',
      'Sua conta está suspensa por falta de pagamento',
      'Ваш аккаунт приостановлен из-за задолженности',
      'insufficient_fund',
      'Na koncie nie ma wystarczających środków',
      'Onvoldoende saldo',
      'Yetersiz bakiye',
      'Số dư không đủ',
      'Saldo tidak cukup',
      'ยอดเงินไม่เพียงพอ',
      'رصيدك غير كاف',
      'Otillräckligt saldo',
      'クレジットが残っていません',
      '크레딧이 모두 소진되었습니다',
      'No tiene créditos suficientes',
      'Você não tem créditos suficientes',
      "Vous n'avez plus de crédits",
      'Non hai crediti sufficienti',
      'payment_method_required',
      'This key has no money on it',
      'You have used up everything you paid for.',
      'Prepaid amount exhausted.',
      'Account debt: 3.40 EUR',
      'Negative account balance',
      'Your bill for October is still open.',
      'The trial period is over. Subscribe to continue.',
      'Remaining balance: $0.00002, required: $0.04',
      'balance=0.00 need=0.04',
      '账户已透支，请尽快还款',
      '您尚未购买任何套餐',
      'Zahlung ausstehend, Zugang gesperrt',
      'Compte à découvert',
      'Средств на счёте не хватает',
      'You must recharge your account before calling image models',
      'Your last three payments bounced.',
      'Your account owes 12 dollars',
      'Paywall: purchase a plan first',
      '費用未繳',
      'Нет средств',
    ],
    429: [
      'chat pre-consumed quota failed, user quota: 13810, need quota: 15000',
      'You are out of tokens. Buy a new package.',
    ],
  },
  quota: {
    403: [
      'Key limit exceeded. See the settings of your keys.',
      'The usage limit of this billing cycle is reached; buy extra usage to go on',
    ],
    429: [
      "You've hit your limit · resets 7pm (Europe/Berlin)",
      "You have reached your plan's image limit for this month",
      'You have reached your limit of 10 images for the day.',
      'Лимит запросов на сегодня исчерпан',
      'Превышен дневной лимит запросов',
      'Tageslimit erreicht',
      'Das monatliche Kontingent ist erschöpft',
      'Límite diario alcanzado',
      'Limite diário atingido',
      'Limite quotidienne atteinte',
      'Vous avez atteint votre limite mensuelle',
      '本日の利用上限に達しました',
      '일일 사용 한도를 초과했습니다',
      'Đã đạt giới hạn hàng ngày',
      'Günlük limitinize ulaştınız',
      'Batas harian tercapai',
      'Limite giornaliero raggiunto',
      'Please wait two hours before you try again.',
      'Try again in an hour.',
      'Try again in a few hours',
      'Limit: 3 images per 24h',
      'Limit: 3 images/day',
      'Allowed 100 calls / month, used 100',
      'next reset: 00:00 UTC',
      'Lockout: 1440 minutes',
      'Usage window: 18000 seconds left',
      'Cooling down for 7200 seconds',
      'retry_after=10800',
      'Only 5 pictures a day are free',
      'Request limit for the week is used up',
      'You have no generations left today',
      '0 of 50 daily requests left',
      'Limit resets on Monday',
      'Limit resets on December 1',
    ],
    500: ['Token limit (500,000 per day) exceeded. Sign up for more.'],
  },
  badRequest: {
    500: [
      'json: cannot unmarshal string into Go struct field ImageRequest.n of type int',
      'json: cannot unmarshal array into Go struct field .content of type string',
      'conversion_unsupported: response_format url cannot be converted',
      'failed to decode base64 image data',
      'image: unknown format',
      '图片格式不支持',
      'request format conversion error',
      'field image_config is not understood by this channel',
      'this upstream cannot handle webp',
      'heic is not a supported type',
      '无法解析的图片',
      '请求体转换错误',
      'type "image_url" is not supported',
    ],
  },
  model: {
    400: ['This operation does not work with the specified model.'],
    403: ['Your account has not activated the model x-9. Activate it in the console.'],
    500: [
      'This group has no upstream for gemini-3-pro-image',
      'The requested model is not in the allowlist',
      'model gemini-3-pro-image is offline',
      'gemini-3-pro-image is not a model of this service',
      'Model "gemini-3-pro-image" is not in the list of available models',
      '该模型未开放',
      '此渠道不支持 gemini-3-pro-image',
      'Модель не найдена',
      'Модель gemini-3-pro-image не поддерживается',
      'Das Modell wird nicht unterstützt',
      "Le modèle n'est pas disponible",
      'El modelo no está disponible',
      'モデルが見つかりません',
      '모델을 찾을 수 없습니다',
      'upstream does not have gemini-3-pro-image',
      'gemini-3-pro-image is not available on this channel',
      'no deployment for model gemini-3-pro-image',
      '模型已停用',
      '本站未接入该模型',
      "Request model is not in this token's model list",
      'your plan does not include this model',
      'channel 17 has no model gemini-3-pro-image configured',
      '渠道未开通此模型',
    ],
    502: [
      'unknown provider for model gemini-3-pro-image',
      'The selected channel cannot serve gemini-3-pro-image',
      'There is no provider that supports the model',
    ],
    503: [
      'model-x is not available on this channel',
      'model gemini-3-pro-image has been taken down',
      'Model gemini-3-pro-image has no provider',
      'no channel serves this model',
      '没有渠道支持该模型',
    ],
  },
  badResponse: {
    400: ['Path /v1/v1 is not routed anywhere'],
    404: [
      'There is no such page: /v2',
      '接口地址错误',
      'Nothing is served at /v1/v1/chat/completions',
      'Unknown endpoint: /v1/image',
      'URL not found on this server',
      'The URL /v1/x does not exist',
      'no matching route',
    ],
  },
  region: {
    403: [
      'This service is not open to your region',
      'Access from your region is restricted',
      'Access denied: requests from China are not allowed',
      'We do not serve customers in your country.',
      'Сервис недоступен в вашем регионе',
      'Der Dienst ist in Ihrem Land nicht verfügbar',
      'Ce service n’est pas disponible dans votre pays',
      'El servicio no está disponible en su país',
      'お住まいの地域ではご利用いただけません',
      '해당 지역에서는 서비스를 이용할 수 없습니다',
      'Geo-restricted: country=RU',
      'Image models are not offered where you are located.',
      'Your IP country (IR) is blocked',
      '当前IP所在地区无法访问',
    ],
  },
  refused: {
    400: [
      "Blocked by safety filter: the prompt asks for a banned organization's logo.",
      'The prompt mentions a banned user and was flagged for harassment.',
      'The prompt violates our policies. Accounts that break them are terminated.',
      'Input flagged: phishing page ("Your account has been suspended. Verify your identity")',
      'This prompt is prohibited: it asks for bank notes and payment cards.',
      'Prompt rejected: gore. Limit the violence in your description.',
      'Safety check failed: nudity.',
      'moderation_blocked: sexual content in the picture of the bank account holder',
      'The prompt was refused because it targets an account on a social network (harassment policy).',
      'Request blocked: prompt injection detected by guardrail.',
      '抱歉，这张图片可能违反内容政策，请修改提示语。',
      '输入内容违反了平台规则，请修改后重试，否则账号可能被封禁',
      'プロンプトがポリシーに違反しています。アカウントが停止される場合があります。',
      '프롬프트가 정책을 위반했습니다. 계정이 정지될 수 있습니다.',
      'Ваш запрос нарушает правила безопасности. Аккаунт может быть заблокирован.',
      'Ihre Anfrage verstößt gegen die Inhaltsrichtlinien. Bei Wiederholung kann Ihr Konto gesperrt werden.',
      'Votre demande enfreint notre politique de contenu. Votre compte peut être suspendu.',
      'Su solicitud infringe la política de contenido. Su cuenta podría ser suspendida.',
      'The moderation system flagged the prompt "server is down, everyone dies" as violent',
      "Our safety team's filter blocked your prompt. Your account is fine.",
      'The text in your picture ("no credits left") is fine, but the picture was flagged for nudity.',
      "Blocked: your prompt describes how to disable an account's security.",
      'Your prompt was rejected due to policy. Limit for retries: 3.',
      'The request was blocked because it contains disallowed content.',
      'Prompt rejected: self-harm',
      'Your image was rejected: nudity detected',
      'We cannot generate this: depicts a real person.',
      'Input contains prohibited terms',
      'The uploaded photo shows a banned symbol and was blocked by policy.',
    ],
  },
  rateLimit: {
    429: [
      'Limit of 3 requests per minute, try again in 20s. Add a payment method for more.',
      'Too many requests from this IP, blocked for 60 seconds',
      'Limit of 10 images in 10 minutes reached. Add credits for more.',
      'Rate limit: 5 requests per 10 seconds. Need more? Contact sales within 2 days.',
      'Account 42: too many requests, suspended for 20 seconds',
    ],
  },
};

describe('An error in words alone', () => {
  for (const [kind, byStatus] of Object.entries(table)) {
    for (const [status, texts] of Object.entries(byStatus)) {
      for (const text of texts) {
        it(`is ${kind} under ${status}: “${text}”`, async () => {
          const body = { error: { message: text, type: 'some_api_error', code: null } };
          assert.equal((await failureOf({ status: Number(status), body })).kind, kind);
        });
      }
    }
  }
});

describe('An error in words beside a code of other words', () => {
  const rows: readonly (readonly [kind: FailureKind, status: number, message: string, code: string])[] = [
    ['setup', 400, 'Your organization must be verified to stream this model.', 'unsupported_value'],
    ['setup', 429, 'Your account was suspended by the abuse team.', 'rate_limit_error'],
    ['credit', 429, 'Insufficient balance or no resource package.', 'rate_limit_error'],
    ['credit', 403, 'Denied.', 'no_payment_method'],
    ['credit', 403, 'Denied.', 'subscription_expired'],
    ['credit', 403, 'Denied.', 'credits_exhausted'],
    ['credit', 403, 'Denied.', 'BALANCE_INSUFFICIENT'],
    ['credit', 403, 'Denied.', 'QuotaInsufficient'],
    ['credit', 403, 'Denied.', 'PostpaidBillOverdue'],
    ['credit', 403, 'Disable the mode for free use in the console.', 'AllocationQuota.FreeTierOnly'],
    ['quota', 429, 'No.', 'SetLimitExceeded'],
    ['quota', 429, 'No.', 'monthly_quota_exceeded'],
    ['server', 503, 'Retry later.', 'IMAGE_MODERATION_UNAVAILABLE'],
    // here the code knows more
    ['server', 500, 'No credits were charged.', 'internal_error'],
    ['rateLimit', 429, 'Slow down, or add credits.', 'rate_limit_error'],
    ['badRequest', 400, 'The balance of colours is no credit to anybody.', 'invalid_value'],
  ];
  for (const [kind, status, message, code] of rows) {
    it(`is ${kind}: “${message}” (${code})`, async () => {
      assert.equal((await failureOf({ status, body: { error: { message, code } } })).kind, kind);
    });
  }
});

describe('Words that a model may say', () => {
  const texts = [
    'Here is the text for your poster: "Your account has been suspended".',
    'A story: the user was banned, the account closed, the money gone.',
    'The sign in the picture reads “Account suspended”.',
  ];
  for (const text of texts) {
    it(`are no notice about the account: ${text}`, async () => {
      for (const body of [chat({ content: text }), gemini([{ text }])]) {
        assert.equal((await failureOf({ body })).kind, 'noImage');
      }
    });
  }

  it('are no notice at all at the maker’s own address, where a service has fields of its own', async () => {
    const text = 'Your account has been suspended.';
    assert.equal((await failureOf({ body: gemini([{ text }]), isFirstParty: true })).kind, 'noImage');
    const told = gemini([], { finishReason: 'OTHER', finishMessage: text });
    assert.equal((await failureOf({ body: told, isFirstParty: true })).kind, 'setup');
  });

  it('are no error where they come from the prompt', async () => {
    const prompt = 'A letter that says your account has been suspended for unpaid bills, on a desk';
    const body = { error: { message: `Failed: a letter that says your account has been suspended for unpaid bills.` } };
    assert.equal((await failureOf({ status: 500, body, prompt })).kind, 'server');
  });
});
