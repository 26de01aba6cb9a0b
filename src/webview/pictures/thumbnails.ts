import type { Thumbnail, ThumbnailWanted } from '../../panel/pictures';

/** The thumbnails that the page has asked for. */
export class PageThumbnails {
  readonly #fetch: (wanted: ThumbnailWanted) => Promise<Thumbnail>;
  readonly #onChange: () => void;
  /** By the id of a picture or reference; undefined: it was asked for. */
  readonly #known = new Map<string, Thumbnail | undefined>();
  /** Ids of those that the host could not give. */
  readonly #refused = new Set<string>();
  /** Ids of those that could not be loaded once. */
  readonly #failed = new Set<string>();

  constructor(fetch: (wanted: ThumbnailWanted) => Promise<Thumbnail>, onChange: () => void) {
    this.#fetch = fetch;
    this.#onChange = onChange;
  }

  /** Undefined: it is not there yet. */
  of(id: string): Thumbnail | undefined {
    return this.#known.get(id);
  }

  /** Once for each; rejects with what `fetch` does. It may be asked once more then: who draws asks each time. */
  async ask(wanted: ThumbnailWanted): Promise<void> {
    const { id } = wanted;
    if (this.#known.has(id)) return;
    this.#known.set(id, undefined);
    try {
      this.#known.set(id, await this.#fetch(wanted));
    } catch (error) {
      if (!this.#refused.has(id)) this.#known.delete(id);
      this.#refused.add(id);
      throw error;
    }
    this.#onChange();
  }

  /** It could not be loaded: the host may have removed it for want of room. Once it is asked for anew. */
  async fail(wanted: ThumbnailWanted, name: string): Promise<void> {
    const isSecond = this.#failed.has(wanted.id);
    this.#failed.add(wanted.id);
    if (isSecond) this.#known.set(wanted.id, { missing: name });
    else this.#known.delete(wanted.id);
    this.#onChange();
    if (!isSecond) await this.ask(wanted);
  }
}
