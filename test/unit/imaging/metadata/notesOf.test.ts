import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import type { ImageMime } from '../../../../src/core/pictures/image';
import type { FileNotes } from '../../../../src/imaging/metadata/fileNotes';
import { notesOf } from '../../../../src/imaging/metadata/notesOf';
import { box, cbor, credentials, exif, inSegments, jpegWith, labelled, pngWith, webpWith, xmp } from './files';

const [software, artist] = [0x0131, 0x013b];
const tiff = exif({ [software]: 'Gemini', [artist]: 'A. N. Other' });
const packet = xmp('<xmp:CreatorTool>Imagen</xmp:CreatorTool><dc:format>image/png</dc:format>');
const keyed = (...parts: readonly string[]): Buffer => Buffer.from(parts.join('\0'), 'utf8');

const expected: FileNotes = {
  credentials: {
    generator: 'Google C2PA Core 1.2',
    sourceTypes: ['trainedAlgorithmicMedia'],
    actions: ['c2pa.created'],
  },
  exif: [
    { name: 'Software', text: 'Gemini' },
    { name: 'Artist', text: 'A. N. Other' },
  ],
  xmp: [
    { name: 'CreatorTool', text: 'Imagen' },
    { name: 'format', text: 'image/png' },
  ],
  texts: [],
};

const files: Readonly<Record<ImageMime, Buffer>> = {
  'image/png': pngWith([
    ['caBX', credentials()],
    ['eXIf', tiff],
    ['iTXt', Buffer.concat([keyed('XML:com.adobe.xmp', '', '', '', '', ''), packet])],
  ]),
  'image/jpeg': jpegWith([
    [0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff])],
    [0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), packet])],
    ...inSegments(credentials(), 100),
  ]),
  'image/webp': webpWith([
    ['EXIF', tiff],
    ['XMP ', packet],
    ['C2PA', credentials()],
  ]),
};

describe('what a picture’s file says', () => {
  for (const [mime, bytes] of Object.entries(files) as [ImageMime, Buffer][]) {
    it(`is read from ${mime}: credentials, EXIF and XMP`, () => {
      assert.deepEqual(notesOf(bytes, mime), expected);
    });

    it(`is read from ${mime} as far as it goes, wherever it is cut or spoiled`, () => {
      for (let at = 2; at < bytes.length; at += 7) {
        notesOf(bytes.subarray(0, at), mime);
        const spoiled = Buffer.from(bytes);
        spoiled.fill(0xff, at, at + 3);
        notesOf(spoiled, mime);
      }
    });
  }

  it('is nothing in a plain picture', () => {
    const nothing = { credentials: undefined, exif: [], xmp: [], texts: [] };
    assert.deepEqual(notesOf(pngWith([]), 'image/png'), nothing);
    assert.deepEqual(notesOf(jpegWith([]), 'image/jpeg'), nothing);
  });

  it('is the texts of a PNG too, and nothing is inflated for it', () => {
    const bomb = deflateSync(Buffer.alloc(1_000_000));
    const notes = notesOf(
      pngWith([
        ['tEXt', keyed('Software', 'a t\u00f6ol')],
        ['iTXt', keyed('Title', '', '', '', '', 'F\u00fcchse')],
        ['zTXt', Buffer.concat([keyed('Comment', '', ''), bomb])],
        ['iTXt', Buffer.concat([Buffer.from('Comment\0\x01\0\0\0'), bomb])],
      ]),
      'image/png',
    );
    assert.deepEqual(notes.texts.at(-1), { name: 'Title', text: 'Füchse' });
    assert.deepEqual(
      notes.texts.map(({ name }) => name),
      ['Software', 'Title'],
    );
  });

  it('is read from XMP without its packet’s start', () => {
    const bare = packet.toString().replace(/<\?xpacket[^>]*>/g, '');
    for (const text of [bare, `<?xml version="1.0"?>\n${bare}`]) {
      assert.deepEqual(notesOf(webpWith([['XMP ', Buffer.from(text)]]), 'image/webp').xmp, expected.xmp);
    }
  });

  it('tells that there are credentials, whatever they hold', () => {
    const of = (...manifests: Buffer[]) => notesOf(pngWith([['caBX', labelled('c2pa', ...manifests)]]), 'image/png');
    const nothing = { generator: undefined, sourceTypes: [], actions: [] };
    assert.deepEqual(of().credentials, nothing);
    assert.deepEqual(of(labelled('m', labelled('c2pa.claim', box('cbor', Buffer.from([0x9f]))))).credentials, nothing);
    const old = { claim_generator: 'tool/1', alg: 'sha256', hash: Buffer.alloc(8), ok: true, n: 5 };
    assert.equal(of(labelled('m', labelled('c2pa.claim', box('cbor', cbor(old))))).credentials?.generator, 'tool/1');
  });

  it('is not read without end', () => {
    let deep = labelled('c2pa.claim', box('cbor', Buffer.alloc(100_000, 0x81)));
    for (let n = 0; n < 100; n += 1) deep = labelled('c2pa', deep);
    notesOf(pngWith([['caBX', deep]]), 'image/png');
    notesOf(pngWith([['caBX', Buffer.concat(Array.from({ length: 50_000 }, () => box('jumb')))]]), 'image/png');
    const laughs = `<!DOCTYPE l [<!ENTITY a "${'ha'.repeat(1_000)}">${'bcdefghij'
      .split('')
      .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefghi'[n]};`.repeat(10)}">`)
      .join('')}]><x>&j;</x>`;
    // a billion words, were they written out
    notesOf(webpWith([['XMP ', Buffer.from(laughs)]]), 'image/webp');
  });
});
