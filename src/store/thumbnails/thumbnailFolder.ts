import { lstat, mkdir, open, readFile, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { ImageMime } from '../../core/pictures/image';
import { extensionOf, isJpeg, isWebp } from '../../core/pictures/imageBytes';
import type { FolderLimits } from './boundedFolder';
import { emptyFolder, partialIn, tidyFolder } from './boundedFolder';

/** A small picture, as it is written. */
export interface ThumbnailBytes {
  readonly bytes: Uint8Array;
  readonly mime: Extract<ImageMime, 'image/jpeg' | 'image/webp'>;
}

const usual: FolderLimits = { files: 10_000, bytes: 300_000_000 };

/** Goes up when thumbnails are made in another way or size. */
const version = 1;

const ownName = /^[0-9a-f]{64}-\d+\.(?:jpg|webp)$/;
const extensions = [extensionOf('image/jpeg'), extensionOf('image/webp')];

/** A thumbnail has some ten kilobytes: a larger file is not one of ours. */
const maxBytes = 4_000_000;
/** How many files are added before the folder is looked at again: other windows add to it too. */
const mostUnseen = 100;

/**
 * Thumbnails on disk by the content of their pictures, shared by all windows. When there are too many, those that were not used for
 * the longest time are removed. Every method rejects with what the file system throws.
 */
export class ThumbnailFolder {
  readonly #folder: string;
  readonly #limits: FolderLimits;
  /** What may be added before the folder is looked at again. */
  #room: FolderLimits = { files: 0, bytes: 0 };

  constructor(folder: string, limits = usual) {
    this.#folder = folder;
    this.#limits = limits;
  }

  /** The path of the picture's thumbnail, which counts as used now; undefined where there is none that is whole. */
  async find(sha256: string): Promise<string | undefined> {
    for (const extension of extensions) {
      const file = this.#fileOf(sha256, extension);
      if (!ownName.test(path.basename(file)) || !(await isWhole(file))) continue;
      const now = new Date();
      await utimes(file, now, now).catch(() => undefined); // then it only is removed earlier
      return file;
    }
    return undefined;
  }

  /** Resolves to its path. A reader sees the whole file or none. */
  async add(sha256: string, { bytes, mime }: ThumbnailBytes): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    await this.#makeRoom(bytes.byteLength);
    const partial = partialIn(this.#folder);
    const file = this.#fileOf(sha256, extensionOf(mime));
    try {
      await writeFlushed(partial, bytes);
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      if (await isWhole(file)) return file; // on Windows nothing replaces a file that another window reads
      throw error;
    }
    return file;
  }

  /** Removes all thumbnails: those that are needed are made again. Files that are not ours stay, and what another window reads. */
  async clear(): Promise<void> {
    await emptyFolder(this.#folder, ownName);
  }

  #fileOf(sha256: string, extension: string): string {
    return path.join(this.#folder, `${sha256}-${version}.${extension}`);
  }

  async #makeRoom(bytes: number): Promise<void> {
    if (this.#room.files < 1 || this.#room.bytes < bytes) this.#room = await this.#tidy(bytes);
    this.#room = { files: this.#room.files - 1, bytes: this.#room.bytes - bytes };
  }

  /** Makes room for so many more bytes, and resolves to how much may be added before the next look. */
  async #tidy(more: number): Promise<FolderLimits> {
    const { files, bytes } = await tidyFolder(this.#folder, ownName, this.#limits, more);
    return { files: Math.min(files, mostUnseen), bytes };
  }
}

/** Whether it is a JPEG or WebP from its start to its end: a machine that lost its power can leave a part of one. */
async function isWhole(file: string): Promise<boolean> {
  const bytes = await smallFile(file).catch(() => undefined);
  if (!bytes) return false;
  if (isJpeg(bytes)) return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return isWebp(bytes) && bytes.byteLength >= 12 && bytes.readUInt32LE(4) + 8 === bytes.byteLength;
}

async function smallFile(file: string): Promise<Buffer | undefined> {
  const found = await lstat(file);
  return found.isFile() && found.size <= maxBytes ? readFile(file) : undefined;
}

async function writeFlushed(name: string, bytes: Uint8Array): Promise<void> {
  const file = await open(name, 'wx');
  try {
    await file.writeFile(bytes);
    await file.datasync().catch(() => undefined); // some disks cannot; a part of a file is found out when it is read
  } finally {
    await file.close();
  }
}
