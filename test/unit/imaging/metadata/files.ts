import { crc32 } from 'node:zlib';
import { jpegPicture } from '../../../emulator/pictures/jpegPicture';
import { pngPicture } from '../../../emulator/pictures/pngPicture';

/** Values as CBOR, as far as tests need them. */
export function cbor(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') return head(0, value);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  const entries = Object.entries(value as Record<string, unknown>);
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(type << 5) | length]);
  const bytes = Buffer.alloc(5);
  bytes[0] = (type << 5) | 26;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

export function box(type: string, ...data: readonly Buffer[]): Buffer {
  const inside = Buffer.concat(data);
  const start = Buffer.alloc(8);
  start.writeUInt32BE(inside.length + 8);
  start.write(type, 4, 'latin1');
  return Buffer.concat([start, inside]);
}

export function labelled(label: string, ...contents: readonly Buffer[]): Buffer {
  const description = Buffer.concat([Buffer.alloc(16), Buffer.from([3]), Buffer.from(`${label}\0`)]);
  return box('jumb', box('jumd', description), ...contents);
}

/** The Content Credentials of a picture that a model has made. */
export function credentials(
  claim: unknown = { claim_generator_info: { name: 'Google C2PA Core', version: '1.2' } },
): Buffer {
  const actions = {
    actions: [
      {
        action: 'c2pa.created',
        digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
        hash: Buffer.alloc(32),
      },
    ],
  };
  const assertions = labelled('c2pa.assertions', labelled('c2pa.actions.v2', box('cbor', cbor(actions))));
  const old = labelled('urn:c2pa:old', labelled('c2pa.claim', box('cbor', cbor({ claim_generator: 'a camera' }))));
  const manifest = labelled('urn:c2pa:new', assertions, labelled('c2pa.claim.v2', box('cbor', cbor(claim))));
  return labelled('c2pa', old, manifest);
}

/** A TIFF header with a few texts in its first directory. */
export function exif(texts: Readonly<Record<number, string>>): Buffer {
  const entries = Object.entries(texts);
  const start = 8 + 2 + entries.length * 12 + 4;
  const directory = Buffer.alloc(start);
  directory.write('MM\0*', 0, 'latin1');
  directory.writeUInt32BE(8, 4);
  directory.writeUInt16BE(entries.length, 8);
  const values: Buffer[] = [];
  for (const [index, [tag, text]] of entries.entries()) {
    const value = Buffer.from(`${text}\0\0\0\0`, 'latin1');
    const at = 10 + index * 12;
    directory.writeUInt16BE(Number(tag), at);
    directory.writeUInt16BE(2, at + 2);
    directory.writeUInt32BE(value.length, at + 4);
    directory.writeUInt32BE(start + Buffer.concat(values).length, at + 8);
    values.push(value);
  }
  return Buffer.concat([directory, ...values]);
}

export function xmp(inside: string): Buffer {
  return Buffer.from(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">${inside}</rdf:Description>
    </rdf:RDF></x:xmpmeta><?xpacket end="w"?>`);
}

/** A PNG with these chunks behind its head. */
export function pngWith(chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const png = pngPicture(16, 16, [10, 20, 30]);
  const made = chunks.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  });
  return Buffer.concat([png.subarray(0, 33), ...made, png.subarray(33)]);
}

/** A JPEG with these segments behind its start. */
export function jpegWith(segments: readonly (readonly [number, Buffer])[]): Buffer {
  const jpeg = jpegPicture(16, 16, [10, 20, 30]);
  const made = segments.map(([marker, data]) => {
    const start = Buffer.from([0xff, marker, 0, 0]);
    start.writeUInt16BE(data.length + 2, 2);
    return Buffer.concat([start, data]);
  });
  return Buffer.concat([jpeg.subarray(0, 2), ...made, jpeg.subarray(2)]);
}

/** A box in segments of a JPEG, as C2PA has it. */
export function inSegments(whole: Buffer, most: number): [number, Buffer][] {
  const segments: [number, Buffer][] = [];
  for (let at = 0, number = 1; at < whole.length; at += most, number += 1) {
    const start = Buffer.from('JP\0\x01\0\0\0\0', 'latin1');
    start.writeUInt32BE(number, 4);
    const again = at === 0 ? Buffer.alloc(0) : whole.subarray(0, 8);
    segments.push([0xeb, Buffer.concat([start, again, whole.subarray(at, at + most)])]);
  }
  return segments;
}

/** A WebP of these chunks; nobody looks at its pixels. */
export function webpWith(chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const made = chunks.map(([type, data]) => {
    const start = Buffer.alloc(8);
    start.write(type, 0, 'latin1');
    start.writeUInt32LE(data.length, 4);
    return Buffer.concat([start, data, Buffer.alloc(data.length % 2)]);
  });
  const body = Buffer.concat([Buffer.from('WEBP'), ...made]);
  const start = Buffer.alloc(8);
  start.write('RIFF', 0, 'latin1');
  start.writeUInt32LE(body.length, 4);
  return Buffer.concat([start, body]);
}
