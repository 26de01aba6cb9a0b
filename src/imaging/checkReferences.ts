import type { Reference, ReferenceImage, ReferenceInFile } from '../core/pictures/image';
import type { ReferenceProblem } from '../core/pictures/reference';
import { referenceWords } from '../core/pictures/referenceWords';
import type { ReferenceLimits } from '../core/services/preset';
import type { ShrinkJob, Try } from './job';
import { referenceMime } from './mime';

/** A picture as it was chosen, with its name as the user knows it, such as that of its file; errors name it. */
export type ChosenReference = { readonly name: string } & (Pick<ReferenceImage, 'bytes'> | ReferenceInFile);

/** A picture of a type that the route takes. */
export interface CheckedReference {
  readonly name: string;
  readonly picture: Reference;
  /** Set if it is too large: how to make it smaller. */
  readonly job?: ShrinkJob;
}

/** Pictures to work from cannot be sent as a route takes them. Nothing was sent. */
export class ReferenceImageError extends Error {
  readonly problem: ReferenceProblem;

  constructor(problem: ReferenceProblem) {
    super(referenceWords(problem));
    this.name = 'ReferenceImageError';
    this.problem = problem;
  }
}

/** First as large as a model can make use of, then smaller until it fits. */
const tries: readonly Try[] = [
  { longSide: 2048, quality: 90 },
  { longSide: 2048, quality: 80 },
  { longSide: 1536, quality: 80 },
  { longSide: 1024, quality: 80 },
];

/** Compares pictures with a route's limits. Throws `ReferenceImageError` for what is not within them, and cannot become smaller. */
export function checkReferences(references: readonly ChosenReference[], limits: ReferenceLimits): CheckedReference[] {
  const { most, maxBytes, maxTotalBytes, types } = limits;
  if (references.length > most) throw new ReferenceImageError({ what: 'tooMany', count: references.length, most });
  const checked = references.map((reference) => ofTypes(reference, types));
  const room = roomFor(references.map(sizeOf), maxBytes, maxTotalBytes);
  return checked.map((one, index) => {
    const allowed = room[index] ?? 0;
    const { picture } = one;
    if (sizeOf(picture) <= allowed) return one;
    const content = 'bytes' in picture ? picture.bytes : { file: picture.file };
    return { ...one, job: { picture: content, maxBytes: allowed, tries } };
  });
}

function ofTypes(reference: ChosenReference, types: ReferenceLimits['types']): CheckedReference {
  const { name } = reference;
  const mime = 'bytes' in reference ? referenceMime(reference.bytes) : reference.mime;
  if (!mime) throw new ReferenceImageError({ what: 'unknownType', name });
  if (types.some((type) => type === mime)) return { name, picture: { ...reference, mime } };
  throw new ReferenceImageError({ what: 'typeNotTaken', name, mime, possible: types });
}

/** In bytes. */
export function sizeOf(reference: Pick<ReferenceImage, 'bytes'> | ReferenceInFile): number {
  return 'bytes' in reference ? reference.bytes.byteLength : reference.size;
}

/**
 * How many bytes each picture may have, so that none has more than `most` and all together have no more than `total`: small ones
 * stay as they are, and the large ones share what is left.
 */
export function roomFor(sizes: readonly number[], most: number, total: number): number[] {
  let left = total;
  const room = sizes.map((size) => Math.min(size, most));
  const smallestFirst = room.map((_, index) => index).sort((a, b) => (room[a] ?? 0) - (room[b] ?? 0));
  for (const [done, index] of smallestFirst.entries()) {
    const share = Math.floor(left / (room.length - done));
    room[index] = Math.min(room[index] ?? 0, share);
    left -= room[index];
  }
  return room;
}
