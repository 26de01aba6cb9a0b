import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import type { PictureFacts } from '../../core/pictures/image';
import { endIn, lookOf } from '../pictures/pictureBytes';
import { FileBytes } from './fileBytes';

/** A temporary file that bytes of an answer are written into, and what they are. */
export class StagedFile {
  readonly path: string;
  /** Set once it was finished: the picture that it is. */
  facts: PictureFacts | undefined;
  /** Its structure says where the picture ends, and that is in it. */
  hasEnd = false;
  /** How many bytes it has so far. */
  size = 0;
  #fd: number | undefined;
  readonly #hash: Hash = createHash('sha256');

  /** Makes the file, with the rights that it will have at its place; its folder is for its owner only. Throws if it exists. */
  constructor(path: string) {
    this.path = path;
    this.#fd = openSync(path, 'wx+');
  }

  write(bytes: Uint8Array): void {
    if (this.#fd === undefined) throw new Error('The file is closed');
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done, bytes.length - done);
    this.#hash.update(bytes);
    this.size += bytes.length;
  }

  /** Looks at what was written, and closes it. Nothing is flushed to the disk. */
  finish(): void {
    if (this.#fd === undefined) return;
    const source = new FileBytes(this.#fd, this.size);
    const look = lookOf(source);
    this.hasEnd = endIn(source) !== undefined;
    if (look) this.facts = { ...look, bytes: this.size, sha256: this.#hash.digest('hex') };
    this.#close();
  }

  /** Removes it; what cannot be removed now is removed by a later save. */
  remove(): void {
    try {
      this.#close();
      rmSync(this.path, { force: true });
    } catch {
      // it does no harm
    }
  }

  #close(): void {
    if (this.#fd === undefined) return;
    const fd = this.#fd;
    this.#fd = undefined;
    closeSync(fd);
  }
}
