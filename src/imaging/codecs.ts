import { readFileSync } from 'node:fs';
import path from 'node:path';
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js';
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import resizePixels, { initResize } from '@jsquash/resize';
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js';
import encodeWebp, { init as initWebpEncoder } from '@jsquash/webp/encode.js';
import jpegDecoder from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm';
import jpegEncoder from '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm';
import * as pngCodec from '@jsquash/png/codec/pkg/squoosh_png_bg.wasm';
import * as resizer from '@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm';
import webpDecoder from '@jsquash/webp/codec/dec/webp_dec.wasm';
import webpEncoder from '@jsquash/webp/codec/enc/webp_enc_simd.wasm';
import type { ImageMime } from '../core/pictures/image';
import { pngPixels } from './containers/pngChunks';
import type { Encoded, Try } from './job';

/** Decodes a picture as it is stored: neither turned nor converted. Throws an `Error` in the codec's own words. */
export async function decode(bytes: Uint8Array, mime: ImageMime): Promise<ImageData> {
  switch (mime) {
    case 'image/jpeg':
      return withPrintedReason(async (said) => {
        await initJpegDecoder(given(jpegDecoder, said));
        return decodeJpeg(new Uint8Array(bytes).buffer);
      });
    case 'image/png':
      await initPng(wasm(pathOf(pngCodec)));
      return decodePng(pngPixels(bytes).buffer);
    case 'image/webp':
      return withPrintedReason(async (said) => {
        await initWebpDecoder(given(webpDecoder, said));
        return decodeWebp(new Uint8Array(bytes).buffer);
      });
  }
}

/** A picture whose longer side has at most so many pixels; never larger than it was. */
export async function resize(pixels: ImageData, longSide: number): Promise<ImageData> {
  const factor = longSide / Math.max(pixels.width, pixels.height);
  if (factor >= 1) return pixels;
  await initResize(wasm(pathOf(resizer)));
  const side = (length: number): number => Math.max(1, Math.round(length * factor));
  return resizePixels(pixels, { width: side(pixels.width), height: side(pixels.height), method: 'lanczos3' });
}

/** As WebP where there is transparency, which JPEG cannot hold, else as JPEG. */
export async function encode(pixels: ImageData, quality: Try['quality']): Promise<Encoded> {
  const { width, height } = pixels;
  if (isOpaque(pixels)) {
    await initJpegEncoder(given(jpegEncoder));
    return { bytes: new Uint8Array(await encodeJpeg(pixels, { quality })), mime: 'image/jpeg', width, height };
  }
  await initWebpEncoder(given(webpEncoder));
  return { bytes: new Uint8Array(await encodeWebp(pixels, { quality })), mime: 'image/webp', width, height };
}

function isOpaque({ data }: ImageData): boolean {
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return false;
  return true;
}

/**
 * Options for the codecs made by Emscripten: the module itself, since they cannot work out its address in a bundle. What they print
 * is collected: otherwise it would go to the process's own output.
 */
function given(file: string, said: string[] = []) {
  const print = (line: string): void => void said.push(line);
  return { wasmBinary: wasm(file), locateFile: (name: string): string => name, print, printErr: print };
}

/** A codec made by Emscripten prints why it fails, and throws only that it has ended: throws what it has printed instead. */
async function withPrintedReason<T>(run: (said: string[]) => Promise<T>): Promise<T> {
  const said: string[] = [];
  try {
    return await run(said);
  } catch (error) {
    throw said.length > 0 ? new Error(said.slice(0, 8).join('; '), { cause: error }) : error;
  }
}

/** The bundler puts the modules beside the bundle and gives their paths. */
function wasm(file: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path.join(__dirname, file))).buffer;
}

/** Two of the packages type their modules by what is in them, while the bundler makes the import a path. */
function pathOf(module: object): string {
  if ('default' in module && typeof module.default === 'string') return module.default;
  throw new Error('The bundle lacks a codec');
}
