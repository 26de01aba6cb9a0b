import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FailureFacts, FailureReason } from '../../../../src/core/failures/failure';
import { failureReasons, GenerationFailure } from '../../../../src/core/failures/failure';
import { applicationDefault } from '../../../../src/providers/credentials/applicationDefault';
import { failureFromThrown } from '../../../../src/answers/failures/failureFromThrown';
import { ProxyAnswerError, ProxyUnreachableError } from '../../../../src/providers/transport/nodeHttpClient';
import { detail, failureOf, google, secret } from '../support';

type Told = readonly [kind: string, reason: FailureReason | undefined];

const told = ({ kind, reason }: FailureFacts): Told => [kind, reason];
const info = (reason: string, metadata = {}): unknown => detail('ErrorInfo', { reason, metadata });
const denied = (message: string, ...details: unknown[]) => google(403, 'PERMISSION_DENIED', message, details);
const unauthenticated = (message: string, ...details: unknown[]) => google(401, 'UNAUTHENTICATED', message, details);
const exhausted = (code: number, message: string, ...details: unknown[]) =>
  google(code, 'RESOURCE_EXHAUSTED', message, details);
const relay = (message: string, code: string | null = null) => ({
  error: { message: `${message} (request id: 7)`, type: 'new_api_error', param: '', code },
});
const page = '<!doctype html><html><head><title>Welcome</title></head></html>';

const answers: readonly (readonly [what: string, status: number, body: unknown, ...Told])[] = [
  // the key
  ['a leaked key', 403, denied('This key was reported as leaked; make another.'), 'auth', 'keyLeaked'],
  ['a key that ended, by its name', 400, denied('Hm.', info('API_KEY_EXPIRED')), 'auth', 'keyExpired'],
  [
    'a key that ended, in words beside a vague name',
    400,
    google(400, 'INVALID_ARGUMENT', 'The API key expired.', [info('API_KEY_INVALID')]),
    'auth',
    'keyExpired',
  ],
  ['a key that ended, in Chinese', 401, relay('该令牌已过期'), 'auth', 'keyExpired'],
  ['a key that is no key', 400, denied('No.', info('API_KEY_INVALID')), 'auth', undefined],
  [
    'no key at all',
    403,
    denied("Method doesn't allow unregistered callers. Please use an identity."),
    'auth',
    'keyMissing',
  ],
  ['no key at a relay', 401, relay('未提供令牌'), 'auth', 'keyMissing'],
  ['an invalid key, or none', 401, relay('Invalid token, or no token was given'), 'auth', undefined],
  [
    'a key where a token is due',
    401,
    unauthenticated('Hm.', info('ACCESS_TOKEN_TYPE_UNSUPPORTED')),
    'auth',
    'keyOfOtherKind',
  ],
  [
    'a key where a token is due, in words',
    401,
    unauthenticated('API keys are not supported by this API.'),
    'auth',
    'keyOfOtherKind',
  ],
  // the account or project
  ['an API that is off', 403, denied('Off.', info('SERVICE_DISABLED')), 'setup', 'apiDisabled'],
  ['an API that is off, in words', 403, denied('X API has not been used in project 7 before.'), 'setup', 'apiDisabled'],
  ['billing that is off', 403, denied('No.', info('BILLING_DISABLED')), 'setup', 'billingDisabled'],
  ['billing that is off, in words', 403, denied('This requires billing to be enabled.'), 'setup', 'billingDisabled'],
  ['billing that is off at OpenAI', 429, relay('Hm.', 'billing_not_active'), 'setup', 'billingDisabled'],
  ['a missing role', 403, denied('No.', info('IAM_PERMISSION_DENIED')), 'setup', 'roleMissing'],
  ['a missing role, in words', 403, denied("Permission 'a.b.c' denied on resource."), 'setup', 'roleMissing'],
  [
    'a project that is not there',
    403,
    denied('Permission denied.', info('CONSUMER_INVALID')),
    'setup',
    'projectUnknown',
  ],
  [
    'a project that is not there, in words',
    403,
    denied('Permission denied on resource project x.'),
    'setup',
    'projectUnknown',
  ],
  ['a suspended project', 403, denied('No.', info('CONSUMER_SUSPENDED')), 'setup', 'suspended'],
  ['a suspended account, in words', 403, relay('用户已被封禁'), 'setup', 'suspended'],
  ['a key for other APIs', 403, denied('No.', info('API_KEY_SERVICE_BLOCKED')), 'setup', 'keyRestricted'],
  ['a key for other addresses', 403, relay('您的 IP 不在允许访问的列表中'), 'setup', 'keyRestricted'],
  ['a key for other models', 403, relay('该令牌无权使用模型 x'), 'model', 'keyRestricted'],
  ['a bare denial', 403, denied('This is not for you.'), 'setup', undefined],
  // money and limits
  [
    'no prepaid credit',
    402,
    exhausted(402, 'Your prepayment credits are used up: insufficient balance.'),
    'credit',
    'prepaidEmpty',
  ],
  [
    'no prepaid credit, as it was told before',
    429,
    exhausted(429, 'Prepayment credits are depleted.'),
    'credit',
    'prepaidEmpty',
  ],
  ['no credit at a relay', 403, relay('The balance is not enough', 'insufficient_user_quota'), 'credit', undefined],
  [
    'a free key, whatever wait is told',
    429,
    exhausted(429, 'Quota exceeded, limit: 0. Retry in 3s.', detail('RetryInfo', { retryDelay: '3s' })),
    'quota',
    'freeTier',
  ],
  ['a passing limit', 429, exhausted(429, 'Quota exceeded, limit: 10. Retry in 3s.'), 'rateLimit', undefined],
  ['a limit of the day', 429, exhausted(429, 'Quota exceeded: 250 requests per day.'), 'quota', undefined],
  // the model
  [
    'a group without the model',
    503,
    relay('No available channel for model x-3.1 under group y', 'model_not_found'),
    'model',
    'groupWithoutModel',
  ],
  [
    'a group without the model, in Chinese',
    503,
    relay('当前分组 y 下对于模型 x 无可用渠道'),
    'model',
    'groupWithoutModel',
  ],
  [
    'a location without the model',
    404,
    google(
      404,
      'NOT_FOUND',
      'Publisher Model `projects/p/locations/us-east1/publishers/google/models/x` was not found.',
    ),
    'model',
    'locationWithoutModel',
  ],
  [
    'a model that is nowhere',
    404,
    google(404, 'NOT_FOUND', 'Publisher Model `projects/p/locations/global/publishers/google/models/x` was not found.'),
    'model',
    undefined,
  ],
  // the address
  ['a web page', 200, page, 'badResponse', 'webPage'],
  ['a web page under 404', 404, page, 'model', 'webPage'],
  ['a web page that blocks', 403, page, 'setup', 'webPage'],
  ['a sign-in page of a network', 511, page, 'server', 'webPage'],
  ["a web page of the service's own front", 503, page, 'overloaded', undefined],
  ['a redirect', 302, '', 'badResponse', 'redirected'],
  ['an address that is not served', 404, relay('Invalid URL (POST /v1/v1/x)'), 'badResponse', 'noSuchAddress'],
  ['an address that is not served, by its name', 404, relay('Hm.', 'unknown_url'), 'badResponse', 'noSuchAddress'],
  ['an address that is not served, without a word', 404, '', 'model', 'noSuchAddress'],
  ['an address for other methods', 405, '', 'badResponse', 'noSuchAddress'],
  ['an answer that is too large', 200, '['.repeat(1_000_001), 'badResponse', 'answerTooLarge'],
  ['an empty 502', 502, '', 'server', 'emptyBadGateway'],
  ['a 502 that says something', 502, relay('The upstream is away'), 'server', undefined],
  ['a proxy in plain sight that wants a password', 407, page, 'network', 'proxyPassword'],
];

const coded = (code: string, more = {}): Error => Object.assign(new Error(code), { code, ...more });
const token = (description: string, more = {}): Error =>
  Object.assign(new Error('400'), {
    response: { status: 400, data: { error: 'invalid_grant', error_description: description, ...more } },
  });

const thrown: readonly (readonly [what: string, error: unknown, ...Told])[] = [
  ['a name that nobody knows', new TypeError('fetch failed', { cause: coded('ENOTFOUND') }), 'network', 'nameNotFound'],
  ['a name server that is away', coded('EAI_AGAIN'), 'network', 'nameNotFound'],
  ['a closed port', new AggregateError([coded('ECONNREFUSED')], ''), 'network', 'connectionRefused'],
  ['a signature that nobody knows', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'network', 'certificateUnknown'],
  ['an authority of its own', coded('SELF_SIGNED_CERT_IN_CHAIN'), 'network', 'certificateUnknown'],
  ['a certificate of its own', coded('DEPTH_ZERO_SELF_SIGNED_CERT'), 'network', 'certificateUnknown'],
  ['an authority that is trusted by name only', coded('CERT_SIGNATURE_FAILURE'), 'network', 'certificateUnknown'],
  ['an issuer that is not here', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'network', 'certificateUnknown'],
  ['a certificate for another name', coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'network', 'certificateOfOther'],
  ['a certificate of tomorrow', coded('CERT_NOT_YET_VALID'), 'network', 'clockWrong'],
  [
    'a proxy that wants a password',
    new ProxyAnswerError(407, 'Proxy Authentication Required'),
    'network',
    'proxyPassword',
  ],
  [
    'a proxy that does not run',
    new ProxyUnreachableError('no socket', { cause: coded('ECONNREFUSED') }),
    'network',
    'proxyUnreachable',
  ],
  ['a proxy that refuses', new ProxyAnswerError(502, 'Bad Gateway'), 'network', 'proxyRefused'],
  ['a line that broke', coded('ECONNRESET'), 'network', undefined],
  [
    'a key that no header can carry',
    new TypeError(`"${secret}\n" is an invalid header value.`),
    'auth',
    'keyMalformed',
  ],
  [
    'a wrong clock',
    token('Invalid JWT: it must be in a reasonable timeframe. Check iat and exp.'),
    'setup',
    'clockWrong',
  ],
  ['a session that ended', token('reauth', { error_subtype: 'invalid_rapt' }), 'auth', 'signInAgain'],
  ['a login that was withdrawn', token('Token has been expired or revoked.'), 'auth', 'signInAgain'],
  ['a key that was deleted', token('Invalid JWT Signature.'), 'auth', 'credentialsRevoked'],
  ['an account that is gone', token('Invalid grant: account not found'), 'auth', 'credentialsRevoked'],
  ['a private key that cannot be read', coded('ERR_OSSL_UNSUPPORTED'), 'auth', 'credentialsUnusable'],
  ['a JSON without fields', coded('MISSING_CREDENTIALS'), 'auth', 'credentialsUnusable'],
  ['a type of credential that is not taken', coded('CREDENTIAL_TYPE'), 'auth', 'credentialsUnusable'],
  [
    'credentials that are not there',
    new Error('Could not load the default credentials.'),
    'auth',
    'credentialsNotFound',
  ],
  ['a credential file that is not there', coded('ENOENT', { syscall: 'open' }), 'auth', 'credentialsNotFound'],
];

/** Where the credentials of this machine lie, what they hold, and what is told of it. */
const logins: readonly (readonly [
  what: string,
  variable: 'GOOGLE_APPLICATION_CREDENTIALS' | 'CLOUDSDK_CONFIG',
  content: string | undefined,
  reason: FailureReason | undefined,
])[] = [
  ['gcloud’s, that are not there', 'CLOUDSDK_CONFIG', undefined, 'credentialsNotFound'],
  ['gcloud’s, that are no JSON', 'CLOUDSDK_CONFIG', 'oops', 'credentialsUnusable'],
  ['gcloud’s, of another type', 'CLOUDSDK_CONFIG', '{"type":"external_account"}', 'credentialsUnusable'],
  ['gcloud’s, in a folder of the user’s choice', 'CLOUDSDK_CONFIG', '{"type":"authorized_user"}', undefined],
  ['of the variable, that are not there', 'GOOGLE_APPLICATION_CREDENTIALS', undefined, 'credentialsVariable'],
  ['of the variable, that are no JSON', 'GOOGLE_APPLICATION_CREDENTIALS', 'oops', 'credentialsVariable'],
  ['of the variable, of another type', 'GOOGLE_APPLICATION_CREDENTIALS', '{"type":"x"}', 'credentialsVariable'],
  ['of the variable', 'GOOGLE_APPLICATION_CREDENTIALS', '{"type":"authorized_user"}', undefined],
];

describe('What exactly is wrong', () => {
  for (const [what, status, body, ...expected] of answers) {
    it(`is told for ${what}`, async () => assert.deepEqual(told(await failureOf({ status, body })), expected));
  }

  for (const [what, error, ...expected] of thrown) {
    it(`is told for ${what}`, () => {
      assert.deepEqual(told(failureFromThrown(error, { sent: false, secrets: [secret] }).facts), expected);
    });
  }

  it('is not told once something was sent: then only the money matters', () => {
    const { facts } = failureFromThrown(coded('ECONNREFUSED'), { sent: true, secrets: [] });
    assert.deepEqual(told(facts), ['interrupted', undefined]);
  });

  it('is told in every way that there is', () => {
    const seen = new Set([
      ...answers.map((row) => row[4]),
      ...thrown.map((row) => row[3]),
      ...logins.map((row) => row[3]),
      ...['overLimit', 'priceUnknown', 'ledgerBusy', 'ledgerUnwritable'], // of our own ledger, not of a service: see store
      'answerUnreadable', // of our own reading: see process
    ]);
    assert.deepEqual(
      [...failureReasons].filter((reason) => !seen.has(reason)),
      [],
    );
  });

  it('is told through the wrappings of relays', async () => {
    const inner = JSON.stringify(denied('Hm.', info('SERVICE_DISABLED')));
    const body = { error: { message: 'Provider returned error', code: 403, metadata: { raw: inner } } };
    assert.deepEqual(told(await failureOf({ status: 403, body })), ['setup', 'apiDisabled']);
  });
});

describe('Application Default Credentials', () => {
  const names = ['GOOGLE_APPLICATION_CREDENTIALS', 'CLOUDSDK_CONFIG'] as const;
  const before = names.map((name) => process.env[name]);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'adc-'));
    for (const name of names) delete process.env[name];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const [at, name] of names.entries()) {
      const value = before[at];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  for (const [what, variable, content, reason] of logins) {
    it(`${what}, are ${reason ? 'told' : 'taken'}`, async () => {
      const file = path.join(folder, 'application_default_credentials.json');
      if (content !== undefined) writeFileSync(file, content);
      process.env[variable] = variable === 'CLOUDSDK_CONFIG' ? folder : file;
      const failure = await applicationDefault().then(
        () => undefined,
        (error: unknown) => (error instanceof GenerationFailure ? error : assert.fail(String(error))),
      );
      assert.deepEqual(failure && told(failure.facts), reason && ['auth', reason]);
    });
  }
});

describe('The page that an answer names', () => {
  const link = (url: string) => denied('Off.', detail('Help', { links: [{ description: 'x', url }] }));
  const activation = (activationUrl: string) => denied('Off.', info('SERVICE_DISABLED', { activationUrl }));
  const off = 'https://console.developers.google.com/apis/api/x.example/overview?project=7';
  const rows: readonly (readonly [what: string, body: unknown, url: string | undefined])[] = [
    ['is the one that switches an API on', activation(off), off],
    [
      'is the one of its help',
      link('https://console.cloud.google.com/billing'),
      'https://console.cloud.google.com/billing',
    ],
    ['is the one in its words where there is no other', denied(`It is disabled. Enable it by visiting ${off}.`), off],
    [
      'is of Google, not of whoever handed the answer on',
      link('https://console.cloud.google.com.example/x'),
      undefined,
    ],
    ['is not plain http', link('http://console.cloud.google.com/billing'), undefined],
    ['has no user in it', link('https://me@console.cloud.google.com/billing'), undefined],
    ['has no other port', link('https://console.cloud.google.com:8443/billing'), undefined],
    ['has no key in it', link(`https://console.cloud.google.com/billing?key=${secret}`), undefined],
    ['is no command', link('command:workbench.action.quit'), undefined],
  ];
  for (const [what, body, url] of rows) {
    it(what, async () => assert.equal((await failureOf({ status: 403, body })).helpUrl, url));
  }
});
