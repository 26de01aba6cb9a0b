import assert from 'node:assert/strict';
import { limits } from '../../../../src/answers/json/limits';
import { assertPictures, b64, chat, failureOf, png, pngOf } from '../support';

const many = limits.values + 1;
const numbers = `[${'1,'.repeat(many)}1]`;
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const piece = (content: string): unknown => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: { content } }],
});
const inStrings = (text: string, times: number): string =>
  times === 0 ? text : JSON.stringify(inStrings(text, times - 1));

/** Answers that were made to exhaust who reads them. */
const huge: Readonly<Record<string, () => string>> = {
  'a list of numbers': () => numbers,
  'a list of numbers in a field': () => `{"choices":[],"data":${numbers}}`,
  'a list of numbers that is broken at its end': () => `${numbers.slice(0, -1)}x`,
  'lists of lists': () => `[${`[${'1,'.repeat(999)}1],`.repeat(1001)}1]`,
  'a list in a string': () => inStrings(numbers, 1),
  'a list in strings in strings': () => inStrings(numbers, 3),
  'a list between words': () => `got status: OK. ${numbers}`,
  'lists between words, together': () => `Here: [${'1,'.repeat(many / 2)}1] and [${'1,'.repeat(many / 2)}1]`,
  'a stream of numbers': () => 'data: 1\n\n'.repeat(limits.streamed / 2 + 1),
  'a stream of nothing': () => 'data:\n'.repeat(limits.streamed + 1),
  'a stream of lists': () => `data: [${'1,'.repeat(1000)}1]\n\n`.repeat(limits.streamed / 1000),
  'an event of numbers in a stream': () => `${event(piece('a'))}data: ${numbers}\n\n`,
  'one list a line': () => `[${'1,'.repeat(1000)}1]\n`.repeat(1000),
  'one object a line': () => '{}\n'.repeat(many),
  'an object of many fields': () =>
    `{${Array.from({ length: limits.fields }, (_, index) => `"k${index}":1`).join(',')},"k":1}`,
  'an object of the same field': () => `{${'"a":1,'.repeat(limits.fields)}"a":1}`,
  'an object in lists': () => `{"choices":[[{${'"a":1,'.repeat(limits.fields)}"a":1}]]}`,
  'a field with a huge name': () => `{"${'a'.repeat(limits.name + 1)}" :1}`,
  'lists in lists': () => '['.repeat(limits.depth + 1),
  'objects in objects': () => `${'{"a":'.repeat(limits.depth + 1)}1${'}'.repeat(limits.depth + 1)}`,
};

describe('An answer that holds more than any real one', () => {
  for (const [what, body] of Object.entries(huge)) {
    it(`is not read, and may have been charged: ${what}`, async () => {
      const { kind, reason, charge, providerMessage } = await failureOf({ body: body() });
      assert.deepEqual(
        [kind, reason, charge, providerMessage],
        ['badResponse', 'answerTooLarge', 'unknown', undefined],
      );
    });
  }

  it('costs nothing under an error status', async () => {
    for (const status of [400, 429, 502]) {
      const { kind, reason, charge } = await failureOf({ status, body: numbers });
      assert.deepEqual([kind, reason, charge], ['badResponse', 'answerTooLarge', 'none']);
    }
  });

  it('is not searched for its picture either: its raw bytes stay where they were kept', async () => {
    const body = JSON.stringify({ data: [{ b64_json: b64(png) }], extra: 0 }).replace('0}', `${numbers}}`);
    assert.equal((await failureOf({ body })).reason, 'answerTooLarge');
  });
}).timeout(60_000);

describe('An answer that is as large as one may be', () => {
  const picture = pngOf('x'.repeat(3_000_000));

  it('gives its picture, streamed in 150,000 pieces', async () => {
    const content = `A cat.\n![x](data:image/png;base64,${b64(picture)})`;
    const pieces = content.match(/.{1,25}/gs) ?? [];
    assert.ok(pieces.length > 150_000);
    await assertPictures({ body: `${pieces.map((text) => event(piece(text))).join('')}data: [DONE]\n\n` }, [picture]);
  });

  it('gives its picture, behind 20,000 others of its lines', async () => {
    const line = `${JSON.stringify(piece('a'))}\n`;
    await assertPictures({ body: line.repeat(20_000) + JSON.stringify({ data: [{ b64_json: b64(png) }] }) }, [png]);
  });

  it('gives its picture beside as many values, fields and lists in lists as are read', async () => {
    const deep = limits.depth - 10;
    const fields = Array.from({ length: limits.fields - 1 }, (_, index) => `"k${index}":1`).join(',');
    const extra = `[{${fields}},${'['.repeat(deep)}${']'.repeat(deep)},${'1,'.repeat(limits.values - deep - 20_000)}1]`;
    const body = JSON.stringify({ data: [{ b64_json: b64(png) }], extra: 0 }).replace('0}', `${extra}}`);
    await assertPictures({ body }, [png]);
  });

  it('gives its picture beside a reason that is nested as deep', async () => {
    const deep = limits.depth - 10;
    for (const [open, close] of [
      ['[', ']'],
      ['{"reason":', '}'],
      ['{"a":', '}'],
    ] as const) {
      const extra = `${open.repeat(deep)}0${close.repeat(deep)}`;
      for (const name of [
        'finish_reason',
        'block_reason',
        'finish_message',
        'content_filter_results',
        'error',
        'usage',
        'id',
        'model_status',
      ]) {
        const body = JSON.stringify({ data: [{ b64_json: b64(png) }], [name]: null }).replace('null', extra);
        await assertPictures({ body }, [png]);
      }
    }
  });

  it('may have commas and brackets by the million in its words', async () => {
    const words = '{[,"]} '.repeat(limits.values / 2);
    await assertPictures(
      { body: chat({ content: words, images: [{ image_url: { url: `data:image/png;base64,${b64(png)}` } }] }) },
      [png],
    );
  });

  it('may have a string as long as a picture', async () => {
    const large = pngOf('x'.repeat(40_000_000));
    await assertPictures({ body: { data: [{ b64_json: b64(large) }] } }, [large]);
  });
}).timeout(60_000);

describe('Many texts in one answer', () => {
  it('are read from the last one, since the last picture is the result', async () => {
    const url = 'https://cdn.example.com/last.png';
    const named = Array.from({ length: 5000 }, (_, index) => `![x](https://h.example/${index}.png)`);
    const content = [...Array<string>(300_000).fill('a'), ...named];
    await assertPictures({ body: chat({ content: [...content, `![x](${url})`] }), downloads: { [url]: png } }, [png]);
  });
}).timeout(60_000);
