import type { ProviderAnswer, ReferenceImage } from '../core/pictures/image';
import { expectedPixels, takesSize } from '../core/pictures/pixels';
import type { AttemptCall, Provider } from '../core/run/provider';
import type { ImagesDialect } from '../core/services/dialects';
import { imagesDialects } from '../core/services/dialects';
import { dialectOf } from '../core/services/route';
import { dataUrl } from './dataUrl';
import type { ProviderParts } from './attempt';
import { attemptWithOpenAI } from './openaiClient';
import { referencesOf } from './references';
import type { OpenAI } from './sdk/openai';

/**
 * The adapter for /images/generations and /images/edits: OpenAI itself, relays, and servers on the user's machine. It never
 * names a `response_format`: OpenAI's models refuse it, and both forms of answer are understood.
 */
export function createImagesProvider(parts: ProviderParts): Provider {
  return {
    generate: (call): Promise<ProviderAnswer> =>
      attemptWithOpenAI(parts, call, 'images', (client) => send(client, call)),
  };
}

function send(client: OpenAI, call: AttemptCall): Promise<unknown> {
  const { request, modelId } = call;
  const dialect = imagesDialectOf(call);
  const fields = { model: modelId, prompt: request.prompt, ...sizeFields[dialect](call) };
  if (dialect === 'openrouter_images')
    return client.post('/images', { body: { ...fields, ...inputReferences(request) } });
  if (request.references.length === 0) return client.images.generate(fields);
  return client.images.edit({ ...fields, image: referencesOf(request).map(toFile) });
}

/** OpenRouter takes pictures to work from in the same JSON, as data URLs. */
function inputReferences(request: AttemptCall['request']): Readonly<Record<string, unknown>> {
  const references = referencesOf(request);
  if (references.length === 0) return {};
  const toInput = (reference: ReferenceImage) => ({ type: 'image_url', image_url: { url: dataUrl(reference) } });
  return { input_references: references.map(toInput) };
}

/** A part of the form; some servers read the type off the extension of its name. */
function toFile({ bytes, mime }: ReferenceImage, index: number): File {
  return new File([new Uint8Array(bytes)], `reference-${index + 1}.${mime.replace('image/', '')}`, { type: mime });
}

type Call = Pick<AttemptCall, 'request' | 'model'>;
type Fields = Readonly<Record<string, string>>;

/** The images dialect of the call's route. */
function imagesDialectOf({ route }: Pick<AttemptCall, 'route'>): ImagesDialect {
  const name = dialectOf(route);
  return imagesDialects.find((known) => known === name) ?? 'none';
}

/** The fields that tell size and ratio in a dialect. */
const sizeFields: Readonly<Record<ImagesDialect, (call: Call) => Fields>> = {
  none: () => ({}),
  size: ({ request: { size, ratio }, model }) => {
    const { width, height } = expectedPixels(model, size, ratio);
    return { size: `${width}x${height}` };
  },
  size_standard: ({ request: { ratio } }) => ({ size: standardSizes[ratio] ?? 'auto' }),
  aspect_ratio: ({ request: { size, ratio }, model }) => ({
    aspect_ratio: ratio,
    ...(takesSize(model) ? { image_size: size === '512' ? '512px' : size } : {}),
  }),
  openrouter_images: ({ request: { size, ratio }, model }) => ({
    aspect_ratio: ratio,
    ...(takesSize(model) ? { resolution: size } : {}),
  }),
};

const standardSizes: Fields = { '1:1': '1024x1024', '3:2': '1536x1024', '2:3': '1024x1536' };
