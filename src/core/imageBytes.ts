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
  const isReadable = isJpeg(bytes) ? hasFrame(bytes) : isPng(bytes) || isWebp(bytes);
  if (!isReadable) return undefined;
  try {
    const { type, width, height } = imageSize(bytes);
    const mime = mimes[type ?? ''];
    return mime && width > 0 && height > 0 ? { bytes, mime, width, height } : undefined;
  } catch {
    return undefined; // image-size throws on everything that it cannot read
  }
}

/** A segment has up to 64 KB, so a camera's previews and Content Credentials take some dozens. */
const mostSegments = 4096;

/**
 * Whether a JPEG's segments lead to a frame with its pixels, which image-size takes for one only behind the first segment. In a JPEG
 * that is broken it tries each byte, slowly.
 */
function hasFrame(jpeg: Uint8Array): boolean {
  for (let at = 2, segments = 0; segments < mostSegments && jpeg[at] === 0xff; segments++) {
    const marker = jpeg[at + 1] ?? 0;
    if (segments > 0 && marker >= 0xc0 && marker <= 0xc2) return true;
    at += 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
  }
  return false;
}

/** The file extension for a type, without a dot. */
export function extensionOf(mime: ImageMime): string {
  return extensions[mime];
}
