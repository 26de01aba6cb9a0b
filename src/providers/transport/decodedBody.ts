import { Readable, pipeline } from 'node:stream';
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { isGzip } from '../../answers/coding/gzipMember';
import { TooLargeError } from '../../answers/json/limits';
import { beginsAsPicture } from '../../answers/pictures/pictureBytes';
import type { HttpResponse } from './httpClient';

/** As `answers/coding/coding.ts` does. */
const mostCodings = 4;
/** So much of a body shows whether it has the coding that it declares. */
const headBytes = 4096;
const mostOfHead = 16 * headBytes;

interface Peeked {
  readonly head: Buffer;
  /** With the head. */
  readonly all: AsyncIterable<Uint8Array>;
}

interface Coding {
  readonly start: () => Transform;
  /** Throws where bytes are not the beginning of such a body. */
  readonly attempt: (head: Buffer) => void;
}

const flushed = { finishFlush: zlib.constants.Z_SYNC_FLUSH, maxOutputLength: mostOfHead };
const brotliFlushed = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH, maxOutputLength: mostOfHead };
const inflate: Coding = { start: zlib.createInflate, attempt: (head) => zlib.inflateSync(head, flushed) };
const rawInflate: Coding = { start: zlib.createInflateRaw, attempt: (head) => zlib.inflateRawSync(head, flushed) };
const brotli: Coding = {
  start: zlib.createBrotliDecompress,
  attempt: (head) => zlib.brotliDecompressSync(head, brotliFlushed),
};

/**
 * The body of an answer that is asked for without a content coding, and may have several all the same. The bytes decide: a server may
 * declare one that it did not use, or use one that it does not declare. Throws `TooLargeError` where the body, or what one of its
 * codings holds, is larger than `maxBytes`. Who stops early closes the connection.
 */
export async function* decodedBody(
  { headers, body }: HttpResponse,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void> {
  const declared = declaredCodings(headers.get('content-encoding') ?? '');
  let { head, all } = await peeked(body, maxBytes);
  try {
    for (let left = mostCodings; left > 0; left -= 1) {
      const decoder = isGzip(head) ? zlib.createGunzip() : decoderFor(head, declared.pop());
      if (!decoder) break;
      ({ head, all } = await peeked(through(decoder, all), maxBytes));
    }
    yield* all;
  } finally {
    if (body instanceof Readable) body.destroy(); // one that waits for bytes does not hear that nobody wants them
  }
}

/** Those that have no signature, the last one that was applied at the end. */
function declaredCodings(header: string): string[] {
  const names = header.split(',', 2 * mostCodings).map((name) => name.trim().toLowerCase());
  return names.filter((name) => name === 'br' || name === 'deflate').slice(-mostCodings);
}

/** Undefined: the bytes are plain. What is neither that nor encoded gets the decoder that says so. */
function decoderFor(head: Buffer, name: string | undefined): Transform | undefined {
  if (name === undefined || head.byteLength === 0 || beginsAsPicture(head)) return undefined;
  const coding = name === 'br' ? brotli : inflate;
  if (fits(coding, head)) return coding.start();
  if (isText(head)) return undefined;
  return name === 'deflate' && fits(rawInflate, head) ? rawInflate.start() : coding.start();
}

function fits({ attempt }: Coding, head: Buffer): boolean {
  try {
    attempt(head);
    return true;
  } catch (error) {
    return error instanceof RangeError; // so much came out of it that it was encoded
  }
}

/** The head may end within a character. */
function isText(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* through(decoder: Transform, encoded: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const source = Readable.from(encoded);
  pipeline(source, decoder, () => undefined); // who reads the decoder hears of each error
  try {
    yield* decoder as AsyncIterable<Uint8Array>;
  } finally {
    decoder.destroy();
    source.destroy();
  }
}

/** Looks at the beginning of a body without taking it out. */
async function peeked(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Peeked> {
  const chunks = limited(body, maxBytes);
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < headBytes) {
    const next = await chunks.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.byteLength;
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), all: joined(first, chunks) };
}

async function* limited(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`The body is larger than ${maxBytes} bytes`);
    yield chunk;
  }
}

async function* joined(first: Uint8Array[], rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* first.splice(0);
    yield* rest;
  } finally {
    await rest.return();
  }
}
