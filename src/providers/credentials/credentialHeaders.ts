import type { Credential, Route } from '../../core/services/route';
import { failureFromThrown } from '../../answers/failures/failureFromThrown';
import type { GoogleHeaders } from './googleToken';
import { secretsOf } from './secrets';
import type { WatchConnection } from '../transport/transport';

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

/** A file that a variable names is not mended by a login or a new key in another place. */
function blamedOnVariable(error: unknown, secrets: readonly string[]): unknown {
  const failure = failureFromThrown(error, { sent: false, secrets });
  return failure.kind === 'auth' ? failure.with({ reason: 'credentialsVariable' }) : error;
}
