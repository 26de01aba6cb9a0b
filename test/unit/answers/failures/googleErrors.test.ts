import assert from 'node:assert/strict';
import { detail, failureOf, google, secret } from '../support';

const info = (reason: string, metadata = {}): unknown =>
  detail('ErrorInfo', { reason, domain: 'googleapis.com', metadata });
const invalid = (message: string, details?: unknown[]) => google(400, 'INVALID_ARGUMENT', message, details);
const denied = (message: string, details?: unknown[]) => google(403, 'PERMISSION_DENIED', message, details);
const exhausted = (message: string, details?: unknown[]) => google(429, 'RESOURCE_EXHAUSTED', message, details);
const violation = (quotaId: string, quotaValue?: string): unknown =>
  detail('QuotaFailure', { violations: [{ quotaId, ...(quotaValue ? { quotaValue } : {}) }] });
const retryIn = (retryDelay: string): unknown => detail('RetryInfo', { retryDelay });

type Row = readonly [what: string, status: number, body: unknown, kind: string];

describe("Google's errors", () => {
  const rows: readonly Row[] = [
    ['a bad key, told by its reason only', 400, invalid('No.', [info('API_KEY_INVALID')]), 'auth'],
    ['a bad key, told in words only', 400, invalid('API key not valid, pass another one.'), 'auth'],
    ['an expired key', 400, invalid('The API key expired.'), 'auth'],
    ['a key that is not found', 400, invalid('API Key not found in this project.'), 'auth'],
    [
      'a country that is not served',
      400,
      google(400, 'FAILED_PRECONDITION', 'User location is not supported.'),
      'region',
    ],
    [
      'a country without pictures',
      400,
      google(400, 'FAILED_PRECONDITION', 'Image generation is not available in your country.'),
      'region',
    ],
    [
      'a size it does not know',
      400,
      invalid("Unsupported image_size '9K'. Supported values are 1K and 2K."),
      'badRequest',
    ],
    ['a ratio the model lacks', 400, invalid('Aspect ratio 1:8 is not supported for this model'), 'badRequest'],
    [
      'a ratio it does not know',
      400,
      invalid("image_config.aspect_ratio: must be one of '1:1' or '3:2'."),
      'badRequest',
    ],
    ['a field it does not know', 400, invalid('Unknown name "seeds": Cannot find field.'), 'badRequest'],
    ['two candidates', 400, invalid('Two candidates are not enabled for this model'), 'badRequest'],
    ['an empty prompt', 400, invalid('Request has empty input.'), 'badRequest'],
    ['a picture it cannot read', 400, invalid('Unable to process input image. Please retry or report.'), 'badRequest'],
    ['a bare invalid argument', 400, invalid('Request contains something.'), 'badRequest'],
    [
      'a model that makes no pictures',
      400,
      invalid('Model does not support the requested response modalities'),
      'model',
    ],
    [
      'a token of a kind it does not take',
      401,
      google(401, 'UNAUTHENTICATED', 'No.', [info('ACCESS_TOKEN_TYPE_UNSUPPORTED')]),
      'auth',
    ],
    [
      'a key where a token is due',
      401,
      google(401, 'UNAUTHENTICATED', 'API keys are not supported by this API.'),
      'auth',
    ],
    ['credentials that are missing', 401, google(401, 'UNAUTHENTICATED', 'Hm.', [info('CREDENTIALS_MISSING')]), 'auth'],
    ['no prepaid credit', 402, google(402, 'RESOURCE_EXHAUSTED', 'The prepayment credits are depleted.'), 'credit'],
    ['no prepaid credit, as it was told before', 429, exhausted('All prepayment credits are depleted.'), 'credit'],
    ['a leaked key', 403, denied('Your API key was reported as leaked. Use another one.'), 'auth'],
    ['no key at all', 403, denied("Method doesn't allow unregistered callers."), 'auth'],
    ['a suspended project', 403, denied('Consumer has been suspended.', [info('CONSUMER_SUSPENDED')]), 'setup'],
    ['an API that is off', 403, denied('The API is off.', [info('SERVICE_DISABLED')]), 'setup'],
    ['an API that is off, in words', 403, denied('This API has not been used in project 7 before.'), 'setup'],
    ['billing that is off', 403, denied('This needs money.', [info('BILLING_DISABLED')]), 'setup'],
    ['billing that is off, in words', 403, denied('This method requires billing to be enabled.'), 'setup'],
    [
      'a missing role',
      403,
      denied("Permission 'aiplatform.endpoints.predict' denied on it.", [info('IAM_PERMISSION_DENIED')]),
      'setup',
    ],
    ['a wrong project', 403, denied('Permission denied on resource project x.', [info('CONSUMER_INVALID')]), 'setup'],
    ['a key for other APIs', 403, denied('Requests to this API x.googleapis.com method y are blocked.'), 'setup'],
    [
      'a key for other pages',
      403,
      denied('Requests from referer <empty> are blocked.', [info('API_KEY_HTTP_REFERRER_BLOCKED')]),
      'setup',
    ],
    [
      'a key for other addresses',
      403,
      denied('The IP address is blocked.', [info('API_KEY_IP_ADDRESS_BLOCKED')]),
      'setup',
    ],
    ['a bare denial', 403, denied('This caller does not have permission'), 'setup'],
    ['an unknown model', 404, google(404, 'NOT_FOUND', 'models/x is not found for API version v1beta.'), 'model'],
    ['a retired model', 404, google(404, 'NOT_FOUND', 'This model models/x is no longer available.'), 'model'],
    [
      'a model of another location',
      404,
      google(404, 'NOT_FOUND', 'Publisher Model `projects/p/locations/l/m` was not found.'),
      'model',
    ],
    ['a passing limit without details', 429, exhausted('The resource has been exhausted.'), 'rateLimit'],
    ['a shared limit, in a list', 429, [exhausted('Resource exhausted. Come back later.')], 'rateLimit'],
    ['a cap on spending', 429, exhausted('Your billing account has exceeded its monthly spending cap.'), 'quota'],
    [
      'no capacity, told by its reason',
      503,
      google(503, 'UNAVAILABLE', 'Hm.', [info('MODEL_CAPACITY_EXHAUSTED')]),
      'overloaded',
    ],
    [
      'no capacity, under another status',
      429,
      exhausted('No capacity available for model x on the server'),
      'overloaded',
    ],
    ['an overloaded model', 503, google(503, 'UNAVAILABLE', 'The model is overloaded.'), 'overloaded'],
    ['high demand', 503, google(503, 'UNAVAILABLE', 'This model is experiencing high demand.'), 'overloaded'],
    ['a service that is away', 503, google(503, 'UNAVAILABLE', 'The service is away.'), 'overloaded'],
    ['an internal error', 500, google(500, 'INTERNAL', 'Internal error: please retry.'), 'server'],
    ['an internal error, in other words', 500, google(500, 'INTERNAL', 'Internal error encountered.'), 'server'],
    ['a deadline', 504, google(504, 'DEADLINE_EXCEEDED', 'The deadline expired before it could complete.'), 'timeout'],
    [
      'a deadline under another status',
      503,
      google(503, 'UNAVAILABLE', 'Deadline expired before it could complete.'),
      'timeout',
    ],
    ['a cancelled call', 499, google(499, 'CANCELLED', 'The operation was cancelled.'), 'timeout'],
    ['what is not built', 501, google(501, 'UNIMPLEMENTED', 'Hm.'), 'badResponse'],
    ['a blocked prompt', 400, invalid('The prompt could not be used: it violates our usage guidelines.'), 'refused'],
  ];
  for (const [what, status, body, kind] of rows) {
    it(`tell ${what}`, async () => {
      assert.equal((await failureOf({ status, body })).kind, kind);
    });
  }

  it('count the same in all their wrappings', async () => {
    const error = invalid('No.', [info('API_KEY_INVALID')]);
    const json = JSON.stringify(error);
    const wrappings: unknown[] = [
      [error],
      json,
      JSON.stringify(json),
      `got status: INVALID_ARGUMENT. ${json}`,
      { error: { message: json, code: 400, status: 'Bad Request' } },
      {
        error: { message: `bad response status code 400, message: x, body: ${json}`, type: 'upstream_error', code: '' },
      },
      { error: { message: `GeminiException - b'${json.replaceAll('"', '\\"')}'`, code: '500' } },
      { error: json },
      { error: { message: 'Provider returned error', code: 502, metadata: { raw: json } } },
      { error: { message: 'Provider returned error', code: 502, metadata: { raw: error } } },
      { detail: error },
      { success: false, error },
      { code: 500, msg: json },
      { status_code: 500, response: { body: error } },
    ];
    for (const body of wrappings) {
      const { kind, providerMessage } = await failureOf({ status: 400, body });
      assert.deepEqual([kind, providerMessage], ['auth', 'No.'], JSON.stringify(body));
    }
  });
});

describe("Google's limits", () => {
  const rows: readonly [what: string, body: unknown, expected: readonly unknown[]][] = [
    [
      'of a free tier are never lifted by waiting',
      exhausted('Quota exceeded for metric: free_tier_requests, limit: 0, model: x\nPlease retry in 1.3s.', [
        violation('RequestsPerMinute-FreeTier'),
        retryIn('1s'),
      ]),
      ['quota', 'never', undefined],
    ],
    [
      'of zero in a violation',
      exhausted('No.', [violation('PerMinute', '0'), retryIn('9s')]),
      ['quota', 'never', undefined],
    ],
    [
      'of zero in ErrorInfo',
      exhausted('No.', [info('RATE_LIMIT_EXCEEDED', { quota_limit_value: '0' })]),
      ['quota', 'never', undefined],
    ],
    [
      'per day lift at midnight',
      exhausted('You exceeded your current quota.', [
        violation('GenerateRequestsPerDayPerProjectPerModel', '250'),
        retryIn('22s'),
      ]),
      ['quota', 'day', undefined],
    ],
    [
      'per day in words',
      exhausted("Quota exceeded for metric 'Requests per day' of service x."),
      ['quota', 'day', undefined],
    ],
    [
      'per minute are passing',
      exhausted('You exceeded your current quota.', [violation('RequestsPerMinutePerProject', '500'), retryIn('34s')]),
      ['rateLimit', undefined, 34_000],
    ],
    [
      'with a number other than zero are passing',
      exhausted('You exceeded your current quota. * metric: x, limit: 500\nPlease retry in 34.286s.'),
      ['rateLimit', undefined, 34_286],
    ],
    [
      'with a time to wait are passing',
      exhausted('You exceeded your current quota. Retry in 5s.'),
      ['rateLimit', undefined, 5000],
    ],
    [
      'without anything last until midnight',
      exhausted('You exceeded your current quota, check your plan.'),
      ['quota', 'day', undefined],
    ],
    ['of zero point five are no zero', exhausted('Quota exceeded, limit: 0.5'), ['rateLimit', undefined, undefined]],
    [
      'of spending last longer',
      exhausted('The project exceeded its monthly spending cap.'),
      ['quota', 'never', undefined],
    ],
  ];
  for (const [what, body, expected] of rows) {
    it(what, async () => {
      const { kind, quotaPeriod, retryAfterMs, charge } = await failureOf({ status: 429, body });
      assert.deepEqual([kind, quotaPeriod, retryAfterMs], expected);
      assert.equal(charge, 'none');
    });
  }
});

describe('The message of an error', () => {
  it('has no key in it, neither the own nor another', async () => {
    const body = denied(`Consumer 'api_key:${secret}' and 'api_key:AIzaNotAKey' have been suspended.`);
    const { providerMessage } = await failureOf({ status: 403, body });
    assert.equal(providerMessage, "Consumer 'api_key:[key]' and 'api_key:[key]' have been suspended.");
  });

  it('is what the localized detail says where there is no other', async () => {
    const body = denied('', [detail('LocalizedMessage', { locale: 'en', message: 'It was suspended.' })]);
    assert.equal((await failureOf({ status: 403, body })).providerMessage, 'It was suspended.');
  });

  it('is what the field violations say where there is no other', async () => {
    const fieldViolations = [{ field: 'x', description: 'It must be one of 1 and 2.' }];
    const body = invalid('', [detail('BadRequest', { fieldViolations })]);
    assert.equal((await failureOf({ status: 400, body })).providerMessage, 'It must be one of 1 and 2.');
  });

  it('is cut where it is too long, and data in it is left out', async () => {
    const long = await failureOf({ status: 400, body: invalid('word '.repeat(2000)) });
    assert.equal(long.providerMessage?.length, 1500);
    const data = await failureOf({ status: 400, body: invalid(`Bad image ${'A'.repeat(5000)} there`) });
    assert.equal(data.providerMessage, `Bad image ${'A'.repeat(24)}… there`);
  });

  it('is not a web page, but what the page is called', async () => {
    const body = { error: { message: '<html><head><title>502 Bad Gateway</title></head></html>', code: 502 } };
    assert.equal((await failureOf({ status: 502, body })).providerMessage, '502 Bad Gateway');
  });
});
