/** Bytes that are read here and there, wherever they lie. */
export interface ByteSource {
  readonly length: number;
  /** The byte at a place; -1 where there is none. */
  at(index: number): number;
  /** Where a byte stands first, at `from` or behind; -1 if it does not. */
  indexOf(byte: number, from: number): number;
  /** These bytes, as far as there are any; in `into`, if they have to be read and fit. */
  slice(from: number, to: number, into?: Buffer): Buffer;
}

/** Bytes in memory. */
export class HeldBytes implements ByteSource {
  readonly length: number;
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = bytes.byteLength;
  }

  at(index: number): number {
    return this.#bytes[index] ?? -1;
  }

  indexOf(byte: number, from: number): number {
    return this.#bytes.indexOf(byte, from);
  }

  slice(from: number, to: number): Buffer {
    return this.#bytes.subarray(from, to);
  }
}
