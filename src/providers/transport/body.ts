import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { WireRecord } from '../../core/recorder';
import type { EdgeResponse } from './edge';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const brotliDecompress = promisify(zlib.brotliDecompress);

/** An answer that is larger than the cap. */
export class TooLargeError extends Error {
  readonly code = 'BODY_TOO_LARGE';
}

/** Reads a body to its end and undoes its content coding. Throws `TooLargeError` above `maxBytes`, before or after decoding. */
export async function readBody(
  response: EdgeResponse,
  maxBytes: number,
  record?: Pick<WireRecord, 'chunk' | 'whole'>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`The answer is larger than ${maxBytes} bytes`);
    chunks.push(chunk);
    record?.chunk(chunk);
  }
  record?.whole();
  return decode(Buffer.concat(chunks, size), response.headers.get('content-encoding'), maxBytes);
}

/** Undoes a content coding. Some services declare a coding that they did not use: the bytes decide. */
export async function decode(bytes: Buffer, coding: string | null, maxBytes: number, cut = false): Promise<Uint8Array> {
  const finishFlush = cut ? { finishFlush: zlib.constants.Z_SYNC_FLUSH } : {};
  const options = { maxOutputLength: maxBytes, ...finishFlush };
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes, options) : bytes;
    case 'deflate':
      return inflate(bytes, options).catch(() => bytes);
    case 'br':
      return brotliDecompress(bytes, { maxOutputLength: maxBytes }).catch(() => bytes);
    default:
      return bytes;
  }
}
