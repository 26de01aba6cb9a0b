import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const headerEnd = signature.length + 25;

/** A decodable PNG (8-bit RGB): eight bands of one colour. Each row but the first says "as above", which packs to nothing. */
export function pngPicture(width: number, height: number, colour: readonly [number, number, number]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const stride = 1 + width * 3;
  const rows = Buffer.alloc(stride * height);
  for (let row = 1; row < height; row++) rows[row * stride] = 2; // filter "up"
  for (let x = 0; x < width; x++) {
    const light = 1 - Math.floor((x * 8) / width) / 10;
    rows.set(
      colour.map((value) => Math.round(value * light)),
      1 + x * 3,
    );
  }
  const data = deflateSync(rows, { level: 1 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** The same picture with `bytes` in a private ancillary chunk, which decoders skip. */
export function padPng(png: Buffer, bytes: Buffer): Buffer {
  return Buffer.concat([png.subarray(0, headerEnd), chunk('paDd', bytes), png.subarray(headerEnd)]);
}
