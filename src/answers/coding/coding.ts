import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import type { BrotliOptions, ZlibOptions } from 'node:zlib';
import zlib from 'node:zlib';
import { beginsAsPicture } from '../pictures/pictureBytes';
import { TooLargeError } from '../json/limits';
import { endOfMember, isGzip } from './gzipMember';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const inflateRaw = promisify(zlib.inflateRaw);
const brotliDecompress = promisify(zlib.brotliDecompress);

/** How large any answer may be when it is decoded: twice the largest known one. A small body that decodes to more is a zip bomb. */
const mostForFree = 64 * 1024 * 1024;
/** By what factor a larger one may grow. Base64 of a picture is larger by a third, a stream that repeats fields around each piece by more. */
const mostGrowth = 8;
/** An answer may be compressed more than once, by the service and by proxies. */
const mostCodings = 4;

interface Limits {
  readonly most: number;
  readonly cut: boolean;
}

type Decoder = (bytes: Buffer, limits: Limits) => Promise<Buffer>;

/** By the name of the coding; gzip, which has a signature, is recognized by its bytes. */
const decoders: Readonly<Record<string, Decoder>> = {
  br: (bytes, limits) => brotliDecompress(bytes, brotliOptions(limits)).catch(ifPlain(bytes)),
  deflate: (bytes, limits) =>
    inflate(bytes, zlibOptions(limits))
      .catch(ifPlain(bytes))
      .catch((error: unknown) => inflateWithoutHeader(bytes, limits, error)),
};

/**
 * Undoes content codings. Some services declare one that they did not use, and some proxies use one that they do not declare: the
 * bytes decide, and an unknown coding is left as it is. Throws `TooLargeError` as soon as the result of one of them is larger than
 * `maxBytes`, or than an answer of so many compressed bytes can be; no more than that is ever held. `cut`: the end of the body is
 * missing; gives as much of it as can be decoded.
 */
export async function decode(bytes: Buffer, declared: string | null, maxBytes: number, cut = false): Promise<Buffer> {
  const most = Math.min(maxBytes, Math.max(mostForFree, bytes.byteLength * mostGrowth));
  const names = (declared ?? '').split(',', 2 * mostCodings).map((name) => name.trim().toLowerCase());
  const inner = names.filter((name) => Object.hasOwn(decoders, name)).slice(-mostCodings);
  let plain = bytes;
  try {
    for (let left = mostCodings; left > 0; left--) {
      const decoder = isGzip(plain) ? gunzipFirst : decoders[inner.pop() ?? ''];
      if (!decoder) break;
      plain = await decoder(plain, { most, cut });
    }
    return plain;
  } catch (cause) {
    if (!isTooLarge(cause)) throw cause;
    throw new TooLargeError(`The answer decodes to more than ${most} bytes`, { cause });
  }
}

/** Decodes the first member of a gzip: some proxies leave bytes of their own framing behind it. */
async function gunzipFirst(bytes: Buffer, limits: Limits): Promise<Buffer> {
  try {
    return await gunzip(bytes, zlibOptions(limits));
  } catch (error) {
    if (isTooLarge(error)) throw error;
    const end = await endOfMember(bytes, limits.most).catch(() => undefined);
    if (end === undefined || end === bytes.byteLength || isGzip(bytes.subarray(end))) throw error;
    return gunzip(bytes.subarray(0, end), zlibOptions(limits));
  }
}

/** Some servers send deflate without the zlib header that HTTP wants. Rejects with `error` where it is not that either. */
async function inflateWithoutHeader(bytes: Buffer, limits: Limits, error: unknown): Promise<Buffer> {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8; // then it was zlib, and is damaged
  if (isTooLarge(error) || isZlib) throw error;
  return inflateRaw(bytes, zlibOptions(limits)).catch((later: unknown) => {
    throw isTooLarge(later) ? later : error;
  });
}

/** The bytes as they are, if they are text or a picture: then they were not encoded. Else they were, and are damaged. */
function ifPlain(bytes: Buffer): (error: unknown) => Buffer {
  return (error) => {
    if (isTooLarge(error) || !(isUtf8(bytes) || beginsAsPicture(bytes))) throw error;
    return bytes;
  };
}

function zlibOptions({ most, cut }: Limits): ZlibOptions {
  return { maxOutputLength: most, ...(cut ? { finishFlush: zlib.constants.Z_SYNC_FLUSH } : {}) };
}

function brotliOptions({ most, cut }: Limits): BrotliOptions {
  return { maxOutputLength: most, ...(cut ? { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH } : {}) };
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
