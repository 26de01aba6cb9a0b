import { maxParts } from './maxParts';

/** A marker segment of a JPEG; `data` is without the marker and the length. */
interface JpegSegment {
  readonly marker: number;
  readonly data: Buffer;
}

/** Markers that stand alone: TEM, RST0 to RST7, SOI. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** The segments before the pixels, in order. It ends, without an error, where the file is broken. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  for (let parts = 0; parts < maxParts; parts += 1) {
    at = file.indexOf(0xff, at); // decoders skip what lies between segments
    if (at < 0) return;
    while (file[at] === 0xff) at += 1; // a marker may be padded
    const marker = file[at] ?? endOfImage;
    at += 1;
    if (marker === 0 || isAlone(marker)) continue;
    if (marker === startOfScan || marker === endOfImage || at + 2 > file.byteLength) return;
    const end = at + file.readUInt16BE(at);
    if (end < at + 2 || end > file.byteLength) return;
    yield { marker, data: file.subarray(at + 2, end) };
    at = end;
  }
}

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

/** The segment that says how the pixels are coded, with its marker C0 to CF; three of those are something else. */
export function jpegFrame(bytes: Uint8Array): JpegSegment | undefined {
  if (!isJpeg(bytes)) return undefined;
  for (const segment of jpegSegments(bytes)) {
    const { marker } = segment;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return segment;
  }
  return undefined;
}
