import type { OpenAI } from 'openai';
import type { ProviderAnswer } from '../core/pictures/image';
import { takesSize } from '../core/pictures/pixels';
import type { AttemptCall, Provider } from '../core/run/provider';
import type { ChatDialect } from '../core/services/dialects';
import { chatDialects } from '../core/services/dialects';
import { dialectOf } from '../core/services/route';
import { dataUrl } from './dataUrl';
import type { ProviderParts } from './attempt';
import { attemptWithOpenAI } from './openaiClient';
import { referencesOf } from './references';

type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The adapter for chat completions: relays that offer image models behind OpenAI's chat. */
export function createChatProvider(parts: ProviderParts): Provider {
  return { generate: (call) => generate(parts, call) };
}

function generate(parts: ProviderParts, call: AttemptCall): Promise<ProviderAnswer> {
  return attemptWithOpenAI(parts, call, 'chat', (client) => client.chat.completions.create(bodyOf(call)));
}

function bodyOf(call: AttemptCall): ChatBody {
  const { fields, system, promptSuffix = '' } = additionsFor(call);
  const messages: ChatBody['messages'] = [userMessage(call, promptSuffix)];
  if (system !== undefined) messages.unshift({ role: 'system', content: system });
  return { model: call.modelId, messages, ...fields };
}

function userMessage({ request }: AttemptCall, suffix: string): ChatBody['messages'][number] {
  const text = request.prompt + suffix;
  const references = referencesOf(request);
  if (references.length === 0) return { role: 'user', content: text };
  const pictures = references.map((reference) => ({
    type: 'image_url' as const,
    image_url: { url: dataUrl(reference) },
  }));
  return { role: 'user', content: [...pictures, { type: 'text', text }] };
}

/** What a dialect adds to a chat request. */
interface Additions {
  /** Top-level fields of the body that OpenAI's own types do not know. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly system?: string;
  readonly promptSuffix?: string;
}

type Call = Pick<AttemptCall, 'request' | 'model'>;

/** What tells the service size and ratio, as the call's route has it. */
function additionsFor(call: AttemptCall): Additions {
  const name = dialectOf(call.route);
  const dialect = chatDialects.find((known) => known === name) ?? 'none';
  return dialects[dialect](call);
}

const dialects: Readonly<Record<ChatDialect, (call: Call) => Additions>> = {
  none: () => ({}),
  prompt: ({ request: { ratio } }) => (ratio === '1:1' ? {} : { promptSuffix: `\n\nAspect ratio ${ratio}.` }),
  system_message: ({ request: { ratio } }) => ({
    fields: { modalities: ['text', 'image'] },
    system: `aspect_ratio=${ratio}`,
  }),
  image_config: (call) => ({ fields: { modalities: modalitiesOf(call), image_config: imageConfigOf(call) } }),
  openrouter_chat: (call) => ({
    fields: { modalities: modalitiesOf(call), image_config: imageConfigOf(call, { '512': '0.5K' }) },
  }),
  // snake_case only: the relay refuses camelCase
  extra_body_google: (call) => ({ fields: { extra_body: { google: { image_config: imageConfigOf(call) } } } }),
};

/** Text must not be asked for beside the picture where the model gives none. */
function modalitiesOf({ model }: Call): string[] {
  return model.imageOnly ? ['image'] : ['image', 'text'];
}

function imageConfigOf(
  { request: { ratio, size }, model }: Call,
  spelling: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { aspect_ratio: ratio, ...(takesSize(model) ? { image_size: spelling[size] ?? size } : {}) };
}
