import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { BodyFile, TakenBack } from '../../core/run/recorder';

/** As large as the largest answer that is read at all. */
export const maxAnswerBytes = 256 * 1024 * 1024;

/** Most answers are read, their pictures saved and their files removed before that: those are never flushed. */
const usualFlushMs = 2_000;

interface WriterParts {
  /** Where the body is written to; must not exist yet. */
  readonly part: string;
  /** Its name once it is whole, so that a part is never taken for the whole. */
  readonly target: string;
  readonly maxBytes: number;
  /** Runs before the body has a file: bytes without a note would belong to nobody. */
  prepare(): Promise<void> | void;
  /** Told of each error; after the first one nothing more is written. */
  readonly onError: (error: unknown) => void;
  /** How long after its end the file is flushed. */
  readonly flushAfterMs?: number | undefined;
  /** Called when nothing more is done to the file: it was flushed, could not be, or there is none. */
  readonly onOver?: (() => void) | undefined;
}

/** Writes the body of one answer to a file as it arrives. What was written survives the process, and soon a power cut. */
export class AnswerWriter implements BodyFile {
  readonly #parts: WriterParts;
  readonly #opened: Promise<FileHandle | undefined>;
  #written = 0;
  #isOver = false;
  #hasFailed = false;
  #ending: Promise<void> | undefined;
  #flushing: NodeJS.Timeout | undefined;
  #isDiscarded = false;
  #naming: Promise<string | undefined> = Promise.resolve(undefined);

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#opened = this.#open();
  }

  async write(chunks: readonly Uint8Array[]): Promise<boolean> {
    const file = this.#isOver ? undefined : await this.#opened;
    if (!file) return false;
    try {
      const { maxBytes } = this.#parts;
      const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
      if (this.#written + size > maxBytes) throw new Error(`The answer is larger than ${maxBytes} bytes`);
      await writeAll(file, chunks, this.#written);
      this.#written += size;
      return true;
    } catch (error) {
      this.#isOver = true;
      this.#hasFailed = true;
      this.#parts.onError(error);
      return false;
    }
  }

  async whole(): Promise<string | undefined> {
    const file = this.#isOver ? undefined : await this.#opened;
    if (!file) return undefined;
    this.#isOver = true;
    const naming = this.#name();
    this.#naming = naming;
    return naming;
  }

  async takeBack(): Promise<TakenBack> {
    this.#isOver = true;
    const bytes = await this.#read();
    this.#hasFailed = true;
    await this.end();
    return { bytes, isCut: bytes.byteLength < this.#written };
  }

  /**
   * No more bytes will come; without `whole` before it, the file stays as a part. Resolves when the file is closed and named; soon after
   * that it is flushed. A part with a hole in it is useless, and a full disk needs the room: that is removed.
   */
  end(): Promise<void> {
    return (this.#ending ??= this.#end());
  }

  /** The file is to be removed: closes it, and flushes it no more. */
  async discard(): Promise<void> {
    this.#isDiscarded = true;
    clearTimeout(this.#flushing);
    await this.end();
  }

  async #end(): Promise<void> {
    this.#isOver = true;
    const file = await this.#opened;
    const named = await this.#naming;
    const { part, onError, flushAfterMs = usualFlushMs } = this.#parts;
    await file?.close().catch(onError);
    if (file && this.#hasFailed) await rm(part, { force: true }).catch(onError);
    if (!file || this.#hasFailed || this.#isDiscarded) return this.#parts.onOver?.();
    // keeps no process alive: what one that ends well has left, the system writes
    this.#flushing = setTimeout(() => void this.#flush(named ?? part), flushAfterMs).unref();
  }

  /** By its path, since few answers are kept, and each open file counts. */
  async #flush(path: string): Promise<void> {
    try {
      const file = await open(path, 'r+'); // Windows flushes nothing that is only read
      await file.datasync().finally(() => file.close());
    } catch (error) {
      if (!this.#isDiscarded && !isMissing(error)) this.#parts.onError(error);
    } finally {
      this.#parts.onOver?.();
    }
  }

  /** The path under which the whole body lies: where the file cannot be named, such as while another program looks at it, that of the part. */
  async #name(): Promise<string | undefined> {
    const { part, target, onError } = this.#parts;
    try {
      await rename(part, target);
      return target;
    } catch (error) {
      onError(error);
      const size = await stat(part).then(
        (found) => found.size,
        () => undefined,
      );
      return size === this.#written ? part : undefined;
    }
  }

  /** What was written, by the open file: by its path it may be gone, such as when a user empties the folder. */
  async #read(): Promise<Uint8Array> {
    const bytes = Buffer.alloc(this.#written);
    let at = 0;
    try {
      const file = await this.#opened;
      for (let read = 1; file && read > 0 && at < bytes.byteLength; at += read) {
        ({ bytesRead: read } = await file.read(bytes, at, bytes.byteLength - at, at));
      }
    } catch (error) {
      this.#parts.onError(error);
    }
    return bytes.subarray(0, at);
  }

  async #open(): Promise<FileHandle | undefined> {
    try {
      await this.#parts.prepare();
      return await open(this.#parts.part, 'wx+', 0o600);
    } catch (error) {
      this.#isOver = true;
      this.#parts.onError(error);
      return undefined;
    }
  }
}

/** A nearly full disk takes less than it was given, without an error. */
async function writeAll(file: FileHandle, chunks: readonly Uint8Array[], from: number): Promise<void> {
  let position = from;
  for (let left = chunks; left.length > 0;) {
    const { bytesWritten } = await file.writev(left, position);
    position += bytesWritten;
    left = withoutFirst(left, bytesWritten);
  }
}

/** The chunks without so many bytes at their beginning. */
function withoutFirst(chunks: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skipped = bytes;
  return chunks.flatMap((chunk) => {
    const cut = Math.min(skipped, chunk.byteLength);
    skipped -= cut;
    return cut === chunk.byteLength ? [] : [chunk.subarray(cut)];
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
