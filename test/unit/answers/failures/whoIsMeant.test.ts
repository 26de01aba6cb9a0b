import assert from 'node:assert/strict';
import { chat, failureOf, gemini, google } from '../support';

/** An error of a relay with these words under a status, and no code that says anything. */
async function kindOf(words: string, status = 403): Promise<string> {
  return (await failureOf({ status, body: { error: { message: words, type: 'some_api_error', code: null } } })).kind;
}

function each(kind: string, status: number, texts: readonly string[]): void {
  for (const text of texts) {
    it(`is ${kind} under ${status}: “${text}”`, async () => {
      assert.equal(await kindOf(text, status), kind);
    });
  }
}

describe('Words about an account', () => {
  each('setup', 403, [
    'Our service was disabled for this account after a violation of the terms of use.',
    'Your account has been suspended because of policy violations. You can appeal on the support page.',
    'Account terminated: repeated requests for prohibited content.',
    'This user was banned for breaking our content guidelines.',
    'The organization is blocked: unsafe use was detected.',
    'Access denied, your account is locked. Safety team, case 7.',
    'Request blocked because the user account is suspended.',
    'This organization has not been verified yet.',
    'Please verify your identity before you go on.',
    'Your organization must be verified to use image models.',
    'Your account is pending verification.',
    'Account deactivated',
    'The project has been closed by its owner.',
    'Ihr Konto wurde wegen Verstößen gegen die Richtlinien gesperrt.',
    'Votre compte a été suspendu : il enfreint nos règles de sécurité.',
    'Su cuenta fue suspendida por infringir las políticas de contenido.',
    'Sua conta foi bloqueada por violar as políticas.',
    'Il tuo account è stato sospeso per violazione delle norme.',
    'Ваш аккаунт заблокирован за нарушение правил безопасности.',
    'アカウントはポリシー違反のため停止されました。',
    '정책 위반으로 계정이 정지되었습니다.',
    '您的账号因违反内容安全规定已被封禁。',
    '帳戶已停用：違反使用政策',
    '该用户未完成实名认证',
    'Hesabınız kuralları ihlal ettiği için askıya alındı.',
    'Tài khoản của bạn đã bị khóa do vi phạm chính sách.',
    'Akun Anda ditangguhkan karena melanggar kebijakan.',
    'تم تعليق حسابك بسبب انتهاك سياسة المحتوى',
  ]);
  each('setup', 400, ['Your account was deactivated for unsafe requests.']);

  each('refused', 400, [
    'Your prompt violates our terms of service.',
    'The request was rejected by our safety system. Repeated violations may lead to account suspension.',
    'This image was flagged as sensitive content. Your account could be suspended if this goes on.',
    'Input blocked: the text mentions a suspended account and weapons.',
    'The prompt “a poster: account suspended” was blocked by the content filter.',
    'Content policy violation. Users who violate the policy may be banned.',
    'Your user content was blocked for safety reasons.',
    '提示词违反内容安全政策，多次违规账号可能会被封禁。',
    '用户输入违规',
  ]);

  it('are the account’s, whatever the code beside them is', async () => {
    const error = { message: 'Your account was disabled for policy violations.', code: 'content_policy_violation' };
    assert.equal((await failureOf({ status: 400, body: { error } })).kind, 'setup');
  });

  for (const [code, kind] of [
    ['USER_ACCOUNT_LOCKED', 'setup'],
    ['org_not_verified', 'setup'],
    ['workspace_suspended', 'setup'],
    ['billing_account_past_due', 'credit'],
    ['TOS_VIOLATION', 'setup'],
    ['VALIDATION_REQUIRED', 'setup'],
  ] as const) {
    it(`are told by the code ${code}`, async () => {
      assert.equal((await failureOf({ status: 400, body: { error: { message: 'No.', code } } })).kind, kind);
    });
  }

  it('are no refusal where they stand in the answer, and decide nothing about money', async () => {
    const text = 'Sorry, your account has been suspended for violating our policies.';
    for (const body of [chat({ content: text }), gemini([{ text }])]) {
      const { kind, charge } = await failureOf({ body });
      assert.deepEqual([kind, charge], ['setup', 'unknown']);
    }
  });

  it('leave a model alone that an account may not use', async () => {
    assert.equal(await kindOf('Model x-1 is disabled for your organization.'), 'model');
  });
});

describe('Words about a moderation service that is broken', () => {
  each('server', 500, [
    'The moderation service is unavailable.',
    'Content moderation API timed out',
    'Failed to call the content safety service',
    'content filter backend returned an error',
    'Error while running moderation: connection refused',
    'safety checker could not be loaded',
    '内容审核服务异常，请稍后重试',
    '調用審核接口失敗',
    '审核超时',
    'Сервис модерации недоступен',
    'Le service de modération est indisponible.',
    'El servicio de moderación no está disponible.',
    'Der Moderationsdienst ist nicht erreichbar.',
    'モデレーションサービスが利用できません',
    '모더레이션 서비스 오류가 발생했습니다',
  ]);
  each('server', 400, ['Moderation endpoint is down, nothing was checked.']);

  each('refused', 400, [
    'The prompt did not pass content moderation.',
    'Failed the safety check: sexual content.',
    'Your request was rejected by moderation.',
    '内容审核未通过',
  ]);

  it('count against the breaker, and not as a refusal, under a code for filters', async () => {
    const error = { code: 'content_filter_error', message: 'The contents were not filtered.' };
    assert.equal((await failureOf({ status: 500, body: { error } })).kind, 'server');
  });
});

describe('Words about money', () => {
  each('credit', 403, [
    'This team does not have any credits.',
    'You have no credits or licenses yet. Buy some on the billing page.',
    'Your account has no funds',
    'Purchase credits to use this model',
    'A new workspace starts without credits.',
    'No payment method: add a credit card first.',
    'All prepaid credits were used up.',
    'You have spent your available balance.',
    'Your credits are exhausted',
    'You ran out of credits.',
    'Balance is $0.00',
    'Current balance: -3.20 USD, please recharge your balance',
    'Your balance is negative',
    'Your account is overdue.',
    'There is an unpaid invoice of last month.',
    'Your last payment failed.',
    'The card was declined',
    'You owe $12.40 for September.',
    'Your subscription has expired.',
    'Your free trial has ended',
    'Image models require a paid plan.',
    '账户欠费，请充值后再试',
    '您的账单已逾期',
    '套餐已到期',
    '余额为零',
    '残高が不足しています',
    '잔액이 부족합니다',
    'Недостаточно средств на счёте',
    'Saldo insuficiente',
    'Crédits épuisés, rechargez votre compte',
    'Ihr Guthaben ist aufgebraucht.',
    'Credito esaurito',
  ]);
  each('setup', 403, ['The caller does not have permission.']);
});

describe('A model that is not served', () => {
  each('model', 500, [
    'The channel does not serve this model.',
    'model x-image is not enabled here',
    'Model "x-image" is not configured for this group',
    'This provider does not support the requested model',
    '渠道不支持该模型',
    '模型 x 未部署',
    'The model x was not found.',
  ]);
  each('model', 503, ['Model x is not served by any upstream.']);
  each('overloaded', 503, [
    'The model is temporarily unavailable.',
    'This model is unavailable right now, try again later.',
    'The model is overloaded.',
  ]);
});

describe('What a relay cannot convert', () => {
  const rows: readonly (readonly [what: string, status: number, error: Record<string, unknown>])[] = [
    ['a request, by its code', 500, { message: 'It went wrong.', code: 'convert_request_failed' }],
    ['a type', 500, { message: 'file type image/heic is not supported here' }],
    ['a type, in other words', 502, { message: 'Unsupported MIME type: image/heif' }],
    ['a format', 500, { message: 'failed to convert image: unknown header' }],
    ['an option', 500, { message: "Option 'image_size' is not supported" }],
    ['an option it never heard of', 500, { message: 'unexpected field: aspect_ratio' }],
    ['in Chinese', 500, { message: '请求转换失败' }],
    ['an option, in Chinese', 500, { message: '不支持的参数 size' }],
  ];
  for (const [what, status, error] of rows) {
    it(`is a bad request of this route: ${what}`, async () => {
      const { kind, routeOnly, charge } = await failureOf({ status, body: { error } });
      assert.deepEqual([kind, routeOnly, charge], ['badRequest', true, 'none']);
    });
  }
});

describe('An address that is wrong', () => {
  each('badResponse', 404, ['Could not route to /v4/accounts/x/ai, check the identifier.', 'Cannot route to “/v1/x”']);
});

describe('A list that is null', () => {
  for (const body of [
    { data: null },
    { created: 1, data: null },
    { choices: null },
    { candidates: null },
    { images: null },
  ]) {
    it(`is an empty one: ${JSON.stringify(body)}`, async () => {
      const { kind, charge } = await failureOf({ body });
      assert.deepEqual([kind, charge], ['noImage', 'unknown']);
    });
  }
});

describe('Words that are percent-encoded', () => {
  it('are read and shown as they were meant', async () => {
    const body = google(400, 'INVALID_ARGUMENT', 'The%20API%20key%20is%20not%20valid%3A%20%E2%80%9Cx%E2%80%9D');
    const { kind, providerMessage } = await failureOf({ status: 400, body });
    assert.deepEqual([kind, providerMessage], ['auth', 'The API key is not valid: “x”']);
  });

  it('stay as they are where they are none', async () => {
    const body = google(400, 'INVALID_ARGUMENT', '100% sure, 50%20');
    assert.equal((await failureOf({ status: 400, body })).providerMessage, '100% sure, 50%20');
  });
});
