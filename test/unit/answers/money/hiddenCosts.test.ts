import assert from 'node:assert/strict';
import type { Charge } from '../../../../src/core/failures/failure';
import { nextStep } from '../../../../src/core/failures/nextStep';
import { presets } from '../../../../src/core/services/presets';
import type { Given } from '../support';
import { b64, chat, failureOf, png, read } from '../support';

const error = { message: 'Rate limit', code: 429 };
const zeros = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
const failedPicture = [{ url: 'https://pictures.example/a.png' }];
const relay = { preset: presets['openai-compatible'], firstParty: false };

function stream(...pieces: readonly unknown[]): string {
  const lines = pieces.map((piece) => (typeof piece === 'string' ? piece : `data: ${JSON.stringify(piece)}`));
  return [...lines, 'data: [DONE]', ''].join('\n\n');
}

/** Answers without a picture that would be free, had they not this in them. */
const paid: Record<string, Given> = {
  'a list of usages': { body: { error, usage: [{ cost: 0.067 }] } },
  'a usage as JSON in a text': { body: { error, usage: '{"cost":0.067}' } },
  'a cost beside the error': { body: { error, cost: 0.067 } },
  'a total beside the error': { body: { error, total_cost: '0.067' } },
  'a cost in a field of the relay’s own': { body: { error, x_pricing: { cost: 0.067, source: 'USD' } } },
  'a cost with its currency in the name': { body: { error, x_cost_usd: 0.067 } },
  'a cost in hidden parameters': { body: { error, _hidden_params: { response_cost: 0.067 } } },
  'a cost in metadata beside an empty usage': {
    body: { ...chat({ content: 'x' }), usage: zeros, metadata: { usage: { cost: 0.067 } } },
  },
  'credits that were used': { body: { success: false, message: 'failed', meta: { usage: { credits_used: 13_000 } } } },
  'a cost in the choice': { body: { choices: [{ error, usage: { cost: 0.067 } }] } },
  'two names that are alike': { body: '{"choices":[],"usage":{"Cost":0,"cost":0.067}}' },
  'one name twice': { body: '{"choices":[],"usage":{"cost":0.067,"cost":0}}' },
  'two usages': { body: '{"choices":[],"usage":{"cost":0.067},"usage":{"cost":0}}' },
  'a total beside a cost of nothing': { body: { choices: [], usage: { cost: 0, total_cost: '0.067' } } },
  'a cost in ticks': { body: { choices: [], usage: { cost_in_usd_ticks: 670_000_000, prompt_tokens: 0 } } },
  'a cost in a comment of a stream': { body: stream({ error }, ': {"usage":{"cost":0.067}}') },
  'a cost in an event of its own': { body: stream({ error }, `event: usage\ndata: {"cost":0.067}`) },
  'a cost in a header': { body: { error }, headers: { 'x-litellm-response-cost': '0.067' } },
  'a cost in a header beside an empty usage': {
    body: { choices: [], usage: zeros },
    headers: { 'x-total-cost-usd': '0.067' },
  },
  'a cost in a header under an error status': {
    status: 502,
    body: { error: { message: 'Bad gateway' } },
    headers: { 'x-litellm-response-cost': '0.067' },
  },
  'a cost under a failed task': { body: { success: false, message: 'generation failed', data: { cost: 0.067 } } },
  'a cost under several statuses': { status: 207, body: { errors: [error], usage: { cost: 0.067 } } },
  'a usage in JSON in a text under an error status': {
    status: 502,
    body: { error: { message: 'x', metadata: { raw: '{"error":{"message":"x"},"usage":{"cost":0.067}}' } } },
  },
  'tokens of a picture as a text': { body: { error, usage: { completion_tokens_details: { image_tokens: '1120' } } } },
  'tokens of a picture by themselves': { body: { error, usage: { output_image_tokens: 1120 } } },
  'a picture that is counted': { body: { error, usage: { generated_images: 1 } } },
  'a picture that cannot be fetched, and an error': {
    body: { error: { message: 'Internal error', code: 500 }, images: failedPicture },
  },
  'a picture that cannot be fetched, and a failure': {
    body: { success: false, message: 'upload failed', data: failedPicture },
  },
  'a picture in a stream before an error': {
    body: stream({ choices: [{ delta: { images: [{ image_url: failedPicture[0] }] } }] }, { error }),
  },
  'a picture that cannot be fetched, and zeros': { body: { data: failedPicture, usage: { ...zeros, cost: 0 } } },
  'counts as texts': { body: { choices: [], usage: { ...zeros, completion_tokens: '1120' } } },
  'a count far down': { body: { choices: [], usage: { ...zeros, a: { b: { c: { d: { e: 1120 } } } } } } },
  'zeros that count nothing': { body: { choices: [], usage: { queue_position: 0 } } },
  'a plain text of a proxy after a long time': { status: 502, msToHeaders: 170_000, body: 'error code: 502' },
  'an empty object after a long time': { status: 502, msToHeaders: 170_000, body: {} },
};
for (const cost of [
  '$0.067',
  '0.067 USD',
  '0,067',
  '+0.067',
  '.067',
  '1e+1',
  'NaN',
  [0.067],
  { total: '0.067' },
  true,
]) {
  paid[`a cost of ${JSON.stringify(cost)}`] = { body: { choices: [], usage: { ...zeros, cost } } };
}
for (const usage of [
  { cost: 0, is_byok: 'True' },
  { cost: 0, is_byok: 1 },
  { cost: 0, isByok: 'yes' },
  { cost: 0, byok: true },
  { cost: 0, cost_details: { is_byok: true } },
  { cost: 0, cost_details: { other: 1 }, upstream_inference_cost: 0.03 },
  { cost: 0, cost_details: { upstream_inference_cost: '$0.03' } },
]) {
  paid[`a key of the user’s own: ${JSON.stringify(usage)}`] = { body: { choices: [], usage } };
}
paid['a key of the user’s own beside the usage'] = { body: { choices: [], is_byok: true, usage: { cost: 0 } } };

describe('An answer without a picture that was or may have been paid', () => {
  for (const [what, given] of Object.entries(paid)) {
    it(`is never free, and asks no other route by itself: ${what}`, async () => {
      const facts = await failureOf(given);
      assert.notEqual(facts.charge, 'none');
      assert.notEqual(nextStep(facts, relay), 'nextRoute');
    });
  }

  it('is billed at the sum that it tells, wherever it stands', async () => {
    for (const given of [
      paid['a cost beside the error'],
      paid['a cost in a header'],
      paid['one name twice'],
      paid['a list of usages'],
    ]) {
      assert.ok(given);
      const { charge, costUsd } = await failureOf(given);
      assert.deepEqual([charge, costUsd], ['billed', 0.067]);
    }
  });

  it('keeps the address of a picture that it names beside an error', async () => {
    const { pictureUrl } = await failureOf({ body: { error, images: failedPicture } });
    assert.equal(pictureUrl, failedPicture[0]?.url);
  });

  it('is no cheap one at the maker’s own address if it tells a cost that nobody believes', async () => {
    const facts = await failureOf({ body: { choices: [], usage: { cost: -1 } } });
    assert.equal(nextStep(facts, { preset: presets['google-ai-studio'], firstParty: true }), 'uncertain');
  });
});

describe('An answer without a picture that cost nothing', () => {
  const free: Readonly<Record<string, Given>> = {
    'an error': { body: { error } },
    'an error in a choice': { body: { choices: [{ error }] } },
    'an error beside zeros': { body: { error, usage: { ...zeros, cost: 0 } } },
    'a cost of nothing in a header': { body: { error }, headers: { 'x-litellm-response-cost': '0.0' } },
    'what a key has spent in all': { body: { error }, headers: { 'x-litellm-key-spend': '12.5' } },
    'what it would have cost': { status: 402, body: { error: { message: 'No credits', cost: 0.04, balance: 0.01 } } },
    'prices and estimates': { body: { error, pricing: { image: '0.04' }, estimated_cost: 0.04, cost_limit: 5 } },
    'credits that were used before a limit': { body: { error: { ...error, credits_used: 100, credits_limit: 100 } } },
    'the relay’s own key': {
      body: { choices: [], usage: { cost: 0, is_byok: false, cost_details: { upstream_inference_cost: 0.03 } } },
    },
    'the user’s own key, which paid nothing': {
      body: { choices: [], usage: { cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0 } } },
    },
    'an error that came late and says what is wrong': {
      status: 500,
      msToHeaders: 170_000,
      body: { error: { message: 'Internal error encountered.' } },
    },
  };
  for (const [what, given] of Object.entries(free)) {
    it(`stays free: ${what}`, async () => {
      assert.equal((await failureOf(given)).charge, 'none' satisfies Charge);
    });
  }
});

describe('JSON in a model’s words', () => {
  const shown = '{"error": {"code": 429, "message": "Too many requests"}}';
  for (const content of [
    `Errors in HTTP: \`${shown}\` is what a server could send. Shall I draw a diagram of that?`,
    `Here is an example of an error: ${shown}`,
    `例如：${shown}`,
    `The poster shows ${shown} in neon.`,
    'A body may be as short as: {"error": {"code": 429}}',
  ]) {
    it(`is no error: ${content.slice(0, 40)}`, async () => {
      for (const body of [chat({ content }), { id: 'x', completion: content }, { id: 'x', their_field: content }]) {
        assert.equal((await failureOf({ body })).charge, 'unknown');
      }
    });
  }
});

describe('A picture', () => {
  const costOf = async (usage: unknown) =>
    (await read({ body: { data: [{ b64_json: b64(png) }], usage } })).usage?.costUsd;

  it('is not booked as free beside its tokens, unless it is known that no other key paid', async () => {
    const usage = { cost: 0, completion_tokens_details: { image_tokens: 1120 } };
    assert.equal(await costOf(usage), undefined);
    assert.equal(await costOf({ ...usage, is_byok: false }), 0);
  });

  it('is booked with the dearest of like names, with both keys’ parts, and never above what is believed', async () => {
    assert.equal(await costOf({ Cost: 0, cost: 0.067 }), 0.067);
    assert.equal(await costOf({ cost: 0.002, cost_details: { upstream_inference_cost: 0.038 } }), 0.04);
    assert.equal(await costOf({ cost: 60, is_byok: true, cost_details: { upstream_inference_cost: 60 } }), undefined);
  });
});
