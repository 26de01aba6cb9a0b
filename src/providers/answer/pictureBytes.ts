import type { GeneratedImage } from '../../core/image';
import { readImage } from '../../core/imageBytes';

/** All that tells type and pixels stands in the first bytes; looking for it in broken ones must not take long. */
const headBytes = 4 * 1024 * 1024;

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

const isPng = (bytes: Uint8Array): boolean => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const isJpeg = (bytes: Uint8Array): boolean => startsWith(bytes, [0xff, 0xd8, 0xff]);
const isWebp = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8);

/** The picture that these bytes are, whatever was declared; undefined if they are none. */
export function pictureOf(bytes: Uint8Array): GeneratedImage | undefined {
  if (!isPng(bytes) && !isJpeg(bytes) && !isWebp(bytes)) return undefined;
  const image = readImage(bytes.subarray(0, headBytes));
  return image && { ...image, bytes };
}

/** Where a picture's own structure says that it ends (exclusive); undefined if it does not say or ends before. */
export function endOfPicture(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = isPng(bytes) ? endOfPng(view) : isJpeg(bytes) ? endOfJpeg(view) : isWebp(bytes) ? endOfWebp(view) : 0;
  return end > 0 && end <= bytes.byteLength ? end : undefined;
}

function endOfPng(view: DataView): number {
  const iend = 0x49454e44;
  for (let at = 8; at + 12 <= view.byteLength;) {
    const next = at + 12 + view.getUint32(at);
    if (view.getUint32(at + 4) === iend) return next;
    at = next;
  }
  return 0;
}

function endOfWebp(view: DataView): number {
  const size = view.getUint32(4, true);
  return 8 + size + (size % 2);
}

function endOfJpeg(view: DataView): number {
  const [endOfImage, startOfScan] = [0xd9, 0xda];
  for (let at = 2; at + 2 <= view.byteLength;) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return 0;
    if (marker === endOfImage) return at + 2;
    if (at + 4 > view.byteLength) return 0;
    at += 2 + view.getUint16(at + 2);
    if (marker === startOfScan) at = endOfScan(view, at);
  }
  return 0;
}

/** In a scan, 0xFF is followed by 0x00 or a restart marker; anything else ends it. */
function endOfScan(view: DataView, from: number): number {
  for (let at = from; at + 1 < view.byteLength; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const next = view.getUint8(at + 1);
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return view.byteLength;
}
