import { chmod, lstat, mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { extensionOf, readImage } from '../../core/pictures/imageBytes';
import { contentHash } from '../pictures/contentHash';
import type { FolderLimits } from './boundedFolder';
import { emptyFolder, partialIn, tidyFolder } from './boundedFolder';

const usual: FolderLimits = { files: 24, bytes: 200_000_000 };

/** A page that shows more than these would take the memory of its window. */
export const mostLargeBytes = 64 * 1024 * 1024;
export const mostLargePixels = 100_000_000;

const ownName = /^[0-9a-f]{64}\.(?:png|jpg|webp)$/;

/** What comes before a JPEG's frame may be some megabytes of previews and Content Credentials. */
const headBytes = 4 * 1024 * 1024;

/** A picture that a page is to show as it is. */
export interface LargeSource {
  /** Another one whenever the file may be another. */
  readonly key: string;
  readonly bytes: number;
  /** Puts the picture's bytes into a new file. */
  readonly copyTo: (file: string) => Promise<void>;
}

export type LargePicture = { readonly file: string; readonly sha256: string } | 'noPicture' | 'tooLarge';

/**
 * The last pictures that were looked at, byte for byte, where a page may load them: beside the thumbnails, by the hash of their
 * content and with the extension of what they really are. Only PNG, JPEG and WebP come to lie there. When there are too many, those
 * that were not looked at for the longest time are removed. Every method rejects with what the file system throws.
 */
export class LargePictures {
  readonly #folder: string;
  readonly #limits: FolderLimits;
  /** What was put there, by the key of its source. */
  readonly #known = new Map<string, Exclude<LargePicture, string>>();
  /** One after the other: two windows full of pictures are no reason to copy them all at once. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, limits = usual) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** Where the picture lies for a page. */
  of(source: LargeSource): Promise<LargePicture> {
    const found = this.#last.then(() => this.#find(source));
    this.#last = found.catch(() => undefined);
    return found;
  }

  async clear(): Promise<void> {
    this.#known.clear();
    await emptyFolder(this.#folder, ownName);
  }

  async #find({ key, bytes, copyTo }: LargeSource): Promise<LargePicture> {
    const known = this.#known.get(key);
    if (known && (await isUsedAgain(known.file))) return known;
    if (bytes > mostLargeBytes) return 'tooLarge';
    await mkdir(this.#folder, { recursive: true });
    await tidyFolder(this.#folder, ownName, this.#limits, bytes);
    const partial = partialIn(this.#folder);
    try {
      await copyTo(partial);
      const placed = await this.#place(partial);
      if (typeof placed !== 'string') this.#known.set(key, placed);
      return placed;
    } finally {
      await rm(partial, { force: true }).catch(() => undefined);
    }
  }

  /** The file may have grown since it was looked at. */
  async #place(partial: string): Promise<LargePicture> {
    if ((await lstat(partial)).size > mostLargeBytes) return 'tooLarge';
    const image = readImage(await headOf(partial));
    if (!image) return 'noPicture';
    if (image.width * image.height > mostLargePixels) return 'tooLarge';
    const sha256 = await contentHash({ file: partial });
    const file = path.join(this.#folder, `${sha256}.${extensionOf(image.mime)}`);
    await chmod(partial, 0o600); // a copy is as read-only as its original
    const now = new Date();
    await utimes(partial, now, now);
    try {
      await rename(partial, file);
    } catch (error) {
      if (!(await isUsedAgain(file))) throw error; // on Windows nothing replaces a file that another window reads
    }
    return { file, sha256 };
  }
}

/** Whether it is still there; then it counts as looked at now. */
async function isUsedAgain(file: string): Promise<boolean> {
  const now = new Date();
  return utimes(file, now, now).then(
    () => true,
    () => false,
  );
}

async function headOf(file: string): Promise<Uint8Array> {
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}
