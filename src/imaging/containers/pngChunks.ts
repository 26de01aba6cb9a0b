import { maxParts } from './maxParts';

/** A chunk of a PNG. */
export interface PngChunk {
  readonly type: string;
  readonly data: Buffer;
  /** With its length and check sum. */
  readonly whole: Buffer;
}

const signatureBytes = 8;
const frameBytes = 12;

/** The chunks in order. It ends, without an error, where the file is cut. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signatureBytes;
  for (let parts = 0; parts < maxParts && at + frameBytes <= file.byteLength; parts += 1) {
    const length = file.readUInt32BE(at);
    const end = at + frameBytes + length;
    if (end > file.byteLength) return;
    const type = file.toString('latin1', at + 4, at + 8);
    yield { type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) };
    if (type === 'IEND') return;
    at = end;
  }
}

const ofPixels = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/**
 * A PNG with the same pixels and nothing else. Decoders fail at a broken chunk of metadata, and inflate one of any size, where
 * viewers skip it.
 */
export function pngPixels(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [file.subarray(0, signatureBytes)];
  for (const { type, whole } of pngChunks(bytes)) if (ofPixels.has(type)) parts.push(whole);
  return new Uint8Array(Buffer.concat(parts));
}
