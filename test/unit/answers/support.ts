import assert from 'node:assert/strict';
import { encode } from 'fast-png';
import type { FailureFacts } from '../../../src/core/failures/failure';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { ArrivedImage, GeneratedImage, ProviderAnswer } from '../../../src/core/pictures/image';
import { isInFile } from '../../../src/core/pictures/image';
import { understand } from '../../../src/answers/understand';

/** Pictures of 1×1, each with bytes of its own. */
export const png = Buffer.from(encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(7, 80, 160) }));
export const webp = webpOf(0x5c);
export const jpeg = jpegOf(0x2a);

/** A smallest JPEG: a frame of 1×1, a quantization table filled with one number, a scan. */
export function jpegOf(fill: number): Buffer {
  const table = [0xff, 0xdb, 0x00, 0x43, 0x00, ...Array<number>(64).fill(fill)];
  const frame = [0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00];
  const scan = [0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00, 0x2a, 0xff, 0x00, 0x15];
  return Buffer.from([0xff, 0xd8, ...table, ...frame, ...scan, 0xff, 0xd9]);
}

/** A WebP of 1×1 as far as its headers go: a lossless chunk with a size of 1×1 and bytes that stand for the rest. */
export function webpOf(fill: number): Buffer {
  const data = Buffer.from([0x2f, 0x00, 0x00, 0x00, 0x00, ...Array<number>(19).fill(fill)]);
  const webp = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBPVP8L\0\0\0\0'), data]);
  webp.writeUInt32LE(webp.length - 8, 4);
  webp.writeUInt32LE(data.length, 16);
  return webp;
}

/** The PNG with something in it that makes its bytes its own. */
export function pngOf(words: string): Buffer {
  const data = Buffer.from(`k\0${words}`);
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from('tEXt'), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

export const b64 = (bytes: Buffer): string => bytes.toString('base64');
export const dataUrl = (bytes: Buffer, type = 'image/png'): string => `data:${type};base64,${b64(bytes)}`;

/** A key that is obviously none, in no shape of a real one. */
export const secret = 'test-key-not-real';

export interface Given {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
  readonly msToHeaders?: number;
  readonly billsEveryAnswer?: boolean;
  readonly isFirstParty?: boolean;
  readonly prompt?: string;
  /** What each address serves; any other rejects. */
  readonly downloads?: Record<string, Buffer>;
}

/** An answer whose pictures are all held. */
export interface HeldAnswer extends ProviderAnswer {
  readonly images: readonly [GeneratedImage, ...GeneratedImage[]];
}

/** The picture, which must not lie in a file. */
export function held(image: ArrivedImage): GeneratedImage {
  return isInFile(image) ? assert.fail(`it lies in ${image.path}`) : image;
}

/** Reads an answer; a body that is no text or bytes is sent as JSON. */
export async function read(given: Given): Promise<HeldAnswer> {
  const {
    status = 200,
    headers = {},
    body,
    msToHeaders = 5000,
    billsEveryAnswer,
    isFirstParty,
    prompt,
    downloads = {},
  } = given;
  const bytes =
    body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
  const answer = await understand(
    { status, headers: new Headers(headers), body: bytes, msToHeaders },
    {
      wire: 'gemini',
      modelId: 'model-x',
      secrets: [secret],
      billsEveryAnswer,
      isFirstParty,
      prompt,
      download: async (url) => {
        const found = downloads[url];
        if (found) return found;
        throw new Error(`nothing at ${url}`);
      },
    },
  );
  const [first, ...others] = answer.images;
  return { ...answer, images: [held(first), ...others.map(held)] };
}

/** The failure that an answer comes to. */
export async function failureOf(given: Given): Promise<FailureFacts> {
  try {
    const { images } = await read(given);
    assert.fail(`it came to ${images.length} pictures`);
  } catch (error) {
    if (error instanceof GenerationFailure) return error.facts;
    throw error;
  }
}

/** Asserts that an answer has just these pictures, byte for byte and in this order. */
export async function assertPictures(given: Given, pictures: readonly Buffer[]): Promise<HeldAnswer> {
  const answer = await read(given);
  assert.deepEqual(
    answer.images.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    pictures.map(b64),
  );
  return answer;
}

/** A generateContent answer with these parts. */
export function gemini(parts: unknown, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0, ...more }] };
}

/** A chat completion with this message. */
export function chat(message: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'chatcmpl-7',
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...more }],
  };
}

/** A Google error. */
export function google(code: number, status: string, message: string, details?: unknown[]): Record<string, unknown> {
  return { error: { code, message, status, ...(details ? { details } : {}) } };
}

/** One of Google's typed details. */
export function detail(type: string, fields: Record<string, unknown>): Record<string, unknown> {
  return { '@type': `type.googleapis.com/google.rpc.${type}`, ...fields };
}
