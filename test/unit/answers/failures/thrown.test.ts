import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { FailureFacts } from '../../../../src/core/failures/failure';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { failureFromThrown } from '../../../../src/answers/failures/failureFromThrown';
import { secret } from '../support';

type Facts = Parameters<typeof failureFromThrown>[1];

function of(error: unknown, facts: Partial<Facts> = {}): FailureFacts {
  return failureFromThrown(error, { sent: false, secrets: [secret], ...facts }).facts;
}

const outcome = ({ kind, charge }: FailureFacts): unknown[] => [kind, charge];
const coded = (code: string, message = code, more = {}): Error => Object.assign(new Error(message), { code, ...more });

describe('What broke on the way', () => {
  const codes = [
    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
    ...['CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ...[
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'EPROTO',
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
    ...['HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE', 'PROXY_ANSWER'],
  ];
  for (const code of codes) {
    it(`with ${code} is a matter of the network before sending, and uncertain after`, () => {
      assert.deepEqual(outcome(of(coded(code))), ['network', 'none']);
      assert.deepEqual(outcome(of(coded(code), { sent: true })), ['interrupted', 'unknown']);
    });
  }

  const wrapped: Record<string, unknown> = {
    'in a cause': new TypeError('fetch failed', { cause: coded('ENOTFOUND', 'getaddrinfo ENOTFOUND h.example') }),
    'in a cause of a cause': new Error('Connection error.', { cause: new Error('x', { cause: coded('ECONNRESET') }) }),
    'for every address of a name': new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], ''),
    'as a bare text': 'socket hang up',
    'without a code': new Error('socket hang up'),
    'in a connection that the firewall refused': coded('EACCES', 'connect EACCES', { syscall: 'connect' }),
    'by the deadline of a library': new DOMException('timed out', 'TimeoutError'),
  };
  for (const [name, error] of Object.entries(wrapped)) {
    it(`is a matter of the network ${name}`, () => assert.deepEqual(outcome(of(error)), ['network', 'none']));
  }

  it('is uncertain after sending, whatever it was', () => {
    for (const error of [new Error('x'), undefined, null, 7, 'x', { a: 1 }, new TypeError('terminated')]) {
      assert.deepEqual(outcome(of(error, { sent: true })), ['interrupted', 'unknown']);
    }
  });

  it('is told in the words of this machine, never as the service’s', () => {
    const broken = coded('ECONNRESET', 'aborted');
    const told = [of(broken, { sent: true }), of(broken), of(new Error('outputMimeType is not supported'))];
    assert.deepEqual(
      told.map(({ providerMessage, localMessage }) => [providerMessage, localMessage]),
      [
        [undefined, 'aborted'],
        [undefined, 'aborted'],
        [undefined, 'outputMimeType is not supported'],
      ],
    );
  });

  it('is told in the words of the innermost error', () => {
    const error = new TypeError('fetch failed', { cause: coded('ENOTFOUND', 'getaddrinfo ENOTFOUND h.example') });
    assert.equal(of(error).localMessage, 'getaddrinfo ENOTFOUND h.example');
  });
});

describe('What was stopped', () => {
  const error = new DOMException('This operation was aborted', 'AbortError');

  it('by the user is cancelled', () => {
    assert.deepEqual(outcome(of(error, { abortedBy: 'user' })), ['cancelled', 'none']);
    assert.deepEqual(outcome(of(error, { abortedBy: 'user', sent: true })), ['cancelled', 'unknown']);
  });

  it('by the deadline is a timeout, or the network if nothing was sent', () => {
    assert.deepEqual(outcome(of(error, { abortedBy: 'deadline', sent: true })), ['timeout', 'unknown']);
    assert.deepEqual(outcome(of(error, { abortedBy: 'deadline' })), ['network', 'none']);
  });
});

describe("What Google's auth library throws", () => {
  const token = (status: number, data: unknown): Error =>
    Object.assign(new Error('Request failed with status code 400'), {
      code: String(status),
      status,
      response: { status, data },
      config: { headers: { authorization: `Bearer ${secret}` }, data: 'assertion=very.private.assertion' },
    });
  const grant = (error_description: string, more = {}): Error =>
    token(400, { error: 'invalid_grant', error_description, ...more });

  const rows: [what: string, error: unknown, kind: string][] = [
    ['no credentials on this machine', new Error('Could not load the default credentials. Browse to a page.'), 'auth'],
    [
      'a key file that is not there',
      coded('ENOENT', "ENOENT: no such file or directory, open 'k.json'", { path: 'k.json' }),
      'auth',
    ],
    ['a key file that may not be read', coded('EACCES', 'EACCES: permission denied', { syscall: 'open' }), 'auth'],
    ['a file that holds no key', new TypeError('key must be a string, a buffer or an object'), 'auth'],
    ['a JSON without fields', coded('MISSING_CREDENTIALS', 'private_key and client_email are required.'), 'auth'],
    ['a JSON without a key', new Error('The incoming JSON object does not contain a private_key field'), 'auth'],
    [
      'a key with escaped line ends',
      coded('ERR_OSSL_UNSUPPORTED', 'error:1E08010C:DECODER routines::unsupported'),
      'auth',
    ],
    ['a type of credential that is not taken', coded('CREDENTIAL_TYPE', 'Only two types can be used'), 'auth'],
    ['a revoked key', grant('Invalid JWT Signature.'), 'auth'],
    ['an account that is gone', grant('Invalid grant: account not found'), 'auth'],
    ['a session that ended', grant('reauth related error', { error_subtype: 'invalid_rapt' }), 'auth'],
    ['a client that is unknown', token(401, { error: 'invalid_client' }), 'auth'],
    ['a wrong clock', grant('Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.'), 'setup'],
    ['a scope that is not allowed', token(400, '{"error":"invalid_scope"}'), 'setup'],
    ['a fault of the token endpoint', token(503, '<html>'), 'server'],
    ['too many tokens', token(429, {}), 'rateLimit'],
    [
      'a token endpoint out of reach',
      coded('ENOTFOUND', 'request to https://oauth2.example/token failed, reason: x'),
      'network',
    ],
    ['no project', new Error('Unable to detect a Project Id in the current environment.'), 'setup'],
  ];
  for (const [what, error, kind] of rows) {
    it(`tells ${what}`, () => assert.deepEqual(outcome(of(error)), [kind, 'none']));
  }

  it('is told in the words of the token endpoint', () => {
    assert.equal(of(grant('Invalid JWT Signature.')).providerMessage, 'invalid_grant: Invalid JWT Signature.');
  });

  it('keeps no request with its secrets', () => {
    const text = inspect(failureFromThrown(grant(`for ${secret}`), { sent: false, secrets: [secret] }), { depth: 9 });
    assert.ok(!text.includes(secret) && !text.includes('very.private.assertion'), text);
  });
});

describe('What an SDK refuses to send', () => {
  it('is a bad request', () => {
    const error = new Error('outputMimeType parameter is not supported in this mode.');
    assert.deepEqual(outcome(of(error)), ['badRequest', 'none']);
    assert.equal(of(error).localMessage, error.message);
  });

  it('is a matter of the key where a header cannot carry it', () => {
    const errors = [
      new TypeError(`Headers.append: "${secret}\n" is an invalid header value.`),
      new TypeError('Cannot convert argument to a ByteString because the character at index 3 is 8203'),
      coded('ERR_INVALID_CHAR', `Invalid character in header content ["x-goog-api-key"]`),
    ];
    for (const error of errors) {
      const facts = of(error);
      assert.deepEqual(outcome(facts), ['auth', 'none']);
      assert.ok(!inspect(facts, { depth: 9 }).includes(secret));
    }
  });
});

describe('A thrown error', () => {
  it('that is a failure already stays the same', () => {
    const failure = new GenerationFailure({ kind: 'auth', charge: 'none' });
    assert.equal(failureFromThrown(failure, { sent: true, secrets: [] }), failure);
  });

  it('can have itself as its cause', () => {
    const error: Error & { cause?: unknown } = new Error('x');
    error.cause = error;
    assert.equal(of(error).kind, 'badRequest');
  });
});
