import { createHash } from 'node:crypto';
import type { ArrivedImage, PictureFile } from '../../core/pictures/image';
import { isInFile } from '../../core/pictures/image';
import { pictureOf } from './pictureBytes';
import type { Source } from './pictureSources';
import type { PictureStager } from './pictureStager';

/**
 * Fetches a picture by address, as bytes or into a file; undefined if it is no picture. Rejects if it cannot, with
 * `reason: 'notAllowed'` if it may not be fetched at all.
 */
export type Download = (url: string) => Promise<Uint8Array | PictureFile | undefined>;

/** Something that had to be a picture and is none, or could not be had. */
export interface FailedPicture {
  /** Where it can be fetched again; absent if that cannot help. */
  readonly address?: string | undefined;
  readonly cause?: unknown;
}

export interface LoadedPictures {
  readonly images: readonly ArrivedImage[];
  readonly failed?: FailedPicture | undefined;
}

type Result = { readonly image: ArrivedImage } | FailedPicture;

const mostSources = 64;
const mostAddresses = 16;
const atOnce = 4;

function keyOf(source: Source): string {
  return 'address' in source ? source.address : source.data;
}

/** At most so many sources; the last ones, since the last picture is the result. */
function within(sources: readonly Source[]): Source[] {
  const allowed = new Set(sources.filter((source) => 'address' in source).slice(-mostAddresses));
  return sources.filter((source) => !('address' in source) || allowed.has(source)).slice(-mostSources);
}

/** Each address once: a service that names one again and again must not push others out. */
function addressesOnce(sources: readonly Source[]): Source[] {
  const named = new Set<string>();
  return sources.filter(
    (source) => !('address' in source) || (!named.has(source.address) && named.add(source.address)),
  );
}

function isSame(a: ArrivedImage, b: ArrivedImage): boolean {
  if (sizeOf(a) !== sizeOf(b)) return false;
  if (!isInFile(a) && !isInFile(b)) return Buffer.compare(a.bytes, b.bytes) === 0;
  return hashOf(a) === hashOf(b);
}

function sizeOf(image: ArrivedImage): number {
  return isInFile(image) ? image.facts.bytes : image.bytes.byteLength;
}

function hashOf(image: ArrivedImage): string {
  return isInFile(image) ? image.facts.sha256 : createHash('sha256').update(image.bytes).digest('hex');
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && 'reason' in error && error.reason === 'notAllowed';
}

/** Turns sources into pictures. Nothing is decoded or fetched twice, whatever it is asked for later. */
export class PictureLoader {
  /** The addresses of the pictures that were fetched. */
  readonly fetched = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #download: Download;
  readonly #stager: PictureStager;

  constructor(download: Download, stager: PictureStager) {
    this.#download = download;
    this.#stager = stager;
  }

  /** The pictures of these sources, in order, without those that are the same byte for byte. */
  async load(sources: readonly Source[]): Promise<LoadedPictures> {
    // data is compared only after that: a hash of long data is its length, so much of the same length would all be compared
    const fresh = within(addressesOnce(sources)).filter((source) => this.#isFresh(source));
    const results = await this.#all(fresh);
    const images: ArrivedImage[] = [];
    let failed: FailedPicture | undefined;
    for (const result of results) {
      if (!('image' in result)) failed = result;
      else if (!images.some((image) => isSame(image, result.image))) images.push(result.image);
    }
    return { images, failed };
  }

  #isFresh(source: Source): boolean {
    const key = keyOf(source);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /** Several at once, in the order of the sources. */
  async #all(sources: readonly Source[]): Promise<Result[]> {
    const results: Result[] = [];
    for (let from = 0; from < sources.length; from += atOnce) {
      results.push(...(await Promise.all(sources.slice(from, from + atOnce).map((source) => this.#one(source)))));
    }
    return results;
  }

  async #one(source: Source): Promise<Result> {
    if (!('address' in source)) {
      const image = this.#stager.ofText(source.data);
      return image ? { image } : {};
    }
    const { address } = source;
    try {
      const got = await this.#download(address);
      const image = got instanceof Uint8Array ? pictureOf(got) : got;
      if (!image) return { address };
      this.fetched.add(address);
      return { image };
    } catch (cause) {
      return isNotAllowed(cause) ? { cause } : { address, cause };
    }
  }
}
