import { createHash } from 'node:crypto';
import { Agent } from 'node:https';
import type { Clock } from '../../core/clock';
import { systemClock } from '../transport/systemClock';
import type { Transport, WatchConnection } from '../transport/transport';

const tokenOrigins = ['https://oauth2.googleapis.com', 'https://www.googleapis.com'];
const scope = 'https://www.googleapis.com/auth/cloud-platform';
/** A token is renewed so long before it expires, so that none expires on its way. */
const reserveMs = 5 * 60_000;

export type GoogleCredential = Readonly<Record<string, unknown>>;

/** The headers that prove who asks, from a service-account or authorized-user JSON. */
export type GoogleHeaders = (
  json: GoogleCredential,
  signal: AbortSignal,
  watch?: WatchConnection,
) => Promise<Readonly<Record<string, string>>>;

/** A credential that is not one of the two types we take: others name URLs or commands to run. */
export class CredentialTypeError extends Error {
  readonly code = 'CREDENTIAL_TYPE';
}

interface Token {
  readonly headers: Readonly<Record<string, string>>;
  /** How long it lasts, in milliseconds. */
  readonly lifeMs: number;
}

/**
 * When a token is to be renewed, on both clocks, whichever comes first: somebody may set the wall clock back, and the monotonic
 * one may stand still while a laptop sleeps.
 */
interface Kept extends Token {
  readonly until: number;
  readonly untilWall: number;
}

/** Gets tokens through Google's own library, over the transport, and keeps each until shortly before it expires. */
export function createGoogleHeaders(
  transport: Transport,
  clock: Pick<Clock, 'now' | 'elapsed'> = systemClock,
): GoogleHeaders {
  const kept = new Map<string, Kept>();
  return async (json, signal, watch) => {
    const id = createHash('sha256').update(JSON.stringify(json)).digest('base64');
    const known = kept.get(id);
    if (known && known.until > clock.elapsed() && known.untilWall > clock.now()) return known.headers;
    const fresh = await fetchToken((origins) => transport.fetchFrom(origins, signal, watch), json);
    const usableMs = fresh.lifeMs - reserveMs;
    kept.set(id, { ...fresh, until: clock.elapsed() + usableMs, untilWall: clock.now() + usableMs });
    return fresh.headers;
  };
}

async function fetchToken(
  fetchFrom: (origins: readonly string[]) => typeof globalThis.fetch,
  json: GoogleCredential,
): Promise<Token> {
  const { gaxios, JWT, UserRefreshClient } = await import('../sdk/google');
  const fetchImplementation = fetchFrom(tokenOrigins);
  // an agent of its own keeps the library from looking for a proxy in environment variables; our fetch does not use it
  const oneTry = { retry: false, retryConfig: { retry: 0 }, agent: new Agent(), fetchImplementation };
  class OneTry extends gaxios.Gaxios {
    override request<T>(options: Parameters<InstanceType<typeof gaxios.Gaxios>['request']>[0] = {}) {
      return super.request<T>({ ...options, ...oneTry });
    }
  }
  const transporter = new OneTry();
  const text = (name: string): string => (typeof json[name] === 'string' ? json[name] : '');
  // only these fields: a JSON can also name other token endpoints, universes and commands
  const client =
    json['type'] === 'service_account'
      ? new JWT({
          email: text('client_email'),
          key: text('private_key'),
          keyId: text('private_key_id'),
          scopes: [scope],
          transporter,
          useAuthRequestParameters: false, // they would let a variable print tokens
        })
      : json['type'] === 'authorized_user'
        ? new UserRefreshClient({
            clientId: text('client_id'),
            clientSecret: text('client_secret'),
            refreshToken: text('refresh_token'),
            transporter,
            useAuthRequestParameters: false, // they would let a variable print tokens
          })
        : undefined;
  if (!client) throw new CredentialTypeError('Only service accounts and gcloud user credentials can be used');
  if (text('quota_project_id')) client.quotaProjectId = text('quota_project_id');
  const headers = Object.fromEntries(await client.getRequestHeaders());
  // the library has just added the token's seconds to the wall time
  return { headers, lifeMs: (client.credentials.expiry_date ?? 0) - Date.now() };
}
