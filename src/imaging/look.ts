import type { ImageMime } from '../core/pictures/image';
import { profileForRgb } from './colour/iccProfile';
import { pngProfile } from './colour/pngProfile';
import { jpegSegments } from './containers/jpegSegments';
import { pngChunks } from './containers/pngChunks';
import { webpChunks } from './containers/webpChunks';
import type { Orientation } from './exifOrientation';
import { exifOrientation } from './exifOrientation';

/** What a picture's file says beside its pixels about how it looks. */
interface Look {
  readonly orientation: Orientation;
  /** An ICC profile for red, green and blue; undefined: sRGB, which everybody assumes where there is none. */
  readonly profile: Uint8Array | undefined;
}

/** Read from the file's bytes; what is broken in there is ignored. Never throws. */
export function lookOf(bytes: Uint8Array, mime: ImageMime): Look {
  const { exif, profile } = readers[mime](bytes);
  return { orientation: (exif && exifOrientation(exif)) ?? 1, profile };
}

interface Notes {
  readonly exif: Buffer | undefined;
  readonly profile: Buffer | undefined;
}

const readers: Readonly<Record<ImageMime, (bytes: Uint8Array) => Notes>> = {
  'image/jpeg': ofJpeg,
  'image/png': ofPng,
  'image/webp': ofWebp,
};

const [app1, app2] = [0xe1, 0xe2];
const exifName = 'Exif\0';
const profileName = 'ICC_PROFILE\0';

function ofJpeg(bytes: Uint8Array): Notes {
  let exif: Buffer | undefined;
  const parts = new Map<number, Buffer>();
  let count = 0;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === app1 && startsWith(data, exifName)) exif ??= data;
    if (marker !== app2 || !startsWith(data, profileName)) continue;
    const [number = 0, of = 0] = data.subarray(profileName.length);
    count = of;
    if (!parts.has(number)) parts.set(number, data.subarray(profileName.length + 2));
  }
  const inOrder = Array.from({ length: count }, (_, index) => parts.get(index + 1));
  const whole = inOrder.filter((part) => part !== undefined);
  return { exif, profile: count > 0 && whole.length === count ? profileForRgb(Buffer.concat(whole)) : undefined };
}

function ofPng(bytes: Uint8Array): Notes {
  const told = ['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'eXIf'];
  const chunks = [...firstOfEach(pngChunks(bytes), told).values()];
  return { exif: chunks.find(({ type }) => type === 'eXIf')?.data, profile: pngProfile(chunks) };
}

function ofWebp(bytes: Uint8Array): Notes {
  const chunks = firstOfEach(webpChunks(bytes), ['ICCP', 'EXIF']);
  const profile = chunks.get('ICCP');
  return { exif: chunks.get('EXIF')?.data, profile: profile && profileForRgb(profile.data) };
}

function firstOfEach<T extends { readonly type: string }>(
  chunks: Iterable<T>,
  types: readonly string[],
): Map<string, T> {
  const found = new Map<string, T>();
  for (const chunk of chunks) if (types.includes(chunk.type) && !found.has(chunk.type)) found.set(chunk.type, chunk);
  return found;
}

function startsWith(data: Buffer, name: string): boolean {
  return data.toString('latin1', 0, name.length) === name;
}
