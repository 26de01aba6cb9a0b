import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readInChild } from '../../../../src/answers/process/readInChild';
import { GenerationFailure } from '../../../../src/core/failures/failure';
import { isInFile } from '../../../../src/core/pictures/image';
import { b64, chat, dataUrl, gemini, jpegOf, pngOf, read, secret, webpOf } from '../support';
import { bytesOf } from '../process/support';

const png = pngOf('a picture '.repeat(40));
const other = pngOf('another one '.repeat(30));
/** With a comment, so that it is longer than the shortest run. */
const jpeg = Buffer.concat([
  jpegOf(7).subarray(0, 2),
  Buffer.from([0xff, 0xfe, 0x01, 0x02]),
  Buffer.alloc(256, '#?>'),
  jpegOf(7).subarray(2),
]);
const webp = Buffer.concat([
  webpOf(9).subarray(0, 12),
  Buffer.from('EXIF\0\x01\0\0'),
  Buffer.alloc(256, '~'),
  webpOf(9).subarray(12),
]);
webp.writeUInt32LE(webp.length - 8, 4);

const inline = (data: string): unknown => ({ inlineData: { mimeType: 'image/png', data } });
const urlSafe = (bytes: Buffer): string => bytes.toString('base64url');
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const inLines = (bytes: Buffer, length: number): string => b64(bytes).replace(new RegExp(`.{${length}}`, 'g'), '$&\n');

/** Whole bodies, small ones: the sizes of the search are small too. */
const bodies: Readonly<Record<string, string>> = {
  generateContent: JSON.stringify(gemini([{ text: 'Here.' }, inline(b64(png))])),
  'generateContent, laid out': JSON.stringify(gemini([{ text: 'Here.' }, inline(b64(png))]), undefined, 2),
  'a JPEG': JSON.stringify(gemini([inline(b64(jpeg))])),
  'a WebP': JSON.stringify({ data: [{ b64_json: b64(webp) }] }),
  'a draft and a picture': JSON.stringify(
    gemini([inline(b64(other)), { text: 'and' }, inline(b64(png)), inline(b64(png))]),
  ),
  'the URL-safe alphabet': JSON.stringify(gemini([inline(urlSafe(jpeg))])),
  'no padding': JSON.stringify(gemini([inline(b64(png).replace(/=+$/, ''))])),
  'one sign short': JSON.stringify(gemini([inline(b64(png).replace(/=*$/, '').slice(0, -1))])),
  'some signs more': JSON.stringify(gemini([inline(`${b64(png)}AAAAA`)])),
  'words behind the data': JSON.stringify(gemini([inline(`${b64(png)} and words`)])),
  'a data URL in Markdown': JSON.stringify(chat({ content: `A ![fox](${dataUrl(png)} "it") is\n\nhere.` })),
  'a data URL in HTML': JSON.stringify(chat({ content: `A <img src="${dataUrl(png)}"> is here.` })),
  'bare base64 between words': JSON.stringify(chat({ content: `Here:\n${b64(png)}\n\nThat was it.` })),
  'bare base64 of odd structure': JSON.stringify(
    chat({ content: `Here:\n${b64(png.subarray(0, -30))}\n\nThat was it.` }),
  ),
  'base64 in lines': JSON.stringify(chat({ content: `Here:\n${inLines(png, 76)}\n\nThat was it.` })),
  'base64 in long lines': JSON.stringify(chat({ content: `Here:\n${inLines(png, 240)}\nThat was it.` })),
  'a data URL in lines': JSON.stringify(gemini([inline(`data:image/png;base64,${inLines(png, 240)}`)])),
  'escaped slashes': JSON.stringify(gemini([inline(b64(jpeg))])).replaceAll('/', '\\/'),
  'escaped signs': JSON.stringify(gemini([inline(b64(png))]))
    .replaceAll('=', '\\u003d')
    .replaceAll('+', '\\u002b'),
  'a percent-encoded data URL': JSON.stringify(
    gemini([inline(`data:image/png;base64,${encodeURIComponent(b64(png))}`)]),
  ),
  'a data URL that is no base64': JSON.stringify(chat({ content: `![a](data:image/png,${b64(png)})` })),
  'JSON in JSON': JSON.stringify(JSON.stringify(gemini([inline(b64(png))]))),
  'JSON in JSON in JSON': JSON.stringify(JSON.stringify(JSON.stringify(gemini([inline(b64(png))])))),
  'a stream': event(chat({ content: 'Here' })) + event(gemini([inline(b64(png))])) + 'data: [DONE]\n\n',
  'a stream of pieces': [...(dataUrl(png).match(/.{1,300}/gs) ?? []), ' is it']
    .map((content) => event({ choices: [{ delta: { content } }] }))
    .join(''),
  'a picture cut into two texts': JSON.stringify(
    gemini([{ text: dataUrl(png).slice(0, 330) }, { text: dataUrl(png).slice(330) }]),
  ),
  'a thought with a picture': JSON.stringify(
    gemini([{ thought: true, ...(inline(b64(other)) as object) }, inline(b64(png))]),
  ),
  'a hint': JSON.stringify({ answer: { unknown: b64(png) }, candidates: [] }),
  'a picture that is cut': JSON.stringify(gemini([inline(b64(png.subarray(0, 400)))])),
  'an answer that is cut': JSON.stringify(gemini([inline(b64(png)), { text: 'and' }])).slice(0, -20),
  'an answer that is cut in its picture': JSON.stringify(gemini([inline(b64(png))])).slice(0, 400),
  'an error with data': JSON.stringify({ error: { message: `No: ${b64(png)} is bad` } }),
  'nothing but base64': b64(png),
  'nothing but a data URL and an end of line': `${dataUrl(png)}\n`,
  'a GIF with the beginning of a JPEG in it': JSON.stringify(gemini([inline(`R0lGODlh${'/9j/'.repeat(200)}`)])),
  'beginnings only': JSON.stringify(chat({ content: '/9j/ iVBORw0KGgo UklGR '.repeat(80) })),
  'a beginning that is no picture': JSON.stringify(chat({ content: `sound: UklGR${'A'.repeat(400)}` })),
  'words of other alphabets': JSON.stringify(gemini([{ text: 'Füchse 狐狸 🦊' }, inline(b64(png))])),
};

interface Read {
  readonly pictures: readonly string[];
  readonly rest: unknown;
}

async function told(read: Promise<Awaited<ReturnType<typeof readInChild>>>): Promise<Read> {
  try {
    const { images, ...rest } = await read;
    return { pictures: images.map((image) => bytesOf(image).toString('base64')), rest };
  } catch (error) {
    if (!(error instanceof GenerationFailure)) throw error;
    return { pictures: [], rest: { ...error.facts, cause: undefined } };
  }
}

describe('long runs of base64', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dualtrack-runs-'));
  const staging = path.join(folder, 'staging');
  afterEach(() => rmSync(staging, { recursive: true, force: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const readLarge = (body: string | Buffer, sizes = { window: 1 << 20, shortest: 64, piece: 1 << 16 }) => {
    const file = path.join(folder, 'body');
    writeFileSync(file, body);
    return readInChild(
      {
        type: 'read',
        status: 200,
        headers: [],
        msToHeaders: 5000,
        body: { file, size: Buffer.byteLength(body) },
        context: { wire: 'gemini', modelId: 'model-x', secrets: [secret] },
        folders: [staging],
        prefix: '.dualtrack-1-000000000000',
        sizes,
      },
      (url) => Promise.reject(new Error(`nothing at ${url}`)),
    );
  };

  for (const [what, body] of Object.entries(bodies)) {
    it(`of ${what} give what the answer gives in memory, wherever the windows end`, async () => {
      const here = await told(read({ body }));
      const sizes = fc.record({
        window: fc.integer({ min: 4, max: 700 }),
        shortest: fc.integer({ min: 24, max: 300 }),
        piece: fc.integer({ min: 1, max: 40 }).map((quarter) => quarter * 4),
      });
      await fc.assert(
        fc.asyncProperty(sizes, async (given) => {
          assert.deepEqual(await told(readLarge(body, given)), here);
          assert.ok(readdirSync(folder).includes('body'));
          rmSync(staging, { recursive: true, force: true });
        }),
        { numRuns: 40, seed: 1 },
      );
    }).timeout(60_000);
  }

  it('are in files, and nothing else is', async () => {
    const { images } = await readLarge(bodies['a draft and a picture'] ?? '');
    assert.deepEqual(
      images.map((image) => isInFile(image) && path.basename(image.path)).sort(),
      readdirSync(staging).sort(),
    );
    assert.equal(images.length, 2);
  });

  it('leave nothing where there is no picture', async () => {
    for (const what of ['a picture that is cut', 'an error with data', 'a thought with a picture']) {
      const { pictures } = await told(readLarge(bodies[what] ?? ''));
      assert.equal(readdirSync(staging).length, pictures.length, what);
    }
  });

  it('have marks that no answer can hold: what looks like one is data', async () => {
    const like = `${b64(png).slice(0, 24)}${'A'.repeat(106)}${'0'.repeat(38)}`;
    const { images, text } = await readLarge(
      JSON.stringify(gemini([inline(like), { text: `${like} x` }, inline(b64(png))])),
    );
    assert.deepEqual([images.map(bytesOf), text], [[png], 'x']);
  });

  it('that are more than anybody sends stay where they are, and the last picture is still the result', async () => {
    const texts = Array.from({ length: 300 }, (_, index) => inline(b64(pngOf(`${index} `.repeat(60)))));
    const { images } = await readLarge(JSON.stringify(gemini([...texts, inline(b64(png))])));
    const last = images.at(-1) ?? assert.fail();
    assert.deepEqual(bytesOf(last), png);
    assert.equal(readdirSync(staging).length, images.length);
  });
});
