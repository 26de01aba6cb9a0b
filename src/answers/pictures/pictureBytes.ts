import type { GeneratedImage } from '../../core/pictures/image';
import { isJpeg, isPng, isWebp, readImage } from '../../core/pictures/imageBytes';
import type { ByteSource } from './byteSource';
import { HeldBytes } from './byteSource';

/** All that tells type and pixels stands in the first bytes; looking for it in broken ones must not take long. */
const headBytes = 4 * 1024 * 1024;
/** The signatures are no longer. */
const signatureBytes = 16;

/** What is seen of a picture. */
export type Look = Pick<GeneratedImage, 'mime' | 'width' | 'height'>;

/**
 * The picture that these bytes are, whatever was declared; undefined if they are none, or only the beginning of one: proxies
 * and relays cut large answers.
 */
export function pictureOf(bytes: Uint8Array): GeneratedImage | undefined {
  const look = lookOf(new HeldBytes(bytes));
  return look && { ...look, bytes };
}

/** The same of bytes that may lie in a file. */
export function lookOf(source: ByteSource): Look | undefined {
  if (!beginsAsPicture(headOf(source))) return undefined;
  const image = isWhole(source) ? readImage(source.slice(0, headBytes)) : undefined;
  return image && { mime: image.mime, width: image.width, height: image.height };
}

export function beginsAsPicture(bytes: Uint8Array): boolean {
  return isPng(bytes) || isJpeg(bytes) || isWebp(bytes);
}

/** Whether bytes begin as a picture does and are none: the rest of it is missing. */
export function isCutPicture(bytes: Uint8Array): boolean {
  return isCut(new HeldBytes(bytes));
}

/** The same of bytes that may lie in a file. */
export function isCut(source: ByteSource): boolean {
  return beginsAsPicture(headOf(source)) && !isWhole(source);
}

function headOf(source: ByteSource): Buffer {
  return source.slice(0, signatureBytes);
}

/** A JPEG of odd structure is whole where it ends as one; where bytes are due, it may end as the small picture inside it does. */
function isWhole(source: ByteSource): boolean {
  const end = toldEnd(source);
  return end === 0 ? isClosedJpeg(source) : end <= source.length;
}

function isClosedJpeg(source: ByteSource): boolean {
  const { length } = source;
  return isJpeg(headOf(source)) && source.at(length - 2) === 0xff && source.at(length - 1) === 0xd9;
}

/** Where a picture's own structure says that it ends (exclusive); undefined if it does not say, or if bytes are missing. */
export function endOfPicture(bytes: Uint8Array): number | undefined {
  return endIn(new HeldBytes(bytes));
}

/** The same of bytes that may lie in a file. */
export function endIn(source: ByteSource): number | undefined {
  const end = toldEnd(source);
  return end > 0 && end <= source.length ? end : undefined;
}

/** 0: it does not say. Infinity: it says only that bytes are missing. */
function toldEnd(source: ByteSource): number {
  const head = headOf(source);
  if (isPng(head)) return endOfPng(source);
  if (isJpeg(head)) return endOfJpeg(source);
  return isWebp(head) ? endOfWebp(source) : 0;
}

function endOfPng(png: ByteSource): number {
  const iend = 0x49454e44;
  for (let at = 8; at + 12 <= png.length;) {
    const next = at + 12 + uint32(png, at);
    if (uint32(png, at + 4) === iend) return next;
    at = next;
  }
  return 0;
}

function uint32(bytes: ByteSource, at: number): number {
  return bytes.at(at) * 0x1000000 + bytes.at(at + 1) * 0x10000 + bytes.at(at + 2) * 0x100 + bytes.at(at + 3);
}

function endOfWebp(webp: ByteSource): number {
  const size = webp.at(4) + webp.at(5) * 0x100 + webp.at(6) * 0x10000 + webp.at(7) * 0x1000000;
  const end = 8 + size;
  return end % 2 === 1 && end < webp.length ? end + 1 : end; // chunks are padded, the last one not by everybody
}

function endOfJpeg(jpeg: ByteSource): number {
  const [endOfImage, startOfScan, fill] = [0xd9, 0xda, 0xff];
  for (let at = 2; at + 2 <= jpeg.length;) {
    const marker = jpeg.at(at + 1);
    if (jpeg.at(at) !== 0xff) return 0;
    if (marker === endOfImage) return at + 2;
    if (marker === fill) {
      at++;
      continue;
    }
    if (at + 4 > jpeg.length) return Infinity;
    at += 2 + jpeg.at(at + 2) * 0x100 + jpeg.at(at + 3);
    if (marker === startOfScan) at = endOfScan(jpeg, at);
  }
  return Infinity;
}

/** In a scan, 0xFF is followed by 0x00 or a restart marker; anything else ends it. */
function endOfScan(jpeg: ByteSource, from: number): number {
  for (let at = nextMarker(jpeg, from); at >= 0; at = nextMarker(jpeg, at + 2)) {
    const next = jpeg.at(at + 1);
    if (next > 0 && (next < 0xd0 || next > 0xd7)) return at;
  }
  return jpeg.length;
}

/** After so many bytes a search in native code is faster than a look at each. */
const near = 16;

function nextMarker(jpeg: ByteSource, from: number): number {
  for (let at = from; at < from + near; at++) {
    if (jpeg.at(at) === 0xff) return at;
  }
  return jpeg.indexOf(0xff, from + near);
}
