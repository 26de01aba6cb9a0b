import type { AspectRatio, ImageSize } from '../../src/core/image';
import { aspectRatios, imageSizes } from '../../src/core/image';
import { dig, digKeys, digList, digText } from './dig';
import type { ErrorFacts, ErrorName } from './errors';
import type { ServiceKind } from './options';
import type { PictureMime } from './pictures';
import type { RecordedRequest } from './recorded';
import type { ServedModel } from './served';

/** What a request asks for, after all checks. */
export interface Order {
  readonly modelId: string;
  readonly model: ServedModel;
  readonly size: ImageSize;
  readonly ratio: AspectRatio;
  readonly mime: PictureMime;
  readonly prompt: string;
  readonly references: number;
}

/** A request that the service does not take. */
export class Refusal extends Error {
  constructor(
    readonly error: ErrorName,
    readonly facts: ErrorFacts = {},
  ) {
    super(error);
  }
}

interface Asked {
  readonly modelId: string;
  readonly prompt: string;
  readonly references: number;
  readonly size: string | undefined;
  readonly ratio: string | undefined;
  readonly mime?: string | undefined;
}

function textsOf(parts: readonly unknown[]): string {
  return parts.map((part) => digText(part, 'text') ?? '').join('\n');
}

function askedOfGemini(body: unknown, modelId: string): Asked {
  const parts = digList(body, 'contents').flatMap((content) => digList(content, 'parts'));
  const config = dig(body, 'generationConfig', 'imageConfig');
  return {
    modelId,
    prompt: textsOf(parts),
    references: parts.filter((part) => dig(part, 'inlineData') !== undefined || dig(part, 'fileData') !== undefined)
      .length,
    size: digText(config, 'imageSize'),
    ratio: digText(config, 'aspectRatio'),
    mime: digText(config, 'imageOutputOptions', 'mimeType'),
  };
}

function askedOfChat(body: unknown): Asked {
  const contents = digList(body, 'messages').map((message) => dig(message, 'content'));
  const parts = contents.flatMap((content) => (typeof content === 'string' ? [{ text: content }] : digList(content)));
  const config = dig(body, 'image_config') ?? dig(body, 'extra_body', 'google', 'image_config');
  const prompt = textsOf(parts);
  return {
    modelId: digText(body, 'model') ?? '',
    prompt,
    references: parts.filter((part) => digText(part, 'type') === 'image_url').length,
    size: digText(config, 'image_size')?.replace(/^0\.5K$/, '512'), // what chat services call it
    ratio: digText(config, 'aspect_ratio') ?? aspectRatios.find((ratio) => prompt.split(/[^\d:]+/).includes(ratio)),
  };
}

function askedOfImages(body: unknown): Asked {
  return {
    modelId: digText(body, 'model') ?? '',
    prompt: digText(body, 'prompt') ?? '',
    references: 0,
    size: digText(body, 'image_size'),
    ratio: digText(body, 'aspect_ratio'),
  };
}

function asked({ route, body }: RecordedRequest): Asked {
  if (route.name === 'chat') return askedOfChat(body);
  if (route.name === 'images') return askedOfImages(body);
  return askedOfGemini(body, route.modelId ?? '');
}

/** The row of a model that answers. Throws `Refusal`. */
export function aliveModel(models: ReadonlyMap<string, ServedModel>, facts: ErrorFacts): ServedModel {
  const model = models.get(facts.modelId ?? '');
  if (!model || model.state === 'dead') throw new Refusal('unknownModel', facts);
  if (model.state === 'closed') throw new Refusal('closedModel', facts);
  return model;
}

function checkGeminiBody(body: unknown, kind: ServiceKind, model: ServedModel): void {
  const config = dig(body, 'generationConfig');
  const known = ['aspectRatio', 'imageSize', ...(kind === 'vertex' ? ['imageOutputOptions', 'personGeneration'] : [])];
  const unknown = digKeys(config, 'imageConfig').find((field) => !known.includes(field));
  const bad = (what: string): Refusal => new Refusal('badOption', { what });
  if (unknown) throw bad(`Unknown name "${unknown}" in generation_config.image_config: there is no such field.`);
  if (Number(dig(config, 'candidateCount') ?? 1) > 1) throw bad('This model makes one candidate only.');
  const sampling = ['temperature', 'topP', 'topK', 'seed'].find((field) => dig(config, field) !== undefined);
  if (model.fixedSampling && sampling) throw bad(`${sampling} cannot be set for this model.`);
}

/** Reads and checks what a request asks for. Throws `Refusal`. */
export function takeOrder(
  request: RecordedRequest,
  service: { kind: ServiceKind; models: ReadonlyMap<string, ServedModel>; mime: PictureMime | undefined },
): Order {
  const wanted = asked(request);
  const model = aliveModel(service.models, { ...request.route, modelId: wanted.modelId });
  if (request.route.name === 'generate') checkGeminiBody(request.body, service.kind, model);
  const bad = (what: string): Refusal => new Refusal('badOption', { what });
  if (!wanted.prompt.trim() && !wanted.references) throw bad('The request has no input.');
  const size = imageSizes.find((known) => known === (wanted.size ?? '1K'));
  if (!size) throw bad(`image_size '${wanted.size}' is not one of ${imageSizes.join(', ')}.`);
  if (!model.sizes.includes(size)) throw bad(`Image size ${size} is not supported for this model.`);
  const ratio = aspectRatios.find((known) => known === (wanted.ratio ?? '1:1'));
  if (!ratio) throw bad(`aspect_ratio '${wanted.ratio}' is not one of ${aspectRatios.join(', ')}.`);
  if (!model.ratios.includes(ratio)) throw bad(`Aspect ratio ${ratio} is not supported for this model.`);
  const mime = wanted.mime === 'image/png' || wanted.mime === 'image/jpeg' ? wanted.mime : (service.mime ?? model.mime);
  return { ...wanted, model, size, ratio, mime };
}
