import type { PictureFind, PicturePage, PicturesState, PictureView } from '../../panel/pictures';
import type { PictureList } from './pictureList';
import { emptyList, withFirstPage, withNextPage, withoutPictures, withPicture } from './pictureList';

/** Some screens full. */
const pageSize = 60;

type FetchPage = (input: { find: PictureFind; cursor?: string; limit: number }) => Promise<PicturePage>;

/** Keeps the page's list of pictures in step with the host's. Its promises reject with what `fetch` does. */
export class PictureLoader {
  readonly #fetch: FetchPage;
  readonly #onChange: (arrived: readonly PictureView[]) => void;
  #list = emptyList;
  /** What is wanted, and what the list has. */
  #find: PictureFind = {};
  #found: PictureFind | undefined;
  /** It was not asked for yet. */
  #isOther = false;
  /** The revision that the host told last, and the one that the list has. */
  #told: number | undefined;
  #known: number | undefined;
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
  async follow({ revision }: PicturesState): Promise<void> {
    this.#told = revision;
    await this.#load();
  }

  /** Other pictures are wanted. Until they come, the list stays as it is; what was asked for before comes too late. */
  async want(find: PictureFind): Promise<void> {
    this.#find = find;
    this.#isOther = true;
    await this.#load();
  }

  /** Loads the next page, if there is one. */
  async more(): Promise<void> {
    const { next: cursor } = this.#list;
    const find = this.#found;
    if (cursor === undefined || !find || this.#loadingMore) return;
    this.#loadingMore = true;
    try {
      const page = await this.#fetch({ find, cursor, limit: pageSize });
      if (this.#found === find && this.#list.next === cursor) this.#set(withNextPage(this.#list, page), []); // else it began anew
    } finally {
      this.#loadingMore = false;
    }
  }

  /** A picture has changed by what was done here. */
  replace(picture: PictureView): void {
    this.#set(withPicture(this.#list, picture), []);
  }

  /** The host does not know them any more. */
  remove(ids: readonly string[]): void {
    this.#set(withoutPictures(this.#list, ids), []);
  }

  /** The one that runs sees what is told and wanted meanwhile. */
  async #load(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    try {
      while (this.#isBehind || this.#isOther) await this.#loadFirst();
    } finally {
      this.#following = false;
    }
  }

  /** The list may have been read after the host told of it. */
  get #isBehind(): boolean {
    return this.#told !== undefined && this.#told > (this.#known ?? -1);
  }

  async #loadFirst(): Promise<void> {
    const find = this.#find;
    const isSame = this.#found === find;
    this.#isOther = false;
    this.#known = this.#told; // if that fails, the next change tries again
    const page = await this.#fetch({ find, limit: pageSize });
    if (this.#find !== find) return;
    const known = new Set(this.#list.pictures.map(({ id }) => id));
    const arrived = isSame ? page.pictures.filter(({ id }) => !known.has(id)) : [];
    this.#known = page.revision;
    this.#found = find;
    this.#set(withFirstPage(isSame ? this.#list : emptyList, page), arrived);
  }

  #set(list: PictureList, arrived: readonly PictureView[]): void {
    this.#list = list;
    this.#onChange(arrived);
  }
}
