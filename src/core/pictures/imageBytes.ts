import { imageSize } from 'image-size';
import type { GeneratedImage, ImageMime } from './image';

const mimes: Record<string, ImageMime> = { png: 'image/png', webp: 'image/webp' };
const extensions: Record<ImageMime, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

/** Whether bytes begin as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
}

/** Whether bytes begin as a JPEG does. */
export function isJpeg(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xff, 0xd8, 0xff]);
}

/** Whether bytes begin as a WebP does. */
export function isWebp(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8);
}

/** Reads type and pixels from the bytes, whatever was declared; undefined if they are no PNG, JPEG or WebP picture. */
export function readImage(bytes: Uint8Array): GeneratedImage | undefined {
  if (isJpeg(bytes)) return readJpeg(bytes);
  if (!isPng(bytes) && !isWebp(bytes)) return undefined;
  try {
    // a copy, since image-size also reads what lies in memory behind bytes that end too early
    const { type, width, height } = imageSize(Uint8Array.from(bytes.subarray(0, fixedHead)));
    const mime = mimes[type ?? ''];
    return mime && width > 0 && height > 0 ? { bytes, mime, width, height } : undefined;
  } catch {
    return undefined; // image-size throws on everything that it cannot read
  }
}

/** PNG and WebP have their pixels in the first bytes; PNGs of iPhones have them near the fortieth. */
const fixedHead = 64;

function readJpeg(bytes: Uint8Array): GeneratedImage | undefined {
  const at = frameOf(bytes);
  if (at === undefined) return undefined;
  const [height, width] = [uint16(bytes, at + 5), uint16(bytes, at + 7)];
  return width > 0 && height > 0 ? { bytes, mime: 'image/jpeg', width, height } : undefined;
}

/** A segment has up to 64 KB, so a camera's previews and Content Credentials take some dozens. */
const mostSegments = 4096;
/** Baseline, extended or progressive: no viewer shows the others. */
const [firstFrame, lastFrame, fill] = [0xc0, 0xc2, 0xff];

/**
 * Where the header of a JPEG's frame begins; undefined if its segments do not lead there. image-size does not know of fill bytes
 * before a marker, skips the first segment, and in a broken JPEG tries byte after byte, slowly.
 */
function frameOf(jpeg: Uint8Array): number | undefined {
  for (let at = 2, segments = 0; segments < mostSegments && jpeg[at] === 0xff; segments++) {
    while (jpeg[at + 1] === fill) at++;
    const marker = jpeg[at + 1] ?? 0;
    if (marker >= firstFrame && marker <= lastFrame) return at;
    at += 2 + uint16(jpeg, at + 2);
  }
  return undefined;
}

/** The file extension for a type of our pictures, without a dot. */
export function extensionOf(mime: string): string {
  return new Map<string, string>(Object.entries(extensions)).get(mime) ?? 'png';
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
