import type { Primaries } from './primaries';
import { colorantsOf, d50 } from './primaries';

const headerBytes = 128;

/**
 * An ICC profile (version 2) of a picture whose colours are three primaries and one curve, as the data of a tag. Undefined
 * where the primaries are not real colours.
 */
export function matrixProfile(primaries: Primaries, curve: Buffer): Buffer | undefined {
  const colorants = colorantsOf(primaries);
  if (!colorants) return undefined;
  const [red, green, blue] = colorants.map(xyzTag);
  return profileOf([
    [['desc'], descriptionTag('As the original')],
    [['cprt'], Buffer.from('text\0\0\0\0No copyright\0', 'latin1')],
    [['wtpt'], xyzTag(d50)],
    [['rXYZ'], red ?? Buffer.alloc(0)],
    [['gXYZ'], green ?? Buffer.alloc(0)],
    [['bXYZ'], blue ?? Buffer.alloc(0)],
    [['rTRC', 'gTRC', 'bTRC'], curve],
  ]);
}

/** A curve with one exponent, such as 2.2. */
export function gammaCurve(gamma: number): Buffer {
  const tag = Buffer.alloc(14);
  tag.write('curv', 'latin1');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt16BE(Math.min(0xffff, Math.round(gamma * 256)), 12);
  return tag;
}

/** A curve given by a function from 0..1 to 0..1, as a table. */
export function sampledCurve(light: (signal: number) => number): Buffer {
  const samples = 1024;
  const tag = Buffer.alloc(12 + 2 * samples);
  tag.write('curv', 'latin1');
  tag.writeUInt32BE(samples, 8);
  for (let n = 0; n < samples; n += 1) tag.writeUInt16BE(Math.round(light(n / (samples - 1)) * 0xffff), 12 + 2 * n);
  return tag;
}

type Tag = readonly [names: readonly string[], data: Buffer];

function profileOf(tags: readonly Tag[]): Buffer {
  const names = tags.flatMap(([all]) => all);
  const table = Buffer.alloc(4 + 12 * names.length);
  table.writeUInt32BE(names.length, 0);
  const parts: Buffer[] = [];
  let [row, offset] = [4, headerBytes + table.byteLength];
  for (const [aliases, data] of tags) {
    for (const name of aliases) {
      table.write(name, row, 'latin1');
      table.writeUInt32BE(offset, row + 4);
      table.writeUInt32BE(data.byteLength, row + 8);
      row += 12;
    }
    const padded = Buffer.concat([data, Buffer.alloc(-data.byteLength & 3)]);
    parts.push(padded);
    offset += padded.byteLength;
  }
  return Buffer.concat([header(offset), table, ...parts]);
}

function header(size: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02400000, 8); // version 2.4
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  bytes.write('acsp', 36, 'latin1');
  xyzNumbers(d50).copy(bytes, 68);
  return bytes;
}

function xyzTag(values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), xyzNumbers(values)]);
}

function xyzNumbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(Math.round(value * 0x10000), index * 4);
  return bytes;
}

/** The text in ASCII, and none in Unicode or for old Macs. */
function descriptionTag(text: string): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(text.length + 1);
  return Buffer.concat([Buffer.from('desc\0\0\0\0', 'latin1'), count, Buffer.from(`${text}\0`), Buffer.alloc(78)]);
}
