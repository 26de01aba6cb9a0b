import type { ReferenceImage } from '../core/pictures/image';

/** A picture as a data URL. */
export function dataUrl({ bytes, mime }: ReferenceImage): string {
  return `data:${mime};base64,${base64(bytes)}`;
}

/** Bytes in base64, without a copy of them. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
