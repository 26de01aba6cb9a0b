import { jpegSegments } from '../containers/jpegSegments';
import { pngChunks } from '../containers/pngChunks';
import { webpChunks } from '../containers/webpChunks';
import type { ImageMime } from '../../core/pictures/image';
import type { Note } from './fileNotes';

/** The parts of a file that say something of the picture, still as they are written. Compressed ones are left out. */
export interface MetadataParts {
  /** Begins with the header of a TIFF. */
  readonly exif?: Buffer | undefined;
  /** XML. */
  readonly xmp?: Buffer | undefined;
  /** The boxes of Content Credentials. */
  readonly jumbf?: Buffer | undefined;
  readonly texts: readonly Note[];
}

/** More of one kind is no description of a picture. */
const mostBytes = 4 * 1024 * 1024;
const mostTexts = 50;

const [app1, app11] = [0xe1, 0xeb];
const exifName = 'Exif\0\0';
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const xmpKeyword = 'XML:com.adobe.xmp';

const readers: Readonly<Record<ImageMime, (bytes: Uint8Array) => MetadataParts>> = {
  'image/jpeg': ofJpeg,
  'image/png': ofPng,
  'image/webp': ofWebp,
};

/** The first part of each kind; what is broken or too large is left out. Never throws. */
export function metadataParts(bytes: Uint8Array, mime: ImageMime): MetadataParts {
  const { exif, xmp, jumbf, texts } = readers[mime](bytes);
  const bounded = (part: Buffer | undefined): Buffer | undefined =>
    part && part.byteLength <= mostBytes ? part : undefined;
  return { exif: bounded(exif), xmp: bounded(xmp), jumbf: bounded(jumbf), texts: texts.slice(0, mostTexts) };
}

function ofJpeg(bytes: Uint8Array): MetadataParts {
  let exif: Buffer | undefined;
  let xmp: Buffer | undefined;
  const boxes: Buffer[] = [];
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === app1) {
      exif ??= after(data, exifName);
      xmp ??= after(data, xmpName);
    }
    if (marker === app11) boxes.push(data);
  }
  return { exif, xmp, jumbf: joined(boxes), texts: [] };
}

/** A box is spread over segments, each with `JP`, the box's number, its own number, and the head of the box again. */
function joined(segments: readonly Buffer[]): Buffer | undefined {
  const ours = segments.filter((data) => data.byteLength > 16 && data.toString('latin1', 0, 2) === 'JP');
  const [first] = ours;
  if (!first) return undefined;
  const box = first.readUInt16BE(2);
  const parts = ours.filter((data) => data.readUInt16BE(2) === box);
  const inOrder = parts.sort((one, other) => one.readUInt32BE(4) - other.readUInt32BE(4));
  return Buffer.concat(inOrder.map((data, index) => data.subarray(index === 0 ? 8 : 16)));
}

function ofPng(bytes: Uint8Array): MetadataParts {
  const found = new Map<string, Buffer>();
  const texts: Note[] = [];
  let xmp: Buffer | undefined;
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'eXIf' || type === 'caBX') found.set(type, found.get(type) ?? data);
    if (type !== 'tEXt' && type !== 'iTXt') continue;
    const { name, value } = textOf(data, type);
    if (name === xmpKeyword) xmp ??= value;
    else if (value && texts.length < mostTexts)
      texts.push({ name, text: value.toString(type === 'tEXt' ? 'latin1' : 'utf8') });
  }
  return { exif: found.get('eXIf'), jumbf: found.get('caBX'), xmp, texts };
}

/** `value`: undefined where it is compressed or broken. */
function textOf(data: Buffer, type: 'tEXt' | 'iTXt'): { readonly name: string; readonly value: Buffer | undefined } {
  const end = data.indexOf(0);
  if (end < 0) return { name: '', value: undefined };
  const name = data.toString('latin1', 0, Math.min(end, 79));
  if (type === 'tEXt') return { name, value: data.subarray(end + 1) };
  const language = data.indexOf(0, end + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  const isPlain = data[end + 1] === 0 && translated >= 0;
  return { name, value: isPlain ? data.subarray(translated + 1) : undefined };
}

function ofWebp(bytes: Uint8Array): MetadataParts {
  const found = new Map<string, Buffer>();
  for (const { type, data } of webpChunks(bytes)) if (!found.has(type)) found.set(type, data);
  const exif = found.get('EXIF');
  return { exif: exif && (after(exif, exifName) ?? exif), xmp: found.get('XMP '), jumbf: found.get('C2PA'), texts: [] };
}

/** What follows this name; undefined where something else stands. */
function after(data: Buffer, name: string): Buffer | undefined {
  return data.toString('latin1', 0, name.length) === name ? data.subarray(name.length) : undefined;
}
