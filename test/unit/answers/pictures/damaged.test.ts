import assert from 'node:assert/strict';
import { chat, failureOf } from '../support';

const usage = { prompt_tokens: 12, completion_tokens: 1290, cost: 0.067 };
const failed = chat({ content: '' }, { error: { code: 502, message: 'Upstream error' } });
const paid = JSON.stringify({ ...failed, usage });

/** An answer that told a price, after something happened to it. */
const damaged: Readonly<Record<string, string>> = {
  'a sign too many': paid.replace('"usage"', '}"usage"'),
  'a sign too few': paid.replace('"prompt', 'prompt'),
  'a byte flipped': paid.replace('"object":', '"object";'),
  'its beginning lost': paid.slice(paid.indexOf('"choices"')),
  'its beginning and its braces lost': paid.slice(paid.indexOf('{"code"')),
  'a slice in another place': `${paid.slice(0, 30)}${paid.slice(-40)}${paid.slice(30)}`,
  'line ends in its words': paid.replaceAll('e', 'e\n'),
  'escaped quotes, and a sign too many': paid.replaceAll('"', '\\"').replace('usage', '}usage'),
};

/** A whole answer with its price where no price is looked for. */
const wrapped: Readonly<Record<string, unknown>> = {
  'in a text': { data: paid },
  'in a text in a text': [JSON.stringify({ data: JSON.stringify(paid) })],
  'in a field of another name': { ...failed, billing: usage },
};

describe('What is left of an answer that told a price', () => {
  for (const [what, body] of Object.entries({ ...damaged, ...wrapped })) {
    it(`is never free: ${what}`, async () => {
      const { charge } = await failureOf({ body });
      assert.notEqual(charge, 'none');
    });
  }

  it('is free under an error status that says so, whatever was lost', async () => {
    const body = JSON.stringify(failed).replace('"choices"', '}"choices"');
    assert.equal((await failureOf({ status: 502, body })).charge, 'none');
    assert.equal((await failureOf({ status: 200, body })).charge, 'unknown');
  });

  it('is no matter of an error that is whole', async () => {
    for (const body of [
      failed,
      `got status: UNAVAILABLE. ${JSON.stringify({ error: { message: 'Overloaded', code: 503 } })}`,
    ]) {
      assert.equal((await failureOf({ body })).charge, 'none');
    }
  });
});
