import assert from 'node:assert/strict';
import { isFree, mayRepeat, nextStep } from '../../../../src/core/failures/nextStep';
import { presets } from '../../../../src/core/services/presets';
import type { Charge } from '../../../../src/core/failures/failure';
import { b64, chat, failureOf, gemini, google, png, read } from '../support';

const free = [
  'You will not be charged for this.',
  "You won't be billed.",
  'There is no charge for blocked requests.',
  'It could not be made. This request is not charged.',
  'It was blocked; no credits were used.',
  'Your credits have been refunded.',
  'This request was free of charge.',
  '生成失败，本次不扣费。',
  '未扣费',
  'Nothing was charged.',
  'We do not bill failed generations.',
  'It was stopped by a filter (no charge).',
  'Blocked requests do not incur any charge.',
];

const notFree = [
  'You may not be charged for this.',
  'It might not have been billed.',
  'If you were not charged, try again.',
  'The credits will not be refunded.',
  'This is never free of charge.',
  'There is no cost estimate for this model.',
  'You will be charged; refunds take a week.',
  '可能未扣费',
  'You will not be charged twice.',
  'You will not be charged until your trial ends.',
  'You were not charged the full price.',
  'You were not charged for the image, only for the tokens.',
  'Your request was billed at $0.04. Retries are not billed.',
  'Your previous request was not charged.',
  'Try another model at no cost.',
  'The small model can be used free of charge.',
  'No fee schedule was found.',
  'No charge account was found.',
  'Your last payment was refunded, so the account is empty.',
  'Free accounts are not charged; yours is paid.',
  'No sign with the words "You will not be charged" was drawn.',
  'It drew nothing for “This request is not charged”.',
  "It was blocked: 'you will not be charged' is a promise.",
  '生成失败，不会重复扣费',
  '图片不扣费，但文字已扣费',
  '未扣费吗',
];

const finished = (finishMessage: string): unknown => ({ candidates: [{ finishReason: 'IMAGE_OTHER', finishMessage }] });

async function chargeOf(body: unknown, more: { status?: number; billsEveryAnswer?: boolean } = {}): Promise<Charge> {
  return (await failureOf({ body, ...more })).charge;
}

describe('Words about what was charged', () => {
  for (const text of free) {
    it(`count in a field of the service: “${text}”`, async () => {
      assert.equal(await chargeOf(finished(text)), 'none');
      const refusal = google(400, 'INVALID_ARGUMENT', `The prompt was blocked by the safety filter. ${text}`);
      assert.equal(await chargeOf(refusal, { status: 400 }), 'none');
    });

    it(`decide nothing as the model’s words: “${text}”`, async () => {
      for (const body of [
        chat({ content: text }),
        gemini([{ text }]),
        gemini([{ text }], { finishReason: 'NO_IMAGE' }),
      ]) {
        assert.equal(await chargeOf(body), 'unknown');
      }
      const refused = `I can't draw that, it is against the safety policy. ${text}`;
      assert.equal(await chargeOf(chat({ content: refused })), 'unknown');
      assert.equal(await chargeOf(chat({ content: null, refusal: refused })), 'unknown');
      assert.equal(await chargeOf({ data: [{ b64_json: '', revised_prompt: text }] }), 'unknown');
    });
  }

  for (const text of notFree) {
    it(`are not certain: “${text}”`, async () => {
      assert.equal(await chargeOf(finished(text)), 'unknown');
    });
  }
});

describe('Words that an answer repeats from the prompt', () => {
  const prompt = 'A sign on a door: you will not be charged for this, in red';

  it('say nothing of what was charged', async () => {
    const body = finished('Nothing was drawn of a sign on a door: you will not be charged for this.');
    assert.equal((await failureOf({ body, prompt })).charge, 'unknown');
    assert.equal(
      (await failureOf({ body: finished('You will not be charged for this.'), prompt: 'A red door' })).charge,
      'none',
    );
  });
});

describe('What an answer says it cost', () => {
  const byok = { is_byok: true, cost: 0 };
  const rows: readonly (readonly [what: string, usage: Record<string, unknown>, charge: Charge, costUsd?: number])[] = [
    ['a cost', { cost: 0.04 }, 'billed', 0.04],
    ['a cost as a text', { cost: '0.04' }, 'billed', 0.04],
    ['no cost', { cost: 0, prompt_tokens: 9 }, 'none', 0],
    [
      'the maker’s part with the user’s own key',
      { ...byok, cost_details: { upstream_inference_cost: 0.039 } },
      'billed',
      0.039,
    ],
    ['both parts', { is_byok: true, cost: 0.002, cost_details: { upstream_inference_cost: 0.038 } }, 'billed', 0.04],
    [
      'the parts of the maker’s part',
      {
        ...byok,
        cost_details: {
          upstream_inference_cost: null,
          upstream_inference_prompt_cost: 0.001,
          upstream_inference_completions_cost: 0.03,
        },
      },
      'billed',
      0.031,
    ],
    ['the user’s own key and no sum', { ...byok, cost_details: { upstream_inference_cost: null } }, 'unknown'],
    [
      'the maker’s part, and nobody says whose key',
      { cost: 0, cost_details: { upstream_inference_cost: 0.03 } },
      'billed',
      0.03,
    ],
    ['the relay’s key', { is_byok: false, cost: 0, cost_details: { upstream_inference_cost: 0.03 } }, 'none', 0],
    ['more than any picture costs', { cost: 10_000_000 }, 'unknown'],
    ['a cost below zero', { cost: -1 }, 'unknown'],
    ['words as a cost', { cost: 'free', prompt_tokens: 4 }, 'unknown'],
    ['tokens of a picture', { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }] }, 'unknown'],
    [
      'tokens of a picture, in snake case',
      { candidates_tokens_details: [{ modality: 'IMAGE', token_count: 1120 }] },
      'unknown',
    ],
    ['tokens of a picture, as OpenAI counts', { completion_tokens_details: { image_tokens: 1120 } }, 'unknown'],
    ['only zeros', { prompt_tokens: 0, completion_tokens: 0 }, 'none'],
    [
      'zeros with a cost among them',
      { prompt_tokens: 0, completion_tokens: 0, cost_details: { upstream_inference_cost: 0.02 } },
      'billed',
      0.02,
    ],
  ];
  for (const [what, usage, charge, costUsd] of rows) {
    it(`is the charge of an answer without a picture: ${what}`, async () => {
      const facts = await failureOf({ body: { ...chat({ content: 'Words.' }), usage } });
      assert.deepEqual([facts.charge, facts.costUsd], [charge, costUsd]);
    });
  }

  const paid = { cost: 0.067 };
  const errors: Readonly<Record<string, readonly [status: number, body: unknown]>> = {
    'inside a choice': [200, { choices: [{ error: { message: 'The upstream broke', code: 502 } }], usage: paid }],
    'beside the error': [200, { error: { message: 'Rate limit', code: 429 }, usage: paid }],
    'inside the error': [200, { error: { message: 'Rate limit', code: 429, usage: paid } }],
    'inside a wrapper': [200, { data: { error: { message: 'Rate limit' }, usage: paid } }],
    'under an error status': [502, { error: { message: 'Bad gateway' }, usage: paid }],
    'under an error status that was nobody’s fault': [
      503,
      { error: { message: 'Overloaded', metadata: { usage: paid } } },
    ],
  };
  for (const [where, [status, body]] of Object.entries(errors)) {
    it(`is never nothing beside an error: ${where}`, async () => {
      const { charge, costUsd } = await failureOf({ status, body });
      assert.deepEqual([charge, costUsd], ['billed', 0.067]);
    });
  }

  it('is never nothing beside an error with the tokens of a picture', async () => {
    const usageMetadata = { candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1120 }] };
    assert.equal(
      await chargeOf({ error: { code: 500, message: 'Internal error' }, usageMetadata }, { status: 500 }),
      'unknown',
    );
  });

  it('is the dearest of what a stream says', async () => {
    const pieces = [
      { choices: [], usage: paid },
      { choices: [], usage: { cost: 0 } },
    ];
    const body = pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('');
    assert.equal(await chargeOf(body), 'billed');
  });

  it('is booked with a picture: both parts, and never an amount that nobody believes', async () => {
    const picture = { b64_json: b64(png) };
    const costOf = async (usage: unknown) => (await read({ body: { data: [picture], usage } })).usage?.costUsd;
    assert.equal(await costOf({ is_byok: true, cost: 0.001, cost_details: { upstream_inference_cost: 0.05 } }), 0.051);
    assert.equal(await costOf({ is_byok: true, cost: 0, prompt_tokens: 5 }), undefined);
    assert.equal(await costOf({ cost: 10_000_000, prompt_tokens: 5 }), undefined);
    assert.equal(await costOf({ cost: 0 }), 0);
    assert.equal(await costOf({ prompt_tokens: 0, total_tokens: 0 }), undefined);
  });

  it('counts text and thinking once: the total without the rest', async () => {
    const usageMetadata = {
      ...{ promptTokenCount: 326, candidatesTokenCount: 2340, thoughtsTokenCount: 340, totalTokenCount: 2666 },
      candidatesTokensDetails: [
        { modality: 'IMAGE', tokenCount: 1000 },
        { modality: 'IMAGE', tokenCount: 1000 },
      ],
    };
    const inlineData = { mimeType: 'image/png', data: b64(png) };
    const { usage } = await read({ body: { ...gemini([{ inlineData }]), usageMetadata } });
    assert.deepEqual([usage?.inputTokens, usage?.imageTokens, usage?.textTokens], [326, 2000, 340]);
  });
});

describe('A service that bills every answer', () => {
  const errors = [
    google(429, 'RESOURCE_EXHAUSTED', 'Too many'),
    { error: { message: 'Invalid token', code: 401 } },
    { success: false, message: 'no available channel for model x' },
    chat({ content: JSON.stringify(google(503, 'UNAVAILABLE', 'Overloaded')) }),
    { choices: [], usage: { prompt_tokens: 0, total_tokens: 0 } },
    finished('You will not be charged.'),
  ];
  for (const body of errors) {
    it(`is never known to be free under 200: ${JSON.stringify(body).slice(0, 60)}`, async () => {
      assert.equal(await chargeOf(body, { billsEveryAnswer: true }), 'unknown');
      assert.equal(await chargeOf(body), 'none');
    });
  }

  it('is free under an error status', async () => {
    assert.equal(await chargeOf(google(429, 'X', 'Too many'), { status: 429, billsEveryAnswer: true }), 'none');
  });
});

describe('A cheap answer without a picture', () => {
  const studio = { preset: presets['google-ai-studio'], firstParty: true };
  const elsewhere = { ...studio, firstParty: false };
  const noImage = { kind: 'noImage', charge: 'unknown' } as const;

  it('is one of the maker’s own address', () => {
    assert.deepEqual([nextStep(noImage, studio), mayRepeat(noImage, studio)], ['nextRoute', true]);
    assert.deepEqual([nextStep(noImage, elsewhere), mayRepeat(noImage, elsewhere)], ['uncertain', false]);
  });

  it('is none where a picture was paid or a price told', () => {
    assert.equal(isFree({ ...noImage, toldPaid: true }, studio), false);
    assert.equal(isFree({ ...noImage, charge: 'billed' }, studio), false);
  });
});
