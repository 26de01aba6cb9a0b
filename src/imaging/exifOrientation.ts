/** How a picture's pixels are to be turned to stand upright, numbered as EXIF does; 1: they do. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

const orientationTag = 0x0112;
const shortType = 3;
const longType = 4;
const entryBytes = 12;

/** The orientation that EXIF data names; undefined if it names none. The data is untrusted: no offset in it is followed twice. */
export function exifOrientation(data: Buffer): Orientation | undefined {
  // JPEG has a name before the data, and some writers put it into the other types too
  const tiff = data.toString('latin1', 0, 4) === 'Exif' ? data.subarray(6) : data;
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.byteLength < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const short = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (order === 'II' ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (short(2) !== 42 || directory + 2 > tiff.byteLength) return undefined;
  const end = Math.min(directory + 2 + short(directory) * entryBytes, tiff.byteLength);
  for (let at = directory + 2; at + entryBytes <= end; at += entryBytes) {
    if (short(at) !== orientationTag) continue;
    const type = short(at + 2);
    const value = type === shortType ? short(at + 8) : type === longType ? long(at + 8) : 0;
    return orientations.find((one) => one === value);
  }
  return undefined;
}
