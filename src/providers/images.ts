import type { ProviderAnswer, ReferenceImage } from '../core/image';
import type { AttemptCall, Provider } from '../core/provider';
import { dataUrl } from './dataUrl';
import { imagesDialectOf, sizeFields } from './images/dialects';
import { attemptWithOpenAI } from './openaiClient';
import type { OpenAI } from './sdk/openai';
import type { Transport } from './transport';

/**
 * The adapter for /images/generations and /images/edits: OpenAI itself, relays, and servers on the user's machine. It never
 * names a `response_format`: OpenAI's models refuse it, and both forms of answer are understood.
 */
export function createImagesProvider(transport: Transport): Provider {
  return {
    generate: (call): Promise<ProviderAnswer> =>
      attemptWithOpenAI(transport, call, 'images', (client) => send(client, call)),
  };
}

function send(client: OpenAI, call: AttemptCall): Promise<unknown> {
  const { request, modelId } = call;
  const dialect = imagesDialectOf(call);
  const fields = { model: modelId, prompt: request.prompt, ...sizeFields[dialect](call) };
  if (dialect === 'openrouter_images')
    return client.post('/images', { body: { ...fields, ...inputReferences(request) } });
  if (request.references.length === 0) return client.images.generate(fields);
  return client.images.edit({ ...fields, image: request.references.map(toFile) });
}

/** OpenRouter takes pictures to work from in the same JSON, as data URLs. */
function inputReferences({ references }: AttemptCall['request']): Readonly<Record<string, unknown>> {
  if (references.length === 0) return {};
  const toInput = (reference: ReferenceImage) => ({ type: 'image_url', image_url: { url: dataUrl(reference) } });
  return { input_references: references.map(toInput) };
}

/** A part of the form; some servers tell the type by the name's extension. */
function toFile({ bytes, mime }: ReferenceImage, index: number): File {
  return new File([new Uint8Array(bytes)], `reference-${index + 1}.${mime.replace('image/', '')}`, { type: mime });
}
