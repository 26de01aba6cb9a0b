import type { PicturePage, PicturesState, PictureView } from '../../panel/pictures';
import type { PictureList } from './pictureList';
import { emptyList, withFirstPage, withNextPage, withPicture } from './pictureList';

/** Some screens full. */
const pageSize = 60;

type FetchPage = (input: { cursor?: string; limit: number }) => Promise<PicturePage>;

/** Keeps the page's list of pictures in step with the host's. Its promises reject with what `fetch` does. */
export class PictureLoader {
  readonly #fetch: FetchPage;
  readonly #onChange: (arrived: readonly PictureView[]) => void;
  #list = emptyList;
  /** The revision that the host told last, and the one that the list was asked for. */
  #told: number | undefined;
  #asked: number | undefined;
  #following = false;
  #loadingMore = false;

  /** `onChange`: the list is another; with the pictures that were made since it was first loaded. */
  constructor(fetch: FetchPage, onChange: (arrived: readonly PictureView[]) => void) {
    this.#fetch = fetch;
    this.#onChange = onChange;
  }

  get list(): PictureList {
    return this.#list;
  }

  /** Loads the first page where it is not known or has changed. */
  async follow({ revision, count }: PicturesState): Promise<void> {
    this.#told = revision;
    if (this.#asked === undefined && count === 0) this.#asked = revision;
    if (this.#following) return; // the one that runs sees it
    this.#following = true;
    try {
      while (this.#asked !== this.#told) await this.#loadFirst();
    } finally {
      this.#following = false;
    }
  }

  /** Loads the next page, if there is one. */
  async more(): Promise<void> {
    const cursor = this.#list.next;
    if (cursor === undefined || this.#loadingMore) return;
    this.#loadingMore = true;
    try {
      const page = await this.#fetch({ cursor, limit: pageSize });
      if (this.#list.next === cursor) this.#set(withNextPage(this.#list, page), []); // else it began anew meanwhile
    } finally {
      this.#loadingMore = false;
    }
  }

  /** A picture has changed by what was done here. */
  replace(picture: PictureView): void {
    this.#set(withPicture(this.#list, picture), []);
  }

  async #loadFirst(): Promise<void> {
    const isFirst = this.#asked === undefined;
    this.#asked = this.#told; // if that fails, the next change tries again
    const page = await this.#fetch({ limit: pageSize });
    const known = new Set(this.#list.pictures.map(({ id }) => id));
    const arrived = isFirst ? [] : page.pictures.filter(({ id }) => !known.has(id));
    this.#set(withFirstPage(this.#list, page), arrived);
  }

  #set(list: PictureList, arrived: readonly PictureView[]): void {
    this.#list = list;
    this.#onChange(arrived);
  }
}
