import type { OpenAI } from 'openai';
import type { ProviderAnswer } from '../core/image';
import type { AttemptCall, Provider } from '../core/provider';
import { tell } from './chat/dialects';
import { dataUrl } from './dataUrl';
import { attemptWithOpenAI } from './openaiClient';
import type { Transport } from './transport';

type ChatBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/** The adapter for chat completions: relays that hide an image model behind OpenAI's chat. */
export function createChatProvider(transport: Transport): Provider {
  return { generate: (call) => generate(transport, call) };
}

function generate(transport: Transport, call: AttemptCall): Promise<ProviderAnswer> {
  return attemptWithOpenAI(transport, call, 'chat', (client) => client.chat.completions.create(bodyOf(call)));
}

function bodyOf(call: AttemptCall): ChatBody {
  const { fields, system, promptSuffix = '' } = tell(call);
  const messages: ChatBody['messages'] = [userMessage(call, promptSuffix)];
  if (system !== undefined) messages.unshift({ role: 'system', content: system });
  return { model: call.modelId, messages, ...fields };
}

function userMessage({ request }: AttemptCall, suffix: string): ChatBody['messages'][number] {
  const text = request.prompt + suffix;
  if (request.references.length === 0) return { role: 'user', content: text };
  const pictures = request.references.map((reference) => ({
    type: 'image_url' as const,
    image_url: { url: dataUrl(reference) },
  }));
  return { role: 'user', content: [...pictures, { type: 'text', text }] };
}
