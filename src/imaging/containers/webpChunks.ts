import { maxParts } from './maxParts';

/** A chunk of a WebP, without its length and padding. */
interface WebpChunk {
  readonly type: string;
  readonly data: Buffer;
}

/** `RIFF`, the length of all that follows, `WEBP`. */
const riffHeaderBytes = 12;

/** The chunks in order. It ends, without an error, where the file is cut. */
export function* webpChunks(bytes: Uint8Array): Generator<WebpChunk> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = riffHeaderBytes;
  for (let parts = 0; parts < maxParts && at + 8 <= file.byteLength; parts += 1) {
    const length = file.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > file.byteLength) return;
    yield { type: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, end) };
    at = end + (length % 2); // chunks begin at even places
  }
}

/** The chunk `VP8X` says which others there are. */
export const webpFlags = { animation: 0x02, alpha: 0x10, profile: 0x20 } as const;
