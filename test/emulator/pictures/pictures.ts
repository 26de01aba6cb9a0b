import { createHash } from 'node:crypto';
import type { ImageSize } from '../../../src/core/pictures/image';
import { jpegPicture, padJpeg } from './jpegPicture';
import { padPng, pngPicture } from './pngPicture';
import { seededRandom } from './random';
import { landscape } from './scenes/scenes';

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
  const make = mime === 'image/png' ? pngPicture : jpegPicture;
  return once(`${mime} ${width}x${height} ${colour.join()}`, () => make(width, height, colour));
}

function once(key: string, make: () => Buffer): Buffer {
  const made = blanks.get(key) ?? make();
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
  readonly prompt: string;
}

/** How the pictures of an emulator look; both are false if left out. */
interface PictureStyle {
  readonly realisticBytes?: boolean | undefined;
  readonly landscapes?: boolean | undefined;
}

/** Makes and remembers the pictures of one emulator. */
export class Pictures {
  readonly made: Picture[] = [];
  readonly #name: string;
  readonly #realisticBytes: boolean;
  readonly #landscapes: boolean;

  constructor(name: string, { realisticBytes = false, landscapes = false }: PictureStyle) {
    this.#name = name;
    this.#realisticBytes = realisticBytes;
    this.#landscapes = landscapes;
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

  #bytes(wanted: PictureWanted, number: number): Buffer {
    const { mime, size } = wanted;
    const blank = this.#look(wanted, number);
    const missing = this.#realisticBytes ? realBytes[mime][size] - blank.length : 0;
    return (mime === 'image/png' ? padPng : padJpeg)(
      blank,
      padding(`emulator ${this.#name} picture ${number};`, missing),
    );
  }

  #look({ mime, width, height, prompt }: PictureWanted, number: number): Buffer {
    const blank = (): Buffer => blankPicture(mime, width, height, colours[number % colours.length] ?? [128, 128, 128]);
    if (!this.#landscapes || mime !== 'image/jpeg') return blank();
    return once(`${prompt} ${width}x${height}`, () => landscape(prompt, width, height) ?? blank());
  }
}
