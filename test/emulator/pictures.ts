import { createHash } from 'node:crypto';
import type { ImageSize } from '../../src/core/image';
import { jpegPicture, padJpeg } from './jpegPicture';
import { padPng, pngPicture } from './pngPicture';
import { seededRandom } from './random';

export type PictureMime = 'image/jpeg' | 'image/png';

/** One picture that the service made. No two have the same bytes. */
export interface Picture {
  /** Counts from 1 in each emulator. */
  readonly number: number;
  readonly bytes: () => Buffer;
  readonly mime: PictureMime;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  /** `draft` and `thought` pictures are sent before the one that was asked for. */
  readonly role: 'final' | 'draft' | 'thought';
}

type Colour = readonly [number, number, number];
const colours: readonly Colour[] = [
  [240, 200, 90],
  [90, 170, 230],
  [120, 200, 130],
  [225, 120, 120],
  [170, 140, 220],
  [90, 200, 200],
];

/** Sizes of real answers: JPEG of Google, PNG of relays (a 4K answer of 35 MB is a picture of 26 MB). */
const realBytes: Record<PictureMime, Record<ImageSize, number>> = {
  'image/jpeg': { '512': 180_000, '1K': 700_000, '2K': 2_200_000, '4K': 6_300_000 },
  'image/png': { '512': 420_000, '1K': 1_600_000, '2K': 9_700_000, '4K': 26_000_000 },
};

/** Bytes that no compression makes smaller. */
function noise(): Buffer {
  const random = seededRandom(1);
  return Buffer.from(Array.from({ length: 1 << 16 }, () => Math.floor(random() * 256)));
}

const blanks = new Map<string, Buffer>();
const noises = new Map<'noise', Buffer>();

/** Encoded once per process for a type, size and colour. */
function blankPicture(mime: PictureMime, width: number, height: number, colour: Colour): Buffer {
  const key = `${mime} ${width}x${height} ${colour.join()}`;
  const made = blanks.get(key) ?? (mime === 'image/png' ? pngPicture : jpegPicture)(width, height, colour);
  blanks.set(key, made);
  return made;
}

/** What makes a picture unlike every other, and as large as it should be. */
function padding(mark: string, length: number): Buffer {
  const filler = noises.get('noise') ?? noise();
  noises.set('noise', filler);
  const bytes = Buffer.alloc(Math.max(length, mark.length), filler);
  bytes.write(mark, 'latin1');
  return bytes;
}

export interface PictureWanted {
  readonly mime: PictureMime;
  readonly size: ImageSize;
  readonly width: number;
  readonly height: number;
  readonly role: Picture['role'];
}

/** Makes and remembers the pictures of one emulator. */
export class Pictures {
  readonly made: Picture[] = [];
  readonly #name: string;
  readonly #realisticBytes: boolean;

  constructor(name: string, realisticBytes: boolean) {
    this.#name = name;
    this.#realisticBytes = realisticBytes;
  }

  make(wanted: PictureWanted): Picture {
    const { mime, width, height, role } = wanted;
    const number = this.made.length + 1;
    const first = this.#bytes(wanted, number);
    const sha256 = createHash('sha256').update(first).digest('hex');
    const kept = new WeakRef(first); // a bench makes gigabytes of them: what is no longer used is made again
    const bytes = (): Buffer => kept.deref() ?? this.#bytes(wanted, number);
    const picture = { number, mime, width, height, sha256, role, bytes };
    this.made.push(picture);
    return picture;
  }

  #bytes({ mime, size, width, height }: PictureWanted, number: number): Buffer {
    const blank = blankPicture(mime, width, height, colours[number % colours.length] ?? [128, 128, 128]);
    const missing = this.#realisticBytes ? realBytes[mime][size] - blank.length : 0;
    return (mime === 'image/png' ? padPng : padJpeg)(
      blank,
      padding(`emulator ${this.#name} picture ${number};`, missing),
    );
  }
}
