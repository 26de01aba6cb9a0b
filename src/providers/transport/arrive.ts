import type { ArrivedBody } from '../../answers/arrived';
import { smallBody } from '../../answers/arrived';
import { TooLargeError } from '../../answers/json/limits';
import type { BodyFile } from '../../core/run/recorder';

/** So much may wait for the disk until no more is read from the network. */
const mostWaiting = 1024 * 1024;

/**
 * Reads a body to its end, into its file as it comes; a small one is held in memory as well. Where the disk takes no more, or
 * there is no file, memory holds all of it: an answer that was paid for is not given up for that. Throws `TooLargeError` above
 * `maxBytes`, and what the connection throws, with all that came in the file.
 */
export async function arrive(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  file: BodyFile | undefined,
): Promise<ArrivedBody> {
  const arrival = new Arrival(file);
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new TooLargeError(`The answer is larger than ${maxBytes} bytes`);
      await arrival.take(chunk, size);
    }
  } finally {
    await arrival.written();
  }
  return arrival.end(size);
}

class Arrival {
  #file: BodyFile | undefined;
  /** All that came; undefined: it lies in the file. */
  #held: Uint8Array[] | undefined = [];
  /** Some of what came is lost: what comes after it is worth nothing. */
  #isCut = false;
  #waiting: Uint8Array[] = [];
  /** Never rejects; see `#fault`. */
  #writing: Promise<void> | undefined;
  /** What the file threw, which it should not. */
  #fault: { readonly error: unknown } | undefined;

  constructor(file: BodyFile | undefined) {
    this.#file = file;
  }

  /** `size`: of all that came, with this chunk. */
  async take(chunk: Uint8Array, size: number): Promise<void> {
    this.#throwFault();
    if (this.#isCut) return;
    if (this.#file && size > smallBody) this.#held = undefined;
    this.#held?.push(chunk);
    if (!this.#file) return;
    this.#waiting.push(chunk);
    this.#writing ??= this.#write(this.#file);
    if (sizeOf(this.#waiting) > mostWaiting) await this.#writing;
  }

  /** Resolves when all that came is written or held. Throws what the file threw. */
  async written(): Promise<void> {
    await this.#writing;
    if (this.#file && this.#waiting.length > 0) await this.#write(this.#file);
    this.#throwFault();
  }

  /** What is held need not wait until its file, which is written, has its name. */
  async end(size: number): Promise<ArrivedBody> {
    const named = this.#file?.whole();
    if (this.#held) return { bytes: Buffer.concat(this.#held.splice(0)), isCut: this.#isCut };
    const path = await named;
    if (path !== undefined) return { file: path, size };
    return (await this.#file?.takeBack()) ?? { bytes: new Uint8Array(), isCut: true };
  }

  async #write(file: BodyFile): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const chunks = this.#waiting.splice(0);
        if (!(await file.write(chunks))) await this.#takeBack(file, chunks);
      }
    } catch (error) {
      this.#fault = { error };
    } finally {
      this.#writing = undefined; // in the turn of the last look: a chunk that comes later begins to be written anew
    }
  }

  async #takeBack(file: BodyFile, unwritten: readonly Uint8Array[]): Promise<void> {
    const { bytes, isCut } = await file.takeBack();
    if (!this.#held) {
      this.#held = isCut ? [bytes] : [bytes, ...unwritten, ...this.#waiting]; // also what came meanwhile
      this.#isCut = isCut;
    }
    this.#waiting = [];
    this.#file = undefined;
  }

  #throwFault(): void {
    if (this.#fault) throw this.#fault.error;
  }
}

function sizeOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
