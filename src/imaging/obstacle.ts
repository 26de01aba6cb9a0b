import type { ReferenceMime } from '../core/services/preset';
import type { UndecodableForm } from '../core/pictures/reference';
import { jpegFrame } from './containers/jpegSegments';
import { pngChunks } from './containers/pngChunks';
import { webpChunks, webpFlags } from './containers/webpChunks';
import { codePointsOf, isHdr } from './colour/codePoints';
import { referenceMime } from './mime';

const readers: Readonly<Partial<Record<ReferenceMime, (bytes: Uint8Array) => UndecodableForm | undefined>>> = {
  'image/jpeg': ofJpeg,
  'image/png': ofPng,
  'image/webp': ofWebp,
};

/** Why an intact picture cannot be decoded here, or not so that it looks the same; undefined: it can be. */
export function obstacleIn(bytes: Uint8Array): UndecodableForm | undefined {
  const mime = referenceMime(bytes);
  return mime && readers[mime]?.(bytes);
}

/** C0 to C2 are baseline and progressive with Huffman coding. */
function ofJpeg(bytes: Uint8Array): UndecodableForm | undefined {
  const frame = jpegFrame(bytes);
  if (!frame) return undefined;
  const [bitsPerSample, components] = [frame.data[0], frame.data[5]];
  if (frame.marker > 0xc2 || bitsPerSample !== 8) return 'rareJpeg';
  return components === 4 ? 'cmykJpeg' : undefined;
}

function ofPng(bytes: Uint8Array): UndecodableForm | undefined {
  for (const chunk of pngChunks(bytes)) {
    if (chunk.type === 'IDAT') return undefined;
    if (chunk.type === 'cICP') return isHdr(codePointsOf(chunk.data)) ? 'hdrPng' : undefined;
  }
  return undefined;
}

function ofWebp(bytes: Uint8Array): UndecodableForm | undefined {
  for (const { type, data } of webpChunks(bytes)) {
    if (type === 'VP8X' && ((data[0] ?? 0) & webpFlags.animation) !== 0) return 'animatedWebp';
    if (type === 'ANIM' || type === 'ANMF') return 'animatedWebp';
  }
  return undefined;
}
