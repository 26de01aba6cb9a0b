import { closeSync, fdatasync, openSync, rmSync, writeSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { promisify } from 'node:util';

const flush = promisify(fdatasync);

/**
 * The body of one answer as it arrives. It lies under another name until it is whole, so that a part is never taken for
 * the whole. Written at once and in order: what `chunk` was told survives the process. No method throws: the first
 * error is handed to `onError`, and from there on nothing is kept.
 */
export class Arrival {
  readonly #part: string;
  readonly #target: string;
  readonly #maxBytes: number;
  readonly #onError: (error: unknown) => void;
  #fd: number | undefined;
  #bytes = 0;
  #ended: Promise<void> = Promise.resolve();

  /** `part` must not exist yet. */
  constructor(part: string, target: string, maxBytes: number, onError: (error: unknown) => void) {
    this.#part = part;
    this.#target = target;
    this.#maxBytes = maxBytes;
    this.#onError = onError;
    try {
      this.#fd = openSync(part, 'wx', 0o600);
    } catch (error) {
      onError(error);
    }
  }

  chunk(bytes: Uint8Array): void {
    if (this.#fd === undefined) return;
    try {
      this.#bytes += bytes.byteLength;
      if (this.#bytes > this.#maxBytes) throw new Error(`The answer is larger than ${this.#maxBytes} bytes`);
      writeAll(this.#fd, bytes);
    } catch (error) {
      this.#giveUp(error);
    }
  }

  /** All bytes have come: it gets its name once they are on the disk. */
  whole(): void {
    const fd = this.#fd;
    if (fd === undefined) return;
    this.#fd = undefined;
    this.#ended = this.#name(fd).catch(this.#onError);
  }

  /** No more bytes will come: what there is stays, as a part. Resolves when the file is closed and has its last name. */
  async end(): Promise<void> {
    this.#close();
    await this.#ended;
  }

  async #name(fd: number): Promise<void> {
    try {
      await flush(fd);
    } finally {
      closeSync(fd);
    }
    await rename(this.#part, this.#target);
  }

  /** A part with a hole is worth nothing, and a full disk needs the room. */
  #giveUp(error: unknown): void {
    this.#onError(error);
    this.#close();
    try {
      rmSync(this.#part, { force: true });
    } catch (later) {
      this.#onError(later);
    }
  }

  #close(): void {
    const fd = this.#fd;
    this.#fd = undefined;
    try {
      if (fd !== undefined) closeSync(fd);
    } catch (error) {
      this.#onError(error);
    }
  }
}

/** A nearly full disk takes less than it was given, without an error. */
function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.byteLength;) done += writeSync(fd, bytes, done);
}
