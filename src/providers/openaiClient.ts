import { wireRoot } from '../core/services/baseUrl';
import type { ProviderAnswer } from '../core/pictures/image';
import type { AttemptCall } from '../core/run/provider';
import type { Wire } from '../core/services/wires';
import type { ProviderParts } from './attempt';
import { attempt } from './attempt';
import { secretsOf } from './credentials/secrets';
import type { OpenAI } from './sdk/openai';

/** One attempt through OpenAI's SDK, set up so that no environment variable can choose key, address or headers. */
export async function attemptWithOpenAI(
  parts: ProviderParts,
  call: AttemptCall,
  wire: Wire,
  send: (client: OpenAI) => Promise<unknown>,
): Promise<ProviderAnswer> {
  const [key = ''] = secretsOf(call.credential);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  const { OpenAI } = await import('./sdk/openai');
  return attempt({ ...parts, call, headers, secrets: [key] }, (exchange) => {
    const { root, apiVersion } = wireRoot(call.baseUrl, wire);
    // everything explicit: what is left out, the SDK takes from environment variables
    const client = new OpenAI({
      apiKey: key || 'none',
      baseURL: apiVersion ? `${root}/${apiVersion}` : root,
      adminAPIKey: null,
      webhookSecret: null,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: 2 ** 31 - 1, // the exchange has the deadline
      fetch: exchange.fetch,
      logLevel: 'off',
    });
    return send(client);
  });
}
