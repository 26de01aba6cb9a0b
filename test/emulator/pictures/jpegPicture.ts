import { encode } from 'jpeg-js';

const block = 8;

/** Walks the segments of a JPEG file up to its scan. */
function segmentsOf(jpeg: Buffer): { readonly marker: number; readonly start: number; readonly end: number }[] {
  const segments = [];
  for (let start = 2; start + 4 <= jpeg.length;) {
    const marker = jpeg.readUInt16BE(start);
    const end = start + 2 + jpeg.readUInt16BE(start + 2);
    segments.push({ marker, start, end });
    if (marker === 0xffda) break;
    start = end;
  }
  return segments;
}

/** One row of blocks: eight bands of one colour, from light to dark. */
function encodeRow(width: number, colour: readonly [number, number, number]): Buffer {
  const row = Buffer.alloc(width * block * 4, 255);
  for (let i = 0; i < width * block; i++) {
    const light = 1 - Math.floor(((i % width) * 8) / width) / 10;
    for (let channel = 0; channel < 3; channel++) row[i * 4 + channel] = Math.round((colour[channel] ?? 0) * light);
  }
  return encode({ width, height: block, data: row }, 85).data;
}

/**
 * A decodable JPEG of any size without encoding any size: one row of blocks is encoded, and its scan is repeated
 * with restart markers between, which reset the decoder.
 */
export function jpegPicture(width: number, height: number, colour: readonly [number, number, number]): Buffer {
  const row = encodeRow(width, colour);
  const segments = segmentsOf(row);
  const scan = segments.at(-1);
  const frame = segments.find((segment) => segment.marker === 0xffc0);
  if (!scan || !frame) throw new Error('no baseline JPEG');
  row.writeUInt16BE(height, frame.start + 5);
  const restartInterval = Buffer.from([0xff, 0xdd, 0, 4, 0, 0]);
  restartInterval.writeUInt16BE(Math.ceil(width / block), 4);
  const data = row.subarray(scan.end, row.length - 2);
  const parts = [row.subarray(0, scan.start), restartInterval, row.subarray(scan.start, scan.end), data];
  for (let i = 1; i < Math.ceil(height / block); i++) parts.push(Buffer.from([0xff, 0xd0 + ((i - 1) % 8)]), data);
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}

/** The same picture with `bytes` put into comments (COM segments) behind its first header. */
export function padJpeg(jpeg: Buffer, bytes: Buffer): Buffer {
  const after = segmentsOf(jpeg)[0]?.end ?? 2;
  const parts = [jpeg.subarray(0, after)];
  for (let start = 0; start < bytes.length; start += 65_533) {
    const piece = bytes.subarray(start, start + 65_533);
    const head = Buffer.from([0xff, 0xfe, 0, 0]);
    head.writeUInt16BE(piece.length + 2, 2);
    parts.push(head, piece);
  }
  return Buffer.concat([...parts, jpeg.subarray(after)]);
}
