import type { Credential, Route } from '../core/route';
import { failureFromThrown } from './failures';
import type { GoogleHeaders } from './googleToken';
import type { WatchConnection } from './transport';

/** The headers that carry a route's credential. Rejects with what Google's library throws when a token cannot be had. */
export async function credentialHeaders(
  route: Pick<Route, 'preset' | 'wire'>,
  credential: Credential,
  googleHeaders: GoogleHeaders,
  signal: AbortSignal,
  watch?: WatchConnection,
): Promise<Readonly<Record<string, string>>> {
  switch (credential.kind) {
    case 'key':
      return route.wire === 'gemini' && route.preset.keyHeader === 'x-goog-api-key'
        ? { 'x-goog-api-key': credential.key }
        : { authorization: `Bearer ${credential.key}` };
    case 'accessToken':
      return { authorization: `Bearer ${credential.token}` };
    case 'google':
      return googleHeaders(credential.json, signal, watch).catch((error: unknown) => {
        throw credential.fromVariable ? blamedOnVariable(error, secretsOf(credential)) : error;
      });
    case 'none':
      return {};
  }
}

/** A login or a new key elsewhere does not mend a file that a variable names. */
function blamedOnVariable(error: unknown, secrets: readonly string[]): unknown {
  const failure = failureFromThrown(error, { sent: false, secrets });
  return failure.kind === 'auth' ? failure.with({ reason: 'credentialsVariable' }) : error;
}

/** Every part of a credential that must not appear in a text. */
export function secretsOf(credential: Credential): string[] {
  switch (credential.kind) {
    case 'key':
      return [credential.key];
    case 'accessToken':
      return [credential.token];
    case 'google':
      return ['private_key', 'client_secret', 'refresh_token'].flatMap((name) => {
        const value = credential.json[name];
        return typeof value === 'string' ? [value] : [];
      });
    case 'none':
      return [];
  }
}

/** The keys and tokens among headers, without what stands before them. */
export function secretValues(headers: Readonly<Record<string, string>>): string[] {
  return ['authorization', 'x-goog-api-key'].flatMap((name) => {
    const value = headers[name]?.replace(/^Bearer /, '');
    return value ? [value] : [];
  });
}
