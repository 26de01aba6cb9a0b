import assert from 'node:assert/strict';
import { chat, failureOf } from '../support';

/** An error as relays of the new-api and one-api families write it. */
function relay(message: string, more: Record<string, unknown> = {}): unknown {
  return { error: { message: `${message} (request id: 2026)`, type: 'new_api_error', param: '', code: null, ...more } };
}

type Row = readonly [what: string, status: number, body: unknown, kind: string];

async function kindOf(status: number, body: unknown): Promise<string> {
  return (await failureOf({ status, body })).kind;
}

describe("Relays' errors", () => {
  const rows: readonly Row[] = [
    ['a bad key', 401, relay('无效的令牌'), 'auth'],
    ['a bad key in English', 401, relay('Invalid token'), 'auth'],
    ['a missing key', 401, relay('未提供令牌'), 'auth'],
    ['an expired key', 401, relay('该令牌已过期'), 'auth'],
    ['a disabled key', 401, relay('该令牌状态不可用'), 'auth'],
    ['a bad key under a good status', 200, { success: false, message: '未授权，access token 无效' }, 'auth'],
    ['a used-up key', 401, relay('该令牌额度已用尽 TokenStatusExhausted'), 'credit'],
    ['a balance that is too low', 403, relay('用户额度不足, 剩余额度: ＄0.01'), 'credit'],
    [
      'an advance that is too high',
      403,
      relay('预扣费额度失败, 需要 ＄0.06', { code: 'insufficient_user_quota' }),
      'credit',
    ],
    ['an advance in numbers', 403, relay('quota [5] preConsumedQuota [9] is not enough', { code: '' }), 'credit'],
    ['no money, by the code of OpenAI', 429, relay('Something.', { code: 'insufficient_quota' }), 'credit'],
    ['no money, in words', 400, { error: 'Your credit balance is too low.' }, 'credit'],
    ['no money, with a code of its own', 200, { code: 10012, msg: '余额不足' }, 'credit'],
    ['no channel', 503, relay('No available channel for model x under group y', { code: 'model_not_found' }), 'model'],
    ['no channel in Chinese', 503, relay('当前分组 安全 下对于模型 x 无可用渠道'), 'model'],
    ['no channel found', 500, relay('获取分组 y 下模型 x 的可用渠道失败', { code: 'get_channel_failed' }), 'model'],
    ['a model that the key may not use', 403, relay('该令牌无权使用模型：x'), 'model'],
    ['a model that the key may not reach', 403, relay('该令牌无权访问模型 x'), 'model'],
    ['a model that the key may not reach, in English', 403, relay('This token has no access to model x'), 'model'],
    ['a model that is not there', 404, { error: { message: "model 'x' not found" } }, 'model'],
    ['a model without a price', 500, relay('模型 x 倍率或价格未配置', { code: 'model_price_error' }), 'model'],
    ['a model that is no valid id', 400, { error: { message: 'x/y is not a valid model ID', code: 400 } }, 'model'],
    [
      'a model that is not served so',
      404,
      { error: { message: 'No endpoints found for image output', code: 404 } },
      'model',
    ],
    ['a key for other networks', 403, relay('该令牌只能在指定网段使用'), 'setup'],
    ['a key for other addresses', 403, relay('您的 IP 不在令牌允许访问的列表中', { code: 'access_denied' }), 'setup'],
    ['a banned user', 403, relay('用户已被封禁'), 'setup'],
    ['a group that is closed', 403, relay('无权访问 vip 分组'), 'setup'],
    ['an account that was closed', 403, { error: { message: 'x', code: 'account_deactivated' } }, 'setup'],
    ['a saturated upstream', 429, relay('当前分组上游负载已饱和，请稍后再试'), 'overloaded'],
    [
      'a saturated upstream, whatever its code',
      429,
      relay('当前分组上游负载已饱和', { code: 'insufficient_quota' }),
      'overloaded',
    ],
    ['a saturated upstream in English', 429, relay('Current group upstream load is saturated'), 'overloaded'],
    ['a saturated upstream that was asked too often', 429, relay('上游负载已饱和', { param: '429' }), 'overloaded'],
    ['a saturated upstream that has no such model', 429, relay('上游负载已饱和', { param: '404' }), 'model'],
    ['a busy system', 500, relay('系统繁忙，请稍后'), 'overloaded'],
    ['too many requests', 429, relay('请求过于频繁'), 'rateLimit'],
    ['too many requests in some minutes', 429, relay('您已达到请求数限制：1分钟内最多请求10次'), 'rateLimit'],
    ['too many at once', 429, relay('x', { code: 'token_concurrency_limit_reached' }), 'rateLimit'],
    ['a limit per day', 429, relay('今日请求次数已达上限'), 'quota'],
    ['a limit of free models per day', 429, relay('Rate limit exceeded: free-models-per-day. Add 10 credits'), 'quota'],
    [
      'a limit per minute, with advice about days',
      429,
      relay('Rate limit exceeded: free-models-per-min. Add 10 credits to unlock 1000 requests per day'),
      'rateLimit',
    ],
    ['a spent key', 403, { error: { message: 'Key limit exceeded (total limit).', code: 403 } }, 'credit'],
    ['a key spent for today', 403, { error: { message: 'Key limit exceeded (daily limit).', code: 403 } }, 'quota'],
    ['a word list', 500, relay('hit', { code: 'sensitive_words_detected' }), 'refused'],
    ['a word list in words', 400, relay('user sensitive words detected'), 'refused'],
    ['a blocked prompt', 400, relay('x', { code: 'prompt_blocked' }), 'refused'],
    ['a blocked picture', 500, relay('image generation blocked [IMAGE_SAFETY]', { code: 'channel:x' }), 'refused'],
    ['a flagged input', 403, { error: { message: 'x', code: 403, metadata: { reasons: ['violence'] } } }, 'refused'],
    [
      'a filter of Azure',
      400,
      { error: { code: 'x', innererror: { code: 'ResponsibleAIPolicyViolation' } } },
      'refused',
    ],
    ['an upstream status in param', 500, relay('', { code: 'bad_response_status_code', param: '503' }), 'overloaded'],
    [
      'an upstream status in words',
      500,
      relay('bad response status code 524', { code: 'bad_response_status_code' }),
      'timeout',
    ],
    [
      'an upstream timeout',
      500,
      relay('do request failed: context deadline exceeded', { code: 'do_request_failed' }),
      'timeout',
    ],
    ['a fault behind it', 502, relay('The upstream service is away'), 'server'],
    ['an empty answer from behind', 500, relay('empty response', { code: 'empty_response' }), 'server'],
    ["the relay's own bad key", 500, relay('API key not valid', { code: 'channel:invalid_key' }), 'server'],
    [
      'references that are too large',
      500,
      '[&{{write tcp 10.0.0.1:1->10.0.0.2:2: write: connection reset by peer} 500 }]',
      'badRequest',
    ],
    ['a body that is too large', 413, { error: 'Payload Too Large' }, 'badRequest'],
    ['a parameter it does not know', 400, relay("Unknown parameter: 'image_config'."), 'badRequest'],
    [
      'a body of the wrong type',
      422,
      { detail: [{ loc: ['body', 'model'], msg: 'Field required', type: 'missing' }] },
      'badRequest',
    ],
    ['a flat complaint', 400, { code: 'invalid_request', message: 'prompt is required', data: null }, 'badRequest'],
    ['a bare string', 400, { error: 'Bad Request' }, 'badRequest'],
    ['a status in a code under a good status', 200, { error: { message: 'Hm.', code: 429 } }, 'rateLimit'],
    [
      'an error inside a choice',
      200,
      { choices: [{ error: { code: 503, message: 'Hm.' }, finish_reason: 'error' }] },
      'overloaded',
    ],
    [
      'an error in the voice of the model',
      200,
      chat({ content: '{"error":{"message":"Invalid token","code":401}}' }),
      'auth',
    ],
    ['an error that is just true', 200, { error: true, message: 'Too many requests' }, 'rateLimit'],
    ['an error that says nothing more', 200, { success: false, message: 'Generation failed' }, 'server'],
    ['a list of errors', 401, { success: false, errors: [{ code: 10000, message: 'Authentication error' }] }, 'auth'],
    ['an address that is wrong', 404, relay('Invalid URL (POST /v1/foo)'), 'badResponse'],
    ['an address without a page', 404, '404 page not found', 'badResponse'],
    ['an address that a server does not have', 404, { detail: 'Not Found' }, 'badResponse'],
    ['a method that is not allowed', 405, { detail: 'Method Not Allowed' }, 'badResponse'],
    ['what is not built', 501, relay('API not implemented', { code: 'api_not_implemented' }), 'badResponse'],
    [
      'an overload, as Anthropic does',
      529,
      { type: 'error', error: { type: 'overloaded_error', message: 'x' } },
      'overloaded',
    ],
    [
      'a limit, as Anthropic does',
      429,
      { type: 'error', error: { type: 'rate_limit_error', message: 'x' } },
      'rateLimit',
    ],
    [
      'a bad key, as Anthropic does',
      401,
      { type: 'error', error: { type: 'authentication_error', message: 'x' } },
      'auth',
    ],
    [
      'no money, as Anthropic does',
      400,
      { type: 'error', error: { type: 'invalid_request_error', message: 'Your credit balance is too low' } },
      'credit',
    ],
    ['a spent budget', 400, { error: { message: 'Budget has been exceeded! Max budget: 1', code: '400' } }, 'credit'],
    [
      'a policy, as LiteLLM does',
      400,
      { error: { message: 'litellm.ContentPolicyViolationError: x', code: '400' } },
      'refused',
    ],
  ];
  for (const [what, status, body, kind] of rows) {
    it(`tell ${what}`, async () => assert.equal(await kindOf(status, body), kind));
  }
});

describe("OpenAI's errors", () => {
  const error = (fields: Record<string, unknown>): unknown => ({
    error: { message: 'Hm.', type: 'invalid_request_error', param: null, code: null, ...fields },
  });
  const rows: readonly Row[] = [
    ['a bad key', 401, error({ code: 'invalid_api_key' }), 'auth'],
    ['a country', 403, error({ code: 'unsupported_country_region_territory', type: 'request_forbidden' }), 'region'],
    [
      'an organization that is not verified',
      403,
      error({ message: 'It must be verified to use the model x.' }),
      'setup',
    ],
    ['an account without billing', 429, error({ code: 'billing_not_active' }), 'setup'],
    ['no money', 429, error({ code: 'insufficient_quota', type: 'insufficient_quota' }), 'credit'],
    ['a hard limit', 400, error({ code: 'billing_hard_limit_reached' }), 'credit'],
    [
      'a limit per minute',
      429,
      error({ code: 'rate_limit_exceeded', message: 'Limit: 4/1min. Current: 9/1min.' }),
      'rateLimit',
    ],
    [
      'a limit per day',
      429,
      error({ code: 'rate_limit_exceeded', message: 'On requests per day (RPD): Limit 9. Try again in 7m12s.' }),
      'quota',
    ],
    [
      'a limit of zero',
      429,
      error({ code: 'rate_limit_exceeded', message: 'On images per min: Limit 0, Requested 1.' }),
      'quota',
    ],
    ['a model without access', 403, error({ code: 'model_not_found', message: 'No access to model x' }), 'model'],
    [
      'an unknown model',
      404,
      error({ message: 'The model `x` does not exist or you do not have access to it.' }),
      'model',
    ],
    [
      'a block by moderation',
      400,
      error({ code: 'moderation_blocked', type: 'image_generation_user_error' }),
      'refused',
    ],
    ['a block by policy', 400, error({ code: 'content_policy_violation' }), 'refused'],
    ['a block in words', 400, error({ message: 'It was rejected by our safety system.' }), 'refused'],
    ['an unknown parameter', 400, error({ code: 'unknown_parameter' }), 'badRequest'],
    ['a value', 400, error({ code: 'invalid_value', message: "Invalid value: '7x7'." }), 'badRequest'],
    [
      'a picture that could not be fetched in time',
      400,
      error({ message: 'Timeout while downloading the image.' }),
      'badRequest',
    ],
    ['a bare complaint', 400, error({}), 'badRequest'],
    ['a fault', 500, error({ type: 'server_error' }), 'server'],
    ['an overload', 503, error({ type: 'server_error', message: 'The engine is overloaded' }), 'overloaded'],
    ['a fault under a good status', 200, error({ type: 'server_error' }), 'server'],
    [
      'an unknown address',
      404,
      error({ message: 'Unknown request URL: POST /v1/x', code: 'unknown_url' }),
      'badResponse',
    ],
  ];
  for (const [what, status, body, kind] of rows) {
    it(`tell ${what}`, async () => assert.equal(await kindOf(status, body), kind));
  }
});

describe('A bare status', () => {
  const rows: readonly [status: number, kind: string, charge: string][] = [
    [301, 'badResponse', 'none'],
    [302, 'badResponse', 'none'],
    [400, 'badRequest', 'none'],
    [401, 'auth', 'none'],
    [402, 'credit', 'none'],
    [403, 'setup', 'none'],
    [404, 'model', 'none'],
    [405, 'badResponse', 'none'],
    [408, 'timeout', 'unknown'],
    [410, 'model', 'none'],
    [413, 'badRequest', 'none'],
    [415, 'badRequest', 'none'],
    [418, 'badRequest', 'none'],
    [422, 'badRequest', 'none'],
    [429, 'rateLimit', 'none'],
    [451, 'region', 'none'],
    [499, 'timeout', 'unknown'],
    [500, 'server', 'none'],
    [501, 'badResponse', 'none'],
    [502, 'server', 'none'],
    [503, 'overloaded', 'none'],
    [504, 'timeout', 'unknown'],
    [520, 'server', 'none'],
    [524, 'timeout', 'unknown'],
    [529, 'overloaded', 'none'],
  ];
  for (const [status, kind, charge] of rows) {
    it(`${status} is ${kind}, with a web page, without a body and with empty JSON`, async () => {
      for (const body of ['', '<html><title>Error</title></html>', '{}', '{"error":{"message":""}}']) {
        const facts = await failureOf({ status, body });
        assert.deepEqual([facts.kind, facts.charge, facts.status], [kind, charge, status], body);
      }
    });
  }

  it('5xx late and without a word may have been charged', async () => {
    const late = { msToHeaders: 30_001 };
    assert.equal((await failureOf({ status: 502, body: '', ...late })).charge, 'unknown');
    assert.equal((await failureOf({ status: 503, body: '<html></html>', ...late })).charge, 'unknown');
    assert.equal((await failureOf({ status: 502, body: relay('Fault'), ...late })).charge, 'none');
    assert.equal((await failureOf({ status: 429, body: '', ...late })).charge, 'none');
    assert.equal((await failureOf({ status: 502, body: '', msToHeaders: 30_000 })).charge, 'none');
  });
});

describe('A bad request', () => {
  const rows: readonly [what: string, status: number, body: unknown, routeOnly: true | undefined][] = [
    ['too large', 413, '<html><title>413</title></html>', true],
    ['of a media type', 415, '', true],
    ['with an unknown parameter', 400, { error: { code: 'unknown_parameter', message: 'x' } }, true],
    ['with an unknown field', 400, { error: 'Unknown name "x": Cannot find field.' }, true],
    ['with an option this model lacks', 400, { error: 'Image size 4K is not supported for this model' }, true],
    ['with a body beyond the limit', 400, { error: 'Request payload size exceeds the limit: 9 bytes.' }, true],
    ['with references that a relay could not pass', 500, { error: { code: 'write_response_body_failed' } }, true],
    ['with a wrong value', 400, { error: "aspect_ratio must be one of '1:1'." }, undefined],
    ['without a prompt', 400, { error: 'prompt is required' }, undefined],
  ];
  for (const [what, status, body, routeOnly] of rows) {
    it(`${what} is ${routeOnly ? "only this route's" : 'the same everywhere'}`, async () => {
      const facts = await failureOf({ status, body });
      assert.deepEqual([facts.kind, facts.routeOnly], ['badRequest', routeOnly]);
    });
  }
});

describe('The message of a relay', () => {
  const rows: readonly [what: string, body: unknown, message: string | undefined][] = [
    [
      'is the innermost one',
      { error: { message: 'Provider returned error', metadata: { raw: 'Too bad.' } } },
      'Too bad.',
    ],
    [
      'is the outer one where the inner one is empty',
      { error: { message: 'Outer.', metadata: { raw: '' } } },
      'Outer.',
    ],
    [
      'is the outer one where the inner one is hollow',
      { error: { message: 'Outer.', metadata: { raw: '{}' } } },
      'Outer.',
    ],
    ['is another field where message is empty', { error: { message: '', localized_message: 'Local.' } }, 'Local.'],
    ['is a code where nothing else is said', { error: { message: '', code: 'bad_thing' } }, 'bad_thing'],
    ['is the text of a body that is no JSON', 'Bad things happened.', 'Bad things happened.'],
    ['is the text beside a name', { error: 'Unauthorized', message: 'No key was sent' }, 'No key was sent'],
    ['is a title of problem+json', { type: 'about:blank', title: 'Bad thing', status: 500 }, 'Bad thing'],
    ['keeps Chinese words', { error: { message: '坏了' } }, '坏了'],
    ['is nothing for an empty object', {}, undefined],
  ];
  for (const [what, body, message] of rows) {
    it(what, async () => assert.equal((await failureOf({ status: 500, body })).providerMessage, message));
  }
});
