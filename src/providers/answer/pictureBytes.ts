import type { GeneratedImage } from '../../core/image';
import { isJpeg, isPng, isWebp, readImage } from '../../core/imageBytes';

/** All that tells type and pixels stands in the first bytes; looking for it in broken ones must not take long. */
const headBytes = 4 * 1024 * 1024;

/**
 * The picture that these bytes are, whatever was declared; undefined if they are none, or only the beginning of one: proxies
 * and relays cut large answers.
 */
export function pictureOf(bytes: Uint8Array): GeneratedImage | undefined {
  if (!beginsAsPicture(bytes)) return undefined;
  const image = isWhole(bytes) ? readImage(bytes.subarray(0, headBytes)) : undefined;
  return image && { ...image, bytes };
}

export function beginsAsPicture(bytes: Uint8Array): boolean {
  return isPng(bytes) || isJpeg(bytes) || isWebp(bytes);
}

/** Whether bytes begin as a picture does and are none: the rest of it is missing. */
export function isCutPicture(bytes: Uint8Array): boolean {
  return beginsAsPicture(bytes) && !isWhole(bytes);
}

/** A JPEG of odd structure is whole where it ends as one; where bytes are due, it may end as the small picture inside it does. */
function isWhole(bytes: Uint8Array): boolean {
  const end = toldEnd(bytes);
  const isClosedJpeg = isJpeg(bytes) && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return end === 0 ? isClosedJpeg : end <= bytes.byteLength;
}

/** Where a picture's own structure says that it ends (exclusive); undefined if it does not say, or if bytes are missing. */
export function endOfPicture(bytes: Uint8Array): number | undefined {
  const end = toldEnd(bytes);
  return end > 0 && end <= bytes.byteLength ? end : undefined;
}

/** 0: it does not say. Infinity: it says only that bytes are missing. */
function toldEnd(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isPng(bytes)) return endOfPng(buffer);
  if (isJpeg(bytes)) return endOfJpeg(buffer);
  return isWebp(bytes) ? endOfWebp(buffer) : 0;
}

function endOfPng(png: Buffer): number {
  const iend = 0x49454e44;
  for (let at = 8; at + 12 <= png.length;) {
    const next = at + 12 + png.readUInt32BE(at);
    if (png.readUInt32BE(at + 4) === iend) return next;
    at = next;
  }
  return 0;
}

function endOfWebp(webp: Buffer): number {
  const end = 8 + webp.readUInt32LE(4);
  return end % 2 === 1 && end < webp.length ? end + 1 : end; // chunks are padded, the last one not by everybody
}

function endOfJpeg(jpeg: Buffer): number {
  const [endOfImage, startOfScan, fill] = [0xd9, 0xda, 0xff];
  for (let at = 2; at + 2 <= jpeg.length;) {
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff) return 0;
    if (marker === endOfImage) return at + 2;
    if (marker === fill) {
      at++;
      continue;
    }
    if (at + 4 > jpeg.length) return Infinity;
    at += 2 + jpeg.readUInt16BE(at + 2);
    if (marker === startOfScan) at = endOfScan(jpeg, at);
  }
  return Infinity;
}

/** In a scan, 0xFF is followed by 0x00 or a restart marker; anything else ends it. */
function endOfScan(jpeg: Buffer, from: number): number {
  for (let at = nextMarker(jpeg, from); at >= 0; at = nextMarker(jpeg, at + 2)) {
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return jpeg.length;
}

/** After so many bytes a search in native code is faster than a look at each. */
const near = 16;

function nextMarker(jpeg: Buffer, from: number): number {
  for (let at = from; at < from + near; at++) {
    if (jpeg[at] === 0xff) return at;
  }
  return jpeg.indexOf(0xff, from + near);
}
