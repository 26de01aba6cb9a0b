import type { AspectRatio, ImageSize } from '../../src/core/pictures/image';
import { aspectRatios, imageSizes } from '../../src/core/pictures/image';
import { askedIn } from './asked';
import { dig, digKeys } from './dig';
import type { ErrorFacts, ErrorName } from './answers/errors';
import type { ServiceKind } from './options';
import type { PictureMime } from './pictures/pictures';
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
  const odd = digKeys(config, 'imageConfig').find((field) => typeof dig(config, 'imageConfig', field) === 'number');
  if (odd) throw bad(`Invalid value at generation_config.image_config.${odd}: a text was expected.`);
  if (Number(dig(config, 'candidateCount') ?? 1) > 1) throw bad('This model makes one candidate only.');
  const sampling = ['temperature', 'topP', 'topK', 'seed'].find((field) => dig(config, field) !== undefined);
  if (model.fixedSampling && sampling) throw bad(`${sampling} cannot be set for this model.`);
}

/** Reads and checks what a request asks for. Throws `Refusal`. */
export function takeOrder(
  request: RecordedRequest,
  service: { kind: ServiceKind; models: ReadonlyMap<string, ServedModel>; mime: PictureMime | undefined },
): Order {
  const wanted = askedIn(request);
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
