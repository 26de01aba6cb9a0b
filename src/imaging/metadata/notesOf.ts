import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom';
import ExifReader from 'exifreader';
import type { ImageMime } from '../../core/pictures/image';
import { contentCredentials } from './contentCredentials';
import type { FileNotes, Note } from './fileNotes';
import { metadataParts } from './metadataParts';

/** No description of a picture needs more. */
const mostNotes = 60;
const mostCharacters = 2_000;

/** What says nothing of the picture, or is said elsewhere: sizes, places within the file, and previews. */
const unsaid =
  /^(Exif IFD Pointer|GPS Info IFD Pointer|Interoperability IFD Pointer|JPEGInterchangeFormat.*|MakerNote|Thumbnail|FileType|_raw|xmlns.*)$/i;

/** What a picture's bytes say beside its pixels. Parts that cannot be read are left out. */
export function notesOf(bytes: Uint8Array, mime: ImageMime): FileNotes {
  const { exif, xmp, jumbf, texts } = metadataParts(bytes, mime);
  return {
    credentials: jumbf && contentCredentials(jumbf),
    exif: exif ? notesIn(exif, 'exif') : [],
    xmp: xmp ? notesIn(inPacket(xmp), 'xmp') : [],
    texts: texts.map(({ name, text }) => ({ name, text: text.slice(0, mostCharacters) })),
  };
}

/** The library knows XMP by the start of its packet, which not every writer sets. */
function inPacket(xmp: Buffer): Buffer {
  const start = '<?xpacket begin';
  const text = xmp.toString('utf8').replace(/^\uFEFF?\s*(<\?xml[^>]*>)?\s*/, '');
  return Buffer.from(text.startsWith(start) ? text : `${start}="" id=""?>${text}`);
}

/** The library is given one part at a time, never the file: it would inflate what is compressed in there. */
function notesIn(part: Buffer, kind: 'exif' | 'xmp'): Note[] {
  try {
    const domParser = new DOMParser({ onError: onErrorStopParsing });
    const tags = ExifReader.load(Buffer.from(part), { expanded: true, domParser });
    return Object.entries({ ...tags[kind] } as Readonly<Record<string, unknown>>)
      .flatMap(([name, tag]) => noteOf(name, tag))
      .slice(0, mostNotes);
  } catch {
    return [];
  }
}

function noteOf(name: string, tag: unknown): Note[] {
  if (unsaid.test(name) || typeof tag !== 'object' || tag === null || !('description' in tag)) return [];
  const { description } = tag;
  const text = typeof description === 'string' || typeof description === 'number' ? String(description).trim() : '';
  return text === '' ? [] : [{ name, text: text.slice(0, mostCharacters) }];
}
