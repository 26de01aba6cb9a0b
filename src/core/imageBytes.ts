import { imageSize } from 'image-size';
import type { GeneratedImage, ImageMime } from './image';

const mimes: Record<string, ImageMime> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
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
  const end = endOfHead(bytes);
  if (end === undefined) return undefined;
  try {
    // a copy, since image-size also reads what lies in memory behind bytes that end too early
    const { type, width, height } = imageSize(Uint8Array.from(bytes.subarray(0, end)));
    const mime = mimes[type ?? ''];
    return mime && width > 0 && height > 0 ? { bytes, mime, width, height } : undefined;
  } catch {
    return undefined; // image-size throws on everything that it cannot read
  }
}

/** PNG and WebP tell their pixels in the first bytes, PNG of iPhones in the fortieth. */
const fixedHead = 64;

function endOfHead(bytes: Uint8Array): number | undefined {
  if (isJpeg(bytes)) return endOfFrameHeader(bytes);
  return isPng(bytes) || isWebp(bytes) ? fixedHead : undefined;
}

/** A segment has up to 64 KB, so a camera's previews and Content Credentials take some dozens. */
const mostSegments = 4096;
/** Marker, length, depth and both sides. */
const frameHeader = 9;

/**
 * Where a JPEG has told its pixels; undefined if its segments do not lead there. image-size looks for them only behind the first segment,
 * and in a JPEG that is broken it tries each byte, slowly.
 */
function endOfFrameHeader(jpeg: Uint8Array): number | undefined {
  for (let at = 2, segments = 0; segments < mostSegments && jpeg[at] === 0xff; segments++) {
    const marker = jpeg[at + 1] ?? 0;
    if (segments > 0 && marker >= 0xc0 && marker <= 0xc2) return at + frameHeader;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return undefined;
}

/** The file extension for a type, without a dot. */
export function extensionOf(mime: ImageMime): string {
  return extensions[mime];
}
