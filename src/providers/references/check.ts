import type { GeneratedImage, ReferenceImage } from '../../core/image';
import { readImage } from '../../core/imageBytes';
import type { ReferenceLimits } from '../../core/presets';
import type { ShrinkJob } from './job';
import { referenceMime } from './mime';
import { obstacleIn } from './obstacle';
import { ReferenceError } from './problem';
import { roomFor } from './room';

/** A picture as the user chose it. */
export interface Reference {
  /** As the user knows it, such as its file's name; errors name it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A picture of a type that the route takes. */
export interface Checked {
  readonly name: string;
  readonly image: ReferenceImage;
  /** Set if it is too large: how to make it smaller. */
  readonly job?: ShrinkJob;
}

/** Decoding takes a few times four bytes a pixel: beyond this a picture is refused rather than the memory filled. */
const maxPixels = 100_000_000;

/** Holds pictures to a route's limits. Throws `ReferenceError` for what cannot be brought within them. */
export function check(references: readonly Reference[], limits: ReferenceLimits): Checked[] {
  const { most, maxBytes, maxTotalBytes } = limits;
  if (references.length > most) throw new ReferenceError({ what: 'tooMany', count: references.length, most });
  const images = references.map((reference) => imageOf(reference, limits));
  const sizes = references.map(({ bytes }) => bytes.byteLength);
  const room = roomFor(sizes, maxBytes, maxTotalBytes);
  return images.map((checked, index) => {
    const allowed = room[index] ?? 0;
    return checked.image.bytes.byteLength <= allowed ? checked : { ...checked, job: jobFor(checked, allowed) };
  });
}

function imageOf({ name, bytes }: Reference, { types }: ReferenceLimits): Checked {
  const mime = referenceMime(bytes);
  if (!mime) throw new ReferenceError({ what: 'unknownType', name });
  if (!types.includes(mime)) throw new ReferenceError({ what: 'typeNotTaken', name, mime, possible: types });
  return { name, image: { bytes, mime } };
}

function jobFor({ name, image }: Checked, maxBytes: number): ShrinkJob {
  const form = obstacleIn(image.bytes);
  if (form) throw new ReferenceError({ what: 'cannotDecode', name, form });
  const decodable: GeneratedImage | undefined = readImage(image.bytes);
  if (!decodable) throw new ReferenceError({ what: 'cannotShrink', name, mime: image.mime, maxBytes });
  const { bytes, mime, width, height } = decodable;
  if (width * height > maxPixels) throw new ReferenceError({ what: 'tooManyPixels', name, width, height });
  return { bytes, mime, maxBytes };
}
