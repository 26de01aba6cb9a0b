import type { LargePictureView } from '../../panel/details';

type Fetch = () => Promise<LargePictureView>;

/** What the page needs of an image that it loads. */
export interface LoadedImage {
  readonly width: number;
  readonly height: number;
}

/** One picture as it is. It is shown once it is decoded: until then its thumbnail is there. */
export class LargeImage {
  readonly #onChange: () => void;
  readonly #decode: (src: string) => Promise<LoadedImage>;
  #src: string | undefined;
  #note = '';
  #pixels: readonly [number, number] | undefined;

  /** `decode`: loads an image; rejects where that is not possible. */
  constructor(onChange: () => void, decode: (src: string) => Promise<LoadedImage>) {
    this.#onChange = onChange;
    this.#decode = decode;
  }

  get src(): string | undefined {
    return this.#src;
  }

  get note(): string {
    return this.#note;
  }

  /** Width and height; undefined: it is not there yet. */
  get pixels(): readonly [number, number] | undefined {
    return this.#pixels;
  }

  /** Rejects with what `fetch` does. Where it cannot be loaded, the host may have removed it for want of room: it is asked once more. */
  async load(fetch: Fetch): Promise<void> {
    const isThere = (await this.#tried(fetch)) || (await this.#tried(fetch));
    if (!isThere) this.#show(undefined, '', undefined);
  }

  async #tried(fetch: Fetch): Promise<boolean> {
    const found = await fetch();
    if ('missing' in found) this.#show(undefined, found.missing, undefined);
    else if (found.src === this.#src) this.#show(found.src, found.note, this.#pixels);
    else {
      const image = await this.#decode(found.src).catch(() => undefined);
      if (!image) return false;
      this.#show(found.src, found.note, [image.width, image.height]);
    }
    return true;
  }

  #show(src: string | undefined, note: string, pixels: readonly [number, number] | undefined): void {
    this.#src = src;
    this.#note = note;
    this.#pixels = pixels;
    this.#onChange();
  }
}
