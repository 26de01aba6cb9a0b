import { webpChunks, webpFlags } from './containers/webpChunks';
import type { Encoded } from './job';

/** The same picture with a profile in it that says what its colours mean. */
export function withProfile(picture: Encoded, profile: Uint8Array): Encoded {
  const bytes = picture.mime === 'image/jpeg' ? inJpeg(picture.bytes, profile) : inWebp(picture, profile);
  return { ...picture, bytes };
}

/** What a segment holds beside its length, the name, a number and the count. */
const partBytes = 0xffff - 2 - 14;

/** Behind SOI and JFIF's own segment, which has to be the first. */
function inJpeg(jpeg: Uint8Array, profile: Uint8Array): Uint8Array<ArrayBuffer> {
  const hasJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0;
  const at = hasJfif ? 4 + (jpeg[4] ?? 0) * 256 + (jpeg[5] ?? 0) : 2;
  const count = Math.ceil(profile.byteLength / partBytes);
  const segments = Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * partBytes, (index + 1) * partBytes);
    const head = Buffer.from(`\xff\xe2\0\0ICC_PROFILE\0${String.fromCharCode(index + 1, count)}`, 'latin1');
    head.writeUInt16BE(2 + 14 + part.byteLength, 2);
    return Buffer.concat([head, part]);
  });
  return joined(jpeg.subarray(0, at), ...segments, jpeg.subarray(at));
}

/** Only the extended form has room for a profile, between its own chunk and the picture. */
function inWebp({ bytes, width, height }: Encoded, profile: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunks = [...webpChunks(bytes)];
  const known = chunks.find(({ type }) => type === 'VP8X')?.data;
  const extended = known ? Buffer.from(known) : Buffer.alloc(10);
  // a picture becomes a WebP only where it has transparency
  extended[0] = (extended[0] ?? 0) | webpFlags.profile | webpFlags.alpha;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  const pixels = chunks.filter(({ type }) => type !== 'VP8X');
  const body = [
    chunkOf('VP8X', extended),
    chunkOf('ICCP', profile),
    ...pixels.map(({ type, data }) => chunkOf(type, data)),
  ];
  const header = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  header.writeUInt32LE(4 + body.reduce((sum, chunk) => sum + chunk.byteLength, 0), 4);
  return joined(header, ...body);
}

function chunkOf(type: string, data: Uint8Array): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.byteLength, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength % 2)]);
}

/** In a buffer of its own, so that it can be handed to another thread. */
function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
