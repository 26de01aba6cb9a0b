import assert from 'node:assert/strict';
import { sidecarOf } from '../../src/core/pictures/sidecar';
import type { PictureRecord } from '../../src/core/run/picture';
import { makingDocument } from '../../src/host/making/makingText';
import type { FileNotes } from '../../src/imaging/metadata/fileNotes';
import type { Making } from '../../src/work/making/findMaking';

const plain: FileNotes = { exif: [], xmp: [], texts: [] };

const record: PictureRecord = {
  ...{ id: 'a', job: 'j', prompt: 'a fox\nin the snow', model: 'nano-banana-2', modelId: 'an-id', route: 'apiyi' },
  ...{ size: '2K', ratio: '16:9', width: 2752, height: 1536, mime: 'image/png', sha256: 'f'.repeat(64) },
  ...{
    costUsd: 0.067,
    priceKind: 'measured',
    createdAt: Date.UTC(2026, 10, 29, 12),
    placeholder: false,
    caller: 'agent',
  },
  attempts: [
    { route: 'studio', modelId: 'm', charge: 'unknown', failure: 'timeout', status: 504, costUsd: 0.05, ms: 61_300 },
    { route: 'apiyi', modelId: 'an-id', charge: 'billed', costUsd: 0.067, ms: 8_000 },
  ],
};

function known(change: Partial<PictureRecord> = {}, file: 'same' | 'moved' | 'changed' | 'copied' = 'same'): Making {
  return { kind: 'known', entry: { ...record, ...change, uri: 'old.png' }, file, references: [] };
}

function textOf(making: Making, notes: FileNotes = plain): string {
  const names = { routeName: (id: string) => `Route ${id}`, placeName: (uri: string) => uri };
  return makingDocument({ label: 'art/fox.png', making, notes: { notes }, ...names });
}

describe('The text of how a picture was made', () => {
  it('names all that is known', () => {
    const text = textOf(known());
    for (const line of [
      '# How It Was Made',
      'art/fox.png',
      '> a fox',
      '> in the snow',
      '- Model: Nano Banana 2 (an-id)',
      '- Route: Route apiyi',
      '- Asked for: 2K, 16:9, 2752×1536',
      '- Got: 2752×1536, PNG',
      '- Cost: $0.067 (measured by tokens)',
      '- Asked for by: an agent',
      '2. Route apiyi (an-id): delivered; charged $0.067; 8 s',
    ]) {
      assert.ok(text.split('\n').includes(line), `${line} is not in ${text}`);
    }
    assert.match(
      text,
      /\n1\. Route studio \(m\): failed, .+ \(timeout, status 504\); may have been charged \$0\.05; 61\.3 s\n/,
    );
    assert.match(text, /\n- Made: November 29, 2026/);
  });

  it('says where a picture was found', () => {
    assert.match(
      textOf(known({}, 'moved')),
      /Found by its content: it was moved or renamed\. Before, it was old\.png\./,
    );
    assert.match(textOf(known({}, 'copied')), /a copy of old\.png/);
    assert.match(textOf(known({}, 'changed')), /The file has been changed since\./);
    assert.match(textOf({ kind: 'unknown' }), /Dualtrack did not make this picture/);
  });

  it('says what a file beside the picture says, and whether it is about this very file', () => {
    const sidecar = sidecarOf(record);
    const beside = (file: 'same' | 'changed') => textOf({ kind: 'sidecar', sidecar, file, references: [] });
    assert.match(beside('same'), /from the file beside the picture\.[^]*> a fox\n> in the snow\n[^]*Route apiyi/);
    assert.doesNotMatch(beside('same'), /changed since/);
    assert.match(beside('changed'), /changed since, or belongs to another file/);
  });

  it('says what became of the reference pictures', () => {
    const making: Making = {
      ...{ kind: 'known', entry: { ...record, uri: 'a' }, file: 'same' },
      references: [
        { uri: 'logo.png', name: 'logo.png', state: 'unchanged' },
        { uri: 'gone.png', name: 'gone.png', state: 'missing' },
        { name: 'old.png', state: 'elsewhere', now: 'new.png' },
      ],
    };
    assert.match(
      textOf(making),
      /1\. logo\.png: found, unchanged\n2\. gone\.png: missing\n3\. old\.png: found at new\.png\n/,
    );
  });

  it('says what the file says', () => {
    const text = textOf(known(), {
      credentials: { generator: 'Google C2PA', sourceTypes: ['trainedAlgorithmicMedia'], actions: ['c2pa.created'] },
      exif: [{ name: 'Software', text: 'Gemini' }],
      xmp: [],
      texts: [{ name: 'Title', text: 'A fox' }],
    });
    assert.match(
      text,
      /\(C2PA\): present; their signature was not checked\n\n- Written by: Google C2PA\n- Source type: trained/,
    );
    assert.match(text, /EXIF:\n\n- Software: Gemini\n\nXMP: none\n\nPNG text:\n\n- Title: A fox\n/);
  });

  it('is plain, whatever its words are', () => {
    const evil = '[x](command:y) <b> \u202eevil\u202c \u001b[31mred $(zap) file:///etc/passwd\n# heading';
    const text = textOf(
      {
        ...known({ prompt: evil, modelId: evil, route: evil, priceKind: evil }),
        references: [{ name: evil, state: 'untold' }],
      } as Making,
      {
        credentials: { generator: evil, sourceTypes: [evil], actions: [evil] },
        ...{ exif: [{ name: evil, text: evil }], xmp: [{ name: evil, text: evil }], texts: [] },
      },
    );
    assert.doesNotMatch(text, /\]\(|[\u202e\u202c\u001b]|\$\(|<b>|file:\/\/|\n# heading/);
    assert.match(text, /evil/);
  });
});
