import { readSync } from 'node:fs';
import type { ByteSource } from '../pictures/byteSource';

const usualWindow = 256 * 1024;

/** The bytes of an open file, of which one window is held. Reads synchronously: not for a process that has anything else to do. */
export class FileBytes implements ByteSource {
  readonly length: number;
  readonly #fd: number;
  readonly #window: Buffer;
  #start = 0;
  #end = 0;

  constructor(fd: number, length: number, window = usualWindow) {
    this.#fd = fd;
    this.length = length;
    this.#window = Buffer.allocUnsafe(Math.max(1, Math.min(window, length)));
  }

  at(index: number): number {
    if (index < 0 || index >= this.length) return -1;
    if (index < this.#start || index >= this.#end) this.#load(index);
    return this.#window[index - this.#start] ?? -1;
  }

  indexOf(byte: number, from: number): number {
    for (let at = from; at < this.length; at = this.#end) {
      if (at < this.#start || at >= this.#end) this.#load(at);
      const found = this.#window.subarray(at - this.#start, this.#end - this.#start).indexOf(byte);
      if (found >= 0) return at + found;
    }
    return -1;
  }

  slice(from: number, to: number, into?: Buffer): Buffer {
    const size = Math.max(0, Math.min(to, this.length) - from);
    const bytes = into && into.length >= size ? into.subarray(0, size) : Buffer.allocUnsafe(size);
    this.#read(bytes, from);
    return bytes;
  }

  #load(index: number): void {
    const size = Math.min(this.#window.length, this.length - index);
    this.#read(this.#window.subarray(0, size), index);
    this.#start = index;
    this.#end = index + size;
  }

  #read(bytes: Buffer, from: number): void {
    for (let done = 0; done < bytes.length;) {
      const read = readSync(this.#fd, bytes, done, bytes.length - done, from + done);
      if (read === 0) throw new Error('The file became shorter while it was read');
      done += read;
    }
  }
}
