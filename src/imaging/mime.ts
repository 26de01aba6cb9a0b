import { readImage } from '../core/pictures/imageBytes';
import type { ReferenceMime } from '../core/services/preset';
import { isJpeg, jpegFrame } from './containers/jpegSegments';

/** Brands of a HEIF container whose picture is coded as HEVC, and of one that only says that it is HEIF. */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);
const heifBrands = new Set(['mif1', 'msf1']);

/** The type of a picture to work from, read from its bytes; undefined for everything that no service takes. */
export function referenceMime(bytes: Uint8Array): ReferenceMime | undefined {
  // `readImage` does not know rare kinds of JPEG
  if (isJpeg(bytes)) return jpegFrame(bytes) && 'image/jpeg';
  return readImage(bytes)?.mime ?? heifMime(bytes);
}

/** ISO/IEC 14496-12: a box `ftyp` with a main brand and compatible ones. AVIF has the same container and is not taken. */
function heifMime(bytes: Uint8Array): ReferenceMime | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256));
  if (view.byteLength < 16 || view.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const end = Math.min(view.readUInt32BE(0), view.byteLength);
  const brands = [view.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(view.toString('latin1', at, at + 4));
  if (brands.some((brand) => heicBrands.has(brand))) return 'image/heic';
  const isAvif = brands.includes('avif') || brands.includes('avis');
  return !isAvif && brands.some((brand) => heifBrands.has(brand)) ? 'image/heif' : undefined;
}
