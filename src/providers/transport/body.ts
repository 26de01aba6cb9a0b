import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { EdgeResponse } from './edge';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const brotliDecompress = promisify(zlib.brotliDecompress);

/** An answer that is larger than the cap. */
export class TooLargeError extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

/** Reads a body to its end and undoes its content coding. Throws `TooLargeError` above `maxBytes`, before or after decoding. */
export async function readBody(response: EdgeResponse, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`The answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks, size), response.headers.get('content-encoding'), maxBytes);
}

/** Some services declare a coding that they did not use: the bytes decide. */
async function decode(bytes: Buffer, coding: string | null, maxBytes: number): Promise<Uint8Array> {
  const options = { maxOutputLength: maxBytes };
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes, options) : bytes;
    case 'deflate':
      return inflate(bytes, options).catch(() => bytes);
    case 'br':
      return brotliDecompress(bytes, options).catch(() => bytes);
    default:
      return bytes;
  }
}
