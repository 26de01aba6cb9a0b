import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { picturesInText } from '../../../src/answers/pictures/textPictures';
import { failureFromThrown } from '../../../src/answers/failures/failureFromThrown';
import { b64, chat, dataUrl, detail, gemini, google, jpegOf, pngOf, read, secret, webp } from './support';

const seed = 20261122;
const many = (numRuns: number): fc.Parameters<unknown> => ({ seed, numRuns });

/** Words without anything that could be a picture or end a line of base64 early. */
const words = fc
  .array(
    fc.constantFrom('a', 'fox', 'Été', '夏の海', '(so)', '[x]', '!', '\n', '{', '}', '"', '\\', '🙂', '<b>', '`', ')'),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(' '));
const picture = fc.oneof(
  fc.string({ maxLength: 40 }).map(pngOf),
  fc.integer({ min: 1, max: 255 }).map(jpegOf),
  fc.constant(webp),
);

/** One way to write a picture into a text; the text around it begins and ends with a blank line. */
const inText = fc.constantFrom<(bytes: Buffer) => string>(
  (bytes) => dataUrl(bytes),
  (bytes) => dataUrl(bytes, 'image/jpeg;charset=utf-8'),
  (bytes) => `![alt](${dataUrl(bytes)})`,
  (bytes) => `![alt](${dataUrl(bytes)} "title")`,
  (bytes) => `[![a](${dataUrl(bytes)})](https://h.example/page)`,
  (bytes) => `<img src="${dataUrl(bytes)}">`,
  (bytes) => b64(bytes),
  (bytes) => bytes.toString('base64url'),
  (bytes) => b64(bytes).replace(/.{76}/g, '$&\r\n'),
);
const prose = fc.tuple(words, inText, words);

type Shape = (bytes: Buffer, before: string, after: string) => unknown;

/** One place for a picture in an answer, with words around it. */
const shape = fc.oneof(
  fc.constantFrom<Shape>(
    (bytes, a, z) => gemini([{ text: a }, { inlineData: { mimeType: 'image/png', data: b64(bytes) } }, { text: z }]),
    (bytes, a, z) => gemini([{ inline_data: { data: bytes.toString('base64url') } }, { text: a + z }]),
    (bytes, a) => chat({ content: a, images: [{ type: 'image_url', image_url: { url: dataUrl(bytes) } }] }),
    (bytes, a) => chat({ images: [dataUrl(bytes)], content: a }),
    (bytes, a) => chat({ content: null, multi_mod_content: [{ text: a }, { inline_data: { data: b64(bytes) } }] }),
    (bytes, a) =>
      chat({
        content: [
          { type: 'text', text: a },
          { type: 'image_url', image_url: { url: dataUrl(bytes) } },
        ],
      }),
    (bytes, a) => ({ created: 1, data: [{ url: '', b64_json: b64(bytes), revised_prompt: a }] }),
    (bytes, a) => ({ data: [{ url: dataUrl(bytes) }], note: a }),
    (bytes) => ({ output: [{ type: 'image_generation_call', result: b64(bytes) }] }),
    (bytes, a) => ({ status: 'ok', outcome: { picture: dataUrl(bytes), note: a } }),
  ),
  prose.map(([before, write, after]): Shape => {
    return (bytes) => chat({ content: `${before}\n\n${write(bytes)}\n\n${after}` });
  }),
  prose.map(([before, write, after]): Shape => {
    return (bytes) => gemini([{ text: before }, { text: `${before}\n\n${write(bytes)}\n\n${after}` }]);
  }),
);

/** One way to wrap a whole answer. */
const wrapping = fc.constantFrom<(answer: unknown) => string | Buffer>(
  (answer) => JSON.stringify(answer),
  (answer) => JSON.stringify(answer, undefined, 2),
  (answer) => `\ufeff\n ${JSON.stringify(answer)}\n`,
  (answer) => Buffer.from(`\ufeff${JSON.stringify(answer)}`, 'utf16le'),
  (answer) => JSON.stringify([answer]),
  (answer) => JSON.stringify({ response: answer, usage: { total_tokens: 7 } }),
  (answer) => JSON.stringify({ code: 0, msg: 'ok', data: answer }),
  (answer) => JSON.stringify(JSON.stringify(answer)),
  (answer) => `data: ${JSON.stringify(answer)}\n\ndata: [DONE]\n\n`,
  (answer) => `: ping\n\nevent: message\r\ndata: ${JSON.stringify(answer)}\r\n\r\n`,
);

const failures: unknown[] = [
  google(429, 'RESOURCE_EXHAUSTED', `Too many for ${secret}.`, [detail('RetryInfo', { retryDelay: '34s' })]),
  { error: { message: JSON.stringify(google(400, 'INVALID_ARGUMENT', `Bad ${secret}`)), param: '502', code: 'x' } },
  { success: false, message: `无效的令牌 ${secret}` },
  gemini([], { finishReason: 'IMAGE_SAFETY', finishMessage: `No ${secret}.` }),
  chat({ content: `I cannot do that: ${secret}.` }, { finish_reason: 'content_filter' }),
];

/** Whatever comes of an answer: pictures or a `GenerationFailure`, and no secret in a text. */
async function assertTame(body: string | Buffer, status: number): Promise<void> {
  try {
    const { images, text, warnings } = await read({ status, body });
    assert.ok(images.length > 0 && images.every(({ bytes, width }) => bytes.byteLength > 0 && width > 0));
    assert.ok(![text, ...warnings].join().includes(secret));
  } catch (error) {
    if (!(error instanceof GenerationFailure)) throw error;
    assert.ok(!error.message.includes(secret) && error.message.length <= 1500);
  }
}

/** One way to spoil a body; `at` and `to` are places in it. */
const spoiling = fc.constantFrom<(body: Buffer, at: number, to: number) => Buffer>(
  (body, at) => body.subarray(0, at),
  (body, at) => body.subarray(at),
  (body, at, to) => Buffer.concat([body.subarray(0, at), body.subarray(to)]),
  (body, at, to) => Buffer.concat([body.subarray(0, to), body.subarray(at)]),
  (body, at, to) => {
    const copy = Buffer.from(body);
    copy[at] = (copy[at] ?? 0) ^ (1 << (to % 8));
    return copy;
  },
  (body, at, to) => {
    const copy = Buffer.from(body);
    copy[at] = to % 256;
    return copy;
  },
  (body, at) => Buffer.from(`${'['.repeat(at)}${body.toString()}${']'.repeat(at)}`),
  (body, at) => Buffer.from(`${'{"error":'.repeat(at)}${body.toString()}${'}'.repeat(at)}`),
  (body, at) => Buffer.from(`${'{"content":['.repeat(at)}${body.toString()}${']}'.repeat(at)}`),
  (body) => Buffer.from(JSON.stringify(body.toString())),
  (body) => Buffer.from(JSON.stringify({ error: { message: body.toString() } })),
  (body) => Buffer.from(body.toString(), 'utf16le'),
  (body) => Buffer.from(body.toString('latin1')),
  (body) => Buffer.from(body.toString('base64')),
  (body, at) => Buffer.from(`data: ${body.toString().slice(0, at)}\n\ndata: ${body.toString().slice(at)}\n\n`),
  (body) => Buffer.from(`<html>${body.toString()}</html>`),
  (body) => Buffer.from(body.toString().replaceAll('"', '\\"')),
  (body) => Buffer.from(body.toString().replaceAll(/\d/g, '[')),
  (body) => Buffer.from(body.toString().replaceAll('"', "'")),
);

describe('Any answer', () => {
  it('gives its picture byte for byte, wherever it stands and whatever is around it', async () => {
    const given = fc.tuple(picture, shape, wrapping, words, words);
    await fc.assert(
      fc.asyncProperty(given, async ([bytes, place, wrap, before, after]) => {
        const { images } = await read({ body: wrap(place(bytes, before, after)) });
        assert.deepEqual(
          images.map((image) => Buffer.from(image.bytes).toString('base64')),
          [b64(bytes)],
        );
      }),
      many(4000),
    );
  }).timeout(60_000);

  it('gives all its pictures, in order and each once', async () => {
    const pictures = fc.uniqueArray(fc.string({ maxLength: 12 }).map(pngOf), {
      maxLength: 6,
      minLength: 1,
      selector: b64,
    });
    const part = (bytes: Buffer): unknown => ({ inlineData: { mimeType: 'image/png', data: b64(bytes) } });
    await fc.assert(
      fc.asyncProperty(pictures, words, async (all, text) => {
        const parts = all.flatMap((bytes) => [part(bytes), { text }, { text: dataUrl(bytes) }]);
        const { images } = await read({ body: gemini(parts) });
        assert.deepEqual(
          images.map((image) => Buffer.from(image.bytes).toString('base64')),
          all.map(b64),
        );
      }),
      many(1000),
    );
  }).timeout(60_000);

  it('is read or refused, however it is spoiled', async () => {
    const whole = fc.oneof(
      fc.tuple(picture, shape, words).map(([bytes, place, text]) => place(bytes, text, text)),
      fc.constantFrom(...failures),
    );
    const place = fc.integer({ min: 0, max: 400 });
    const spoils = fc.array(fc.tuple(spoiling, place, place), { minLength: 1, maxLength: 4 });
    const status = fc.constantFrom(200, 200, 200, 400, 429, 500, 503);
    await fc.assert(
      fc.asyncProperty(whole, spoils, status, async (answer, all, code) => {
        const clean: Buffer = Buffer.from(JSON.stringify(answer));
        const body = all.reduce((bytes, [spoil, at, to]) => spoil(bytes, at, to), clean);
        await assertTame(body, code);
      }),
      many(12_000),
    );
  }).timeout(60_000);

  it('is read or refused, even if it is any JSON or any bytes', async () => {
    const body = fc.oneof(
      fc.json(),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.string({ maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.integer({ min: 100, max: 599 }), async (any, status) => assertTame(any, status)),
      many(2000),
    );
  }).timeout(60_000);

  it('is read although it is nested a hundred thousand deep', async () => {
    const deep = 100_000;
    for (const [open, inner, close] of [
      ['[', '', ']'],
      ['{"error":', '"x"', '}'],
      ['{"candidates":[{"content":', 'null', '}]}'],
      ['{"usage":', '{"cost":1}', '}'],
      ['{"content_filter_results":', '{"filtered":true}', '}'],
      ['{"details":[{"metadata":', '{}', '}]}'],
    ] as const) {
      for (const status of [200, 500]) await assertTame(open.repeat(deep) + inner + close.repeat(deep), status);
    }
  });
});

describe('A picture', () => {
  it('is found beside something that is nested a hundred thousand deep', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { images } = await read({ body: `{"extra":${deep},"data":[{"b64_json":"${b64(webp)}"}],"content":${deep}}` });
    assert.equal(images.length, 1);
  });
});

describe('Any text', () => {
  it('has its finds in order and without overlaps', () => {
    const piece = fc.constantFrom(
      '![',
      '](',
      ')',
      'data:',
      'image/png;base64,',
      'iVBORw0KGgo',
      '/9j/',
      'http',
      '://',
      'h.example/a.png',
      '\n',
      ' ',
      '<img src="',
      '">',
      'AAAA',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const finds = picturesInText(text);
        for (const [index, { start, end }] of finds.entries()) {
          assert.ok(start >= (finds[index - 1]?.end ?? 0) && end > start && end <= text.length);
        }
      }),
      many(1000),
    );
  });
});

describe('Any thrown value', () => {
  it('becomes a failure that names no secret', () => {
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), fc.string(), (value, sent, text) => {
        const error = new Error(`${text} ${secret}`, { cause: value });
        const { facts } = failureFromThrown(error, { sent, secrets: [secret] });
        assert.equal(facts.charge, sent ? 'unknown' : 'none');
        assert.ok(!(facts.providerMessage ?? '').includes(secret));
      }),
      many(1000),
    );
  });
});
