import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import type { WireRecord } from '../../core/recorder';
import { beginsAsPicture } from '../answer/pictureBytes';
import { TooLargeError } from '../tooLarge';
import type { EdgeResponse } from './edge';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const brotliDecompress = promisify(zlib.brotliDecompress);

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
  return decode(Buffer.concat(chunks.splice(0), size), response.headers.get('content-encoding'), maxBytes);
}

/** What any answer may come to when it is decoded: twice the largest known one, so only a bomb is above it with a few bytes. */
const mostForFree = 64 * 1024 * 1024;
/** By how much a larger one may grow. Base64 of a picture grows by a third, a stream that says the same around each piece by more. */
const mostGrowth = 8;

/**
 * Undoes a content coding. Some services declare a coding that they did not use: the bytes decide, and what is in several codings or
 * an unknown one is left as it is. Throws `TooLargeError` as soon as it comes to more than `maxBytes`, or to more than
 * an answer of that many compressed bytes can be; no more than that is ever held. `cut`: as much as can be had of a body without its end.
 */
export async function decode(bytes: Buffer, coding: string | null, maxBytes: number, cut = false): Promise<Uint8Array> {
  const most = Math.min(maxBytes, Math.max(mostForFree, bytes.byteLength * mostGrowth));
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = zlib.constants;
  const options = { maxOutputLength: most, ...(cut ? { finishFlush: Z_SYNC_FLUSH } : {}) };
  const ofBrotli = { maxOutputLength: most, ...(cut ? { finishFlush: BROTLI_OPERATION_FLUSH } : {}) };
  try {
    switch (coding?.trim().toLowerCase()) {
      case 'gzip':
      case 'x-gzip':
        return bytes[0] === 0x1f && bytes[1] === 0x8b ? await gunzip(bytes, options) : bytes;
      case 'deflate':
        return await inflate(bytes, options).catch(ifPlain(bytes));
      case 'br':
        return await brotliDecompress(bytes, ofBrotli).catch(ifPlain(bytes));
      default:
        return bytes;
    }
  } catch (cause) {
    if (!isTooLarge(cause)) throw cause;
    throw new TooLargeError(`The answer decodes to more than ${most} bytes`, { cause });
  }
}

/** The bytes as they are, where they were in no such coding. What is neither text nor a picture was, and is damaged. */
function ifPlain(bytes: Buffer): (error: unknown) => Buffer {
  return (error) => {
    if (isTooLarge(error) || !(isUtf8(bytes) || beginsAsPicture(bytes))) throw error;
    return bytes;
  };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
