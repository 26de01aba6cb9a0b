import { crc32, deflateSync } from 'node:zlib';
import type { ImageMime } from '../../../src/core/pictures/image';

/** EXIF data with one entry: the orientation. */
export function exif(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const tiff = Buffer.alloc(26);
  const short = (value: number, at: number): void =>
    void tiff[order === 'II' ? 'writeUInt16LE' : 'writeUInt16BE'](value, at);
  const long = (value: number, at: number): void =>
    void tiff[order === 'II' ? 'writeUInt32LE' : 'writeUInt32BE'](value, at);
  tiff.write(order, 'latin1');
  short(42, 2);
  long(8, 4); // where the directory is
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return tiff;
}

/** The picture with what cameras and programs write beside its pixels. */
export function withNotes(
  bytes: Uint8Array,
  mime: ImageMime,
  notes: { readonly exif?: Buffer; readonly profile?: Buffer },
): Buffer {
  return writers[mime](Buffer.from(bytes), notes);
}

const writers: Record<ImageMime, (bytes: Buffer, notes: { exif?: Buffer; profile?: Buffer }) => Buffer> = {
  'image/jpeg': (bytes, { exif: data, profile }) =>
    Buffer.concat([
      bytes.subarray(0, 2),
      ...(data ? [jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), data]))] : []),
      ...(profile ? profileSegments(profile) : []),
      bytes.subarray(2),
    ]),
  'image/png': (bytes, { exif: data, profile }) =>
    withPngChunks(bytes, [
      ...(profile
        ? [pngChunk('iCCP', Buffer.concat([Buffer.from('a name\0\0', 'latin1'), deflateSync(profile)]))]
        : []),
      ...(data ? [pngChunk('eXIf', data)] : []),
    ]),
  'image/webp': withWebpChunks,
};

export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.byteLength + 2, 2);
  return Buffer.concat([head, data]);
}

/** As large profiles are written: in parts, which may come in any order. */
function profileSegments(profile: Buffer): Buffer[] {
  const most = 60_000;
  const count = Math.ceil(profile.byteLength / most);
  const parts = Array.from({ length: count }, (_, index) => {
    const head = Buffer.from(`ICC_PROFILE\0${String.fromCharCode(index + 1, count)}`, 'latin1');
    return jpegSegment(0xe2, Buffer.concat([head, profile.subarray(index * most, (index + 1) * most)]));
  });
  return parts.reverse();
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** Behind the header, which is 33 bytes with the signature. */
export function withPngChunks(bytes: Uint8Array, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([bytes.subarray(0, 33), ...chunks, bytes.subarray(33)]);
}

function withWebpChunks(bytes: Buffer, { exif: data, profile }: { exif?: Buffer; profile?: Buffer }): Buffer {
  const extended = bytes.toString('latin1', 12, 16) === 'VP8X' ? Buffer.from(bytes.subarray(20, 30)) : undefined;
  if (!extended) throw new Error('made for pictures that have VP8X');
  extended[0] = (extended[0] ?? 0) | (data ? 0x08 : 0) | (profile ? 0x20 : 0);
  return riff([
    webpChunk('VP8X', extended),
    ...(profile ? [webpChunk('ICCP', profile)] : []),
    bytes.subarray(30),
    ...(data ? [webpChunk('EXIF', data)] : []),
  ]);
}

export function webpChunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.byteLength, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.byteLength % 2)]);
}

export function riff(chunks: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.byteLength, 4);
  return Buffer.concat([head, body]);
}

/** The ICC profile in a JPEG or WebP, read without the code that is tested. */
export function profileIn(bytes: Uint8Array): Buffer | undefined {
  const file = Buffer.from(bytes);
  if (file.toString('latin1', 0, 4) === 'RIFF') {
    const at = file.indexOf('ICCP', 12, 'latin1');
    return at < 0 ? undefined : file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4));
  }
  const parts: Buffer[] = [];
  for (let at = 2; file[at] === 0xff && file[at + 1] !== 0xda; at += 2 + file.readUInt16BE(at + 2)) {
    const data = file.subarray(at + 4, at + 2 + file.readUInt16BE(at + 2));
    if (file[at + 1] === 0xe2 && data.toString('latin1', 0, 11) === 'ICC_PROFILE') parts.push(data.subarray(14));
  }
  return parts.length === 0 ? undefined : Buffer.concat(parts);
}

/** The data of a tag of a profile. */
export function tagOf(profile: Buffer, name: string): Buffer {
  for (let at = 132; at < 132 + profile.readUInt32BE(128) * 12; at += 12) {
    if (profile.toString('latin1', at, at + 4) !== name) continue;
    return profile.subarray(profile.readUInt32BE(at + 4)).subarray(0, profile.readUInt32BE(at + 8));
  }
  throw new Error(`no ${name}`);
}

/** A profile as far as anybody looks who only carries it: a header, and tags of some size. */
export function madeUpProfile(bytes: number, colours = 'RGB ', tags: readonly Buffer[] = []): Buffer {
  const profile = Buffer.alloc(bytes);
  for (let at = 132; at < bytes; at += 1) profile[at] = (at * 131) % 251;
  profile.writeUInt32BE(bytes, 0);
  profile.write(colours, 16, 'latin1');
  profile.write('acsp', 36, 'latin1');
  profile.writeUInt32BE(tags.length, 128);
  let [row, offset] = [132, 132 + 12 * tags.length];
  for (const tag of tags) {
    // the first four letters of what is given name the tag
    tag.copy(profile, row, 0, 4);
    profile.writeUInt32BE(offset, row + 4);
    profile.writeUInt32BE(tag.byteLength - 4, row + 8);
    tag.copy(profile, offset, 4);
    [row, offset] = [row + 12, offset + tag.byteLength - 4];
  }
  return profile;
}
