import { imageSize } from 'image-size';
import type { GeneratedImage, ImageMime } from './image';

const mimes: Record<string, ImageMime> = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
const extensions: Record<ImageMime, string> = { 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp' };

/** Reads type and pixels from the bytes, whatever was declared; undefined if they are no PNG, JPEG or WebP picture. */
export function readImage(bytes: Uint8Array): GeneratedImage | undefined {
  try {
    const { type, width, height } = imageSize(bytes);
    const mime = mimes[type ?? ''];
    return mime && width > 0 && height > 0 ? { bytes, mime, width, height } : undefined;
  } catch {
    return undefined; // image-size throws on everything that it cannot read
  }
}

/** The file extension for a type, without a dot. */
export function extensionOf(mime: ImageMime): string {
  return extensions[mime];
}
