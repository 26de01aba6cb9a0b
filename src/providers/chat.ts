import type { OpenAI } from 'openai';
import { wireRoot } from '../core/baseUrl';
import type { ImageRequest, ProviderAnswer } from '../core/image';
import type { AttemptCall, Provider } from '../core/provider';
import type { ChatDialect } from '../core/presets';
import { attempt } from './attempt';
import type { Transport } from './transport';

type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The adapter for chat completions: relays that hide an image model behind OpenAI's chat. */
export function createChatProvider(transport: Transport): Provider {
  return { generate: (call) => generate(transport, call) };
}

async function generate(transport: Transport, call: AttemptCall): Promise<ProviderAnswer> {
  const key = call.credential.kind === 'key' ? call.credential.key : '';
  const headers = key ? { authorization: `Bearer ${key}` } : {};
  const { OpenAI } = await import('./sdk/openai');
  return attempt({ transport, call, headers, secrets: [key] }, async (exchange) => {
    const { root, apiVersion } = wireRoot(call.baseUrl, 'chat');
    // everything explicit: what is left out, the SDK takes from environment variables
    const client = new OpenAI({
      apiKey: key || 'none',
      baseURL: apiVersion ? `${root}/${apiVersion}` : root,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: 2 ** 31 - 1, // the exchange has the deadline
      fetch: exchange.fetch,
      logLevel: 'off',
    });
    await client.chat.completions.create(bodyOf(call));
  });
}

function bodyOf({ modelId, request, route }: AttemptCall): ChatBody {
  const dialect = dialects[route.preset.chatDialect](request);
  const messages = [...(dialect.system ?? []), userMessage(request, dialect.promptSuffix ?? '')];
  return { model: modelId, messages, ...dialect.fields };
}

function userMessage(request: ImageRequest, suffix: string): ChatBody['messages'][number] {
  const text = request.prompt + suffix;
  if (request.references.length === 0) return { role: 'user', content: text };
  const pictures = request.references.map(({ bytes, mime }) => ({
    type: 'image_url' as const,
    image_url: { url: `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` },
  }));
  return { role: 'user', content: [...pictures, { type: 'text', text }] };
}

interface Dialect {
  /** Top-level fields of the body that OpenAI's own types do not know. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly system?: ChatBody['messages'];
  readonly promptSuffix?: string;
}

/** How each family of services is told size and ratio; there is no standard. */
const dialects: Readonly<Record<ChatDialect, (request: ImageRequest) => Dialect>> = {
  none: () => ({}),
  image_config: ({ ratio, size }) => ({
    fields: { modalities: ['image', 'text'], image_config: { aspect_ratio: ratio, image_size: size } },
  }),
  extra_body_google: ({ ratio, size }) => ({
    fields: { extra_body: { google: { image_config: { aspect_ratio: ratio, image_size: size } } } },
  }),
  system_message: ({ ratio }) => ({
    fields: { modalities: ['text', 'image'] },
    system: [{ role: 'system', content: `aspect_ratio=${ratio}` }],
  }),
  prompt: ({ ratio }) => (ratio === '1:1' ? {} : { promptSuffix: `\n\nAspect ratio ${ratio}.` }),
};
