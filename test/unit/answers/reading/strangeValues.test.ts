import assert from 'node:assert/strict';
import { assertPictures, b64, failureOf, png, read } from '../support';

/** Values that JavaScript can turn neither into a text nor into a number, wherever a text or number is due. */
const values: Readonly<Record<string, string>> = {
  'lists in lists': '['.repeat(150_000) + ']'.repeat(150_000),
  'an object that hides how it becomes a text': '{"toString":1,"valueOf":1,"toJSON":1}',
};

const names = [
  ...[
    'id',
    'type',
    'code',
    'status',
    'reason',
    'param',
    'modality',
    'tokenCount',
    'totalTokenCount',
    'cost',
    'mimeType',
  ],
  ...['isByok', 'byok', 'costDetails', 'upstreamInferenceCost', 'imageCount', 'promptTokens', 'outputTokensDetails'],
  ...['finishReason', 'blockReason', 'finishMessage', 'modelStage', 'message', 'retirementTime', 'request_id', 'extra'],
];
const timeNames = ['seconds', 'nanos', 'reset_at', 'retry_after', 'quotaId', 'quotaValue', 'reason', 'url', 'extra'];

const picture = JSON.stringify({ inlineData: { mimeType: 'image/png', data: b64(png) } });

describe('A value that is neither text nor number', () => {
  for (const [what, value] of Object.entries(values)) {
    for (const name of names) {
      it(`does not lose the picture beside it: ${what} as ${name}`, async () => {
        const field = `"${name}":${value}`;
        const usage = `"usageMetadata":{${field},"candidatesTokensDetails":[{${field}}]}`;
        const candidate = `{${field},"content":{"parts":[{"note":{${field}}},${picture}]}}`;
        const body = `{${field},"modelStatus":{${field}},${usage},"candidates":[${candidate}]}`;
        await assertPictures({ body }, [png]);
      });
    }

    for (const name of timeNames) {
      it(`does not hide a rate limit: ${what} as ${name}`, async () => {
        const field = `"${name}":${value}`;
        const info = `{"@type":"RetryInfo","retryDelay":{${field}},"metadata":{${field}},"violations":[{${field}}],"links":[{${field}}]}`;
        const body = `{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Slow down.",${field},"details":[${info}]}}`;
        assert.equal((await failureOf({ status: 429, body })).kind, 'rateLimit');
      });
    }
  }
});

describe('Counts of tokens that no answer can have', () => {
  it('stay finite, alone and in sums', async () => {
    const image = '{"modality":"IMAGE","tokenCount":1e308}';
    const usage = `{"promptTokenCount":1e308,"toolUsePromptTokenCount":1e308,"thoughtsTokenCount":1e999,"candidatesTokensDetails":[${image},${image}]}`;
    const body = `{"candidates":[{"content":{"parts":[${picture}]}}],"usageMetadata":${usage}}`;
    const counts = Object.values((await read({ body })).usage ?? {}).filter((value) => value !== undefined);
    assert.equal(counts.length, 3);
    assert.ok(counts.every(Number.isFinite), String(counts));
  });

  it('may have been paid all the same', async () => {
    const usage = { cost: 0, completion_tokens_details: { image_tokens: Number.MAX_VALUE } };
    const body = JSON.stringify({ choices: [], usage }).replace('1.7976931348623157e+308', '1e999');
    assert.equal((await failureOf({ body })).charge, 'unknown');
  });
});
