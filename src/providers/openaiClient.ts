import { wireRoot } from '../core/baseUrl';
import type { ProviderAnswer } from '../core/image';
import type { AttemptCall } from '../core/provider';
import type { Wire } from '../core/presets';
import { attempt } from './attempt';
import { secretsOf } from './credentialHeaders';
import type { OpenAI } from './sdk/openai';
import type { Transport } from './transport';

/** One attempt through OpenAI's SDK, set up so that nothing in the environment can choose key, address or headers. */
export async function attemptWithOpenAI(
  transport: Transport,
  call: AttemptCall,
  wire: Wire,
  send: (client: OpenAI) => Promise<unknown>,
): Promise<ProviderAnswer> {
  const [key = ''] = secretsOf(call.credential);
  const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
  const { OpenAI } = await import('./sdk/openai');
  return attempt({ transport, call, headers, secrets: [key] }, (exchange) => {
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
