import type { KeptFind } from '../filters/filter';
import { keptFindFrom } from '../filters/filter';
import { mostPictures } from '../../panel/pictures';
import { believedHeight } from '../pictures/tileSize';

/** What the page keeps over hiding and reloading. */
export interface Draft {
  readonly prompt: string;
  /** How many pictures a click makes. */
  readonly count: number;
  /** The prompts that were sent, newest first. */
  readonly earlier: readonly string[];
  /** The id of the one route to ask; left out: all in their order. */
  readonly route?: string | undefined;
  /** The id of the picture whose details are shown; left out: none. */
  readonly details?: string | undefined;
  /** How high the pictures are shown, in pixels. */
  readonly tileHeight: number;
  /** Which pictures the gallery shows. */
  readonly gallery: KeptFind;
}

/** A draft from what was kept, perhaps by another version. */
export function draftFrom(kept: unknown): Draft {
  const known = Object(kept) as Readonly<Record<string, unknown>>;
  const { prompt, count, earlier, route, details, tileHeight, gallery } = known;
  return {
    prompt: typeof prompt === 'string' ? prompt : '',
    count: isCount(count) ? count : 1,
    earlier: Array.isArray(earlier) ? earlier.filter((one) => typeof one === 'string') : [],
    route: typeof route === 'string' ? route : undefined,
    details: typeof details === 'string' ? details : undefined,
    tileHeight: believedHeight(tileHeight),
    gallery: keptFindFrom(gallery),
  };
}

function isCount(count: unknown): count is number {
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= mostPictures;
}
