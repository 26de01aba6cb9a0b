import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AssertionError } from './assertion';
import { assertionError, claimsOf } from './assertion';
import { Arrivals } from '../arrivals';
import { digText } from '../dig';
import type { TestServiceAccount } from './testCredentials';

/** Ways in which Google's token endpoint refuses. `hang` and `drop` are the connection's. */
export type TokenError = AssertionError | 'revoked' | 'reauth' | 'badClient' | 'unavailable' | 'hang' | 'drop';

/** One request for an access token. */
export interface TokenRequest {
  readonly grantType: string;
  /** The issuer of a service account's assertion. */
  readonly issuer?: string | undefined;
  readonly scope?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly result: 'token' | TokenError;
}

const grantError = (description: string, subtype?: string): object => ({
  error: 'invalid_grant',
  error_description: description,
  ...(subtype ? { error_subtype: subtype } : {}),
});

/** Status and body; the error codes are Google's, the sentences the emulator's own. */
const errors: Readonly<Record<Exclude<TokenError, 'hang' | 'drop'>, readonly [status: number, body: object]>> = {
  badSignature: [400, grantError('The signature of the assertion does not fit: Invalid JWT Signature.')],
  unknownAccount: [400, grantError('Invalid grant: there is no such account.')],
  badClock: [400, grantError('Invalid JWT: its times are not in a reasonable timeframe.')],
  badAssertion: [400, grantError('Invalid JWT: it cannot be read.')],
  revoked: [400, grantError('The token was revoked or is too old.')],
  reauth: [400, grantError('The user has to sign in again.', 'invalid_rapt')],
  badClient: [401, { error: 'invalid_client', error_description: 'There is no such OAuth client.' }],
  unavailable: [503, { error: 'internal_failure', error_description: 'The token service is down.' }],
};

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface TokenEndpointOptions {
  /** The token that it gives; the default is what an emulator of Vertex AI takes. */
  readonly accessToken: string;
  /** The accounts whose signature is checked. Left out: every well-formed assertion is taken. */
  readonly accounts?: readonly TestServiceAccount[] | undefined;
}

/** Google's OAuth token endpoint, as far as service accounts and signed-in users need it. */
export class TokenEndpoint {
  readonly arrivals = new Arrivals<TokenRequest>();
  readonly failures: TokenError[] = [];
  readonly #options: TokenEndpointOptions;

  constructor(options: TokenEndpointOptions) {
    this.#options = options;
  }

  async handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const result = this.failures.shift() ?? this.#check(req, form) ?? 'token';
    this.arrivals.add(recorded(form, result));
    if (result === 'hang') return;
    if (result === 'drop') return void req.socket.destroy();
    const token = { access_token: this.#options.accessToken, expires_in: 3599, token_type: 'Bearer' };
    const [status, body] = result === 'token' ? [200, token] : errors[result];
    res.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
  }

  #check(req: IncomingMessage, form: URLSearchParams): TokenError | undefined {
    if (req.method !== 'POST' || req.url !== '/token') return 'badClient';
    if (form.get('grant_type') === jwtBearer)
      return assertionError(form.get('assertion') ?? '', this.#options.accounts);
    if (form.get('grant_type') !== 'refresh_token') return 'badAssertion';
    if (!form.get('client_id') || !form.get('client_secret')) return 'badClient';
    return form.get('refresh_token') ? undefined : 'revoked';
  }
}

function recorded(form: URLSearchParams, result: TokenRequest['result']): TokenRequest {
  const claims = claimsOf(form.get('assertion') ?? '');
  return {
    grantType: form.get('grant_type') ?? '',
    issuer: digText(claims, 'iss'),
    scope: digText(claims, 'scope'),
    refreshToken: form.get('refresh_token') ?? undefined,
    result,
  };
}
