import type { GeneratedImage } from '../../core/image';
import { bytesOfText } from './base64';
import { pictureOf } from './pictureBytes';
import type { Source } from './textPictures';

/** Fetches a picture by address; rejects if it cannot, with `reason: 'notAllowed'` if it may not be fetched at all. */
export type Download = (url: string) => Promise<Uint8Array>;

/** Something that had to be a picture and is none, or could not be had. */
export interface Failed {
  /** Where it can be fetched again; absent if that cannot help. */
  readonly address?: string | undefined;
  readonly cause?: unknown;
}

export interface Gathered {
  readonly images: readonly GeneratedImage[];
  readonly failed?: Failed | undefined;
}

type Result = { readonly image: GeneratedImage } | Failed;

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

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && Buffer.compare(a, b) === 0;
}

function isNotAllowed(error: unknown): boolean {
  return error instanceof Error && 'reason' in error && error.reason === 'notAllowed';
}

/** Turns sources into pictures. Nothing is decoded or fetched twice, whatever it is asked for later. */
export class Gatherer {
  /** The addresses of the pictures that were fetched. */
  readonly taken = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #download: Download;

  constructor(download: Download) {
    this.#download = download;
  }

  /** The pictures of these sources, in order, without those that are the same byte for byte. */
  async gather(sources: readonly Source[]): Promise<Gathered> {
    // data is compared only after that: a hash of long data is its length, so much of the same length would all be compared
    const fresh = within(addressesOnce(sources)).filter((source) => this.#isFresh(source));
    const results = await this.#all(fresh);
    const images: GeneratedImage[] = [];
    let failed: Failed | undefined;
    for (const result of results) {
      if (!('image' in result)) failed = result;
      else if (!images.some(({ bytes }) => isSame(bytes, result.image.bytes))) images.push(result.image);
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
      const image = pictureOf(bytesOfText(source.data));
      return image ? { image } : {};
    }
    const { address } = source;
    try {
      const image = pictureOf(await this.#download(address));
      if (!image) return { address };
      this.taken.add(address);
      return { image };
    } catch (cause) {
      return isNotAllowed(cause) ? { cause } : { address, cause };
    }
  }
}
