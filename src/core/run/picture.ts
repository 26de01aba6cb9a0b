import type { Charge } from '../failures/failure';
import type { Caller } from '../money/caller';
import type { PriceKind } from '../money/priceKind';
import type { ImageRequest, PictureFacts } from '../pictures/image';
import { expectedPixels } from '../pictures/pixels';
import type { ReferenceChange } from '../pictures/reference';
import type { Model } from '../services/models';
import type { Route } from '../services/route';
import type { Attempt } from './attempts';

/** What was asked for, without the bytes of the pictures to work from: they are large, and nobody needs them any more. */
type AskedRequest = Omit<ImageRequest, 'references'>;

/** A picture that was made, with all that is known of it until the window is closed; its bytes lie in its file. */
export interface Picture {
  readonly image: PictureFacts;
  readonly request: AskedRequest;
  readonly route: Route;
  readonly model: Model;
  readonly modelId: string;
  readonly placeholder: boolean;
  readonly charge: Charge;
  readonly costUsd: number | undefined;
  /** How that is known. */
  readonly priceKind?: PriceKind | undefined;
  readonly warnings: readonly string[];
  /** The pictures to work from that were made smaller for the route. */
  readonly referenceChanges?: readonly ReferenceChange[] | undefined;
  /** The pixels that were asked for, where what came is another size. */
  readonly askedPixels?: { readonly width: number; readonly height: number } | undefined;
}

/** What the history keeps of an attempt on the way to a picture. */
interface AttemptSummary {
  readonly route: string;
  readonly modelId: string;
  readonly charge: Charge;
  /** One of `failureKinds`; absent where it delivered. */
  readonly failure?: string | undefined;
  readonly status?: number | undefined;
  readonly costUsd?: number | undefined;
  readonly ms: number;
}

/** A picture that another one was made from. What is not known is left out. */
export interface UsedReference {
  /** Of its file's bytes, in hex, as they were when it was used. */
  readonly sha256?: string | undefined;
  /** Where it lay. */
  readonly uri?: string | undefined;
  /** As the user knows it. */
  readonly name?: string | undefined;
}

/** What is known of a picture besides what was asked of the model. */
export interface Origin {
  /** Who asked for it; left out: a person. */
  readonly caller?: Caller | undefined;
  /** The URI of the workspace folder that it is for. */
  readonly workspace?: string | undefined;
  readonly style?: string | undefined;
  /** The id of the picture that it was made from. */
  readonly parent?: string | undefined;
}

/**
 * A picture as the history has it. `size` and `ratio` are what was asked for, `width` and `height` what came. A text that a damaged
 * note no longer has is ''.
 */
export interface PictureRecord extends Origin {
  readonly id: string;
  readonly job: string;
  /** The attempt that made it, by its name in the ledger and the inbox; absent where nothing was recorded. */
  readonly attempt?: string | undefined;
  readonly prompt: string;
  readonly model: string;
  readonly modelId: string;
  readonly route: string;
  readonly size: string;
  readonly ratio: string;
  readonly width: number;
  readonly height: number;
  readonly mime: string;
  readonly sha256: string;
  /** US dollars; undefined where nobody knows. */
  readonly costUsd?: number | undefined;
  /** How the cost is known: measured, reported, listed or estimated. */
  readonly priceKind?: string | undefined;
  /** The pictures to work from. */
  readonly refs?: readonly UsedReference[] | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly placeholder: boolean;
  readonly attempts: readonly AttemptSummary[];
}

/** Compares the pixels of what came with those that were asked for. */
export function pictureFrom({
  request: { prompt, model: asked, size, ratio, vertex },
  ...known
}: Omit<Picture, 'placeholder' | 'askedPixels'>): Picture {
  const request = { prompt, model: asked, size, ratio, vertex };
  const placeholder = known.route.preset.standIn;
  return { ...known, request, placeholder, askedPixels: mismatch(known.image, known.model, request) };
}

/** What the record of a picture has that the picture does not. */
interface RecordFacts extends Origin {
  readonly job: string;
  readonly attempt: string | undefined;
  readonly createdAt: number;
}

/** What the history keeps of a picture that has just come. */
export function recordOf(
  { image, request, model, modelId, route, costUsd, priceKind, placeholder }: Picture,
  { job, attempt, createdAt, caller, workspace, style, parent }: RecordFacts,
  attempts: readonly Attempt[],
): PictureRecord {
  const { prompt, size, ratio } = request;
  const { width, height, mime, sha256 } = image;
  return {
    ...{ id: attempt ?? job, job, attempt, createdAt },
    ...{ prompt, size, ratio, width, height, mime, sha256, modelId, costUsd, priceKind, placeholder },
    ...{ caller, workspace, style, parent },
    model: model.id,
    route: route.id,
    attempts: attempts.map(summaryOf),
  };
}

function summaryOf({ route, modelId, charge, failure, costUsd, ms }: Attempt): AttemptSummary {
  return { route: route.id, modelId, charge, failure: failure?.kind, status: failure?.facts.status, costUsd, ms };
}

/** Google's own sizes vary by a few pixels between ratios and models: only another step of size or ratio counts. */
function mismatch(image: PictureFacts, model: Model, request: AskedRequest): Picture['askedPixels'] {
  const asked = expectedPixels(model, request.size, request.ratio);
  const near = (got: number, wanted: number): boolean => Math.abs(got - wanted) <= wanted * 0.1;
  return near(image.width, asked.width) && near(image.height, asked.height) ? undefined : asked;
}
