import type { PictureSource, Shrunk } from '../imaging/job';
import { contentHash } from '../store/pictures/contentHash';
import type { ThumbnailFolder } from '../store/thumbnails/thumbnailFolder';

/** What a thumbnail is made of. */
export interface PictureContent {
  /** Of the bytes, in lower-case hexadecimal, where it is known: then a picture that has a thumbnail need not be read. */
  readonly sha256?: string | undefined;
  /** The picture, or where it lies: then it is read only where it is decoded. */
  readonly open: () => Promise<PictureSource>;
}

/** A small picture of a large one; undefined where it cannot be decoded. Rejects where the codec failed otherwise. */
type MakeThumbnail = (picture: PictureSource) => Promise<Shrunk | undefined>;

/** The thumbnails of all windows, each made once for all files of the same content. */
export class Thumbnails {
  readonly #folder: ThumbnailFolder;
  readonly #make: MakeThumbnail;
  /** One after the other: a picture takes much memory while it is read and decoded. */
  #last: Promise<unknown> = Promise.resolve();
  /** Hashes of what cannot be decoded. */
  readonly #undecodable = new Set<string>();

  constructor(folder: ThumbnailFolder, make: MakeThumbnail) {
    this.#folder = folder;
    this.#make = make;
  }

  /** The thumbnail's path; undefined where the picture cannot be decoded. Rejects with what reading, decoding and writing throw. */
  async of({ sha256, open }: PictureContent): Promise<string | undefined> {
    const known = sha256 === undefined ? undefined : await this.#known(sha256);
    if (known) return known.file;
    const made = this.#last.then(() => this.#knownOrMade(sha256, open));
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Looks again first: it may have been made while this waited. The hash is computed again, since a file can be changed. */
  async #knownOrMade(sha256: string | undefined, open: PictureContent['open']): Promise<string | undefined> {
    const meanwhile = sha256 === undefined ? undefined : await this.#known(sha256);
    if (meanwhile) return meanwhile.file;
    const picture = await open();
    const hash = await contentHash(picture);
    const known = await this.#known(hash);
    if (known) return known.file;
    const thumbnail = await this.#make(picture).catch((error: unknown) => {
      this.#undecodable.add(hash); // what has killed the codec once would do it again
      throw error;
    });
    if (thumbnail) return this.#folder.add(thumbnail.from.sha256, thumbnail); // its file may have changed just now
    this.#undecodable.add(hash);
    return undefined;
  }

  async #known(sha256: string): Promise<{ readonly file: string | undefined } | undefined> {
    if (this.#undecodable.has(sha256)) return { file: undefined };
    const file = await this.#folder.find(sha256);
    return file === undefined ? undefined : { file };
  }
}
