import { wireRoot } from '../core/baseUrl';
import { GenerationFailure } from '../core/failure';
import type { Credential, Route } from '../core/route';
import { originsOf } from '../core/route';
import { credentialHeaders, secretsOf } from './credentialHeaders';
import { failureFromThrown } from './failures';
import type { GoogleHeaders } from './googleToken';
import type { RawAnswer } from './rawAnswer';
import type { Transport } from './transport';
import { understand } from './understand';

/** Asks a route something that costs nothing. */
export interface Probe {
  /**
   * Resolves if the address answers, takes the credential and, on the gemini wire, knows the model. That is no promise of a
   * picture: such checks answer also where there is no credit or no capacity. Throws `GenerationFailure`.
   */
  (route: Route, modelId: string, credential: Credential, signal: AbortSignal): Promise<void>;
}

export function createProbe(transport: Transport, googleHeaders: GoogleHeaders): Probe {
  return async (route, modelId, credential, signal) => {
    const secrets = secretsOf(credential);
    let raw: RawAnswer;
    try {
      const headers = await credentialHeaders(route, credential, googleHeaders, signal);
      const { url, body } = freeCall(route, modelId);
      const send = transport.fetchFrom(originsOf(route), signal);
      const json = body === undefined ? {} : { method: 'POST', body };
      const response = await send(url, { ...json, headers: { ...headers, 'content-type': 'application/json' } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      raw = { status: response.status, headers: response.headers, body: bytes, msToHeaders: 0 };
    } catch (error) {
      const abortedBy = signal.aborted ? { abortedBy: 'user' as const } : {};
      throw failureFromThrown(error, { sent: false, secrets, ...abortedBy });
    }
    if (!isFine(raw)) await explain(raw, { route, modelId, secrets });
  };
}

/** What each wire answers for free: the model, the count of tokens (which names the project), or the list of models. */
function freeCall(route: Route, modelId: string): { readonly url: string; readonly body?: string } {
  const { root, apiVersion } = wireRoot(route.baseUrls[0] ?? '', route.wire);
  if (route.wire !== 'gemini') return { url: [root, apiVersion, 'models'].filter(Boolean).join('/') };
  if (route.preset.id !== 'vertex-ai') return { url: `${root}/${apiVersion}/models/${modelId}` };
  const place = `projects/${route.project ?? ''}/locations/${route.location ?? 'global'}`;
  return {
    url: `${root}/v1beta1/${place}/publishers/google/models/${modelId}:countTokens`,
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'x' }] }] }),
  };
}

/** A page under a good status is a wrong address. */
function isFine({ status, body }: RawAnswer): boolean {
  if (status !== 200) return false;
  try {
    const value = JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
    return typeof value === 'object' && value !== null && !('error' in value);
  } catch {
    return false;
  }
}

async function explain(
  raw: RawAnswer,
  { route, modelId, secrets }: { readonly route: Route; readonly modelId: string; readonly secrets: readonly string[] },
): Promise<never> {
  const download = () => Promise.reject(new Error('a check fetches nothing'));
  await understand(raw, { wire: route.wire, modelId, secrets, download });
  throw new GenerationFailure({ kind: 'badResponse', charge: 'none', route: route.id, modelId });
}
