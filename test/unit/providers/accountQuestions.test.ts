import assert from 'node:assert/strict';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { Credential, Route } from '../../../src/core/services/route';
import { parseRoutes } from '../../../src/core/settings/settings';
import { createAccountQuestions } from '../../../src/providers/freeChecks/accountQuestions';
import type { HttpRequest } from '../../../src/providers/transport/httpClient';
import { createTransport } from '../../../src/providers/transport/transport';
import { key, token } from './onTheWire';

type Answers = Readonly<Record<string, readonly [status: number, body: unknown]>>;

const signal = new AbortController().signal;

function routeOf(entry: Readonly<Record<string, string>>): Route {
  return parseRoutes([{ id: 'r', ...entry }])[0] ?? assert.fail();
}

/** The questions to a service that answers by path, and what was sent to it. */
function service(answers: Answers) {
  const sent: HttpRequest[] = [];
  const transport = createTransport(async (request) => {
    sent.push(request);
    const [status, body] = answers[request.url.pathname] ?? [404, { error: 'no such address' }];
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const chunks = (async function* () {
      yield bytes;
    })();
    return { status, headers: new Headers({ 'content-type': 'application/json' }), body: chunks };
  });
  return { ...createAccountQuestions(transport), sent };
}

const openrouter = routeOf({ preset: 'openrouter' });
const relay = routeOf({ preset: 'openai-compatible', baseUrl: 'https://relay.example/v1' });

describe('what OpenRouter says of one answer', () => {
  const cost = (data: object, credential: Credential = key) => {
    const { costOf, sent } = service({ '/api/v1/generation': [200, { data: { id: 'gen-1', ...data } }] });
    return { told: costOf(openrouter, credential, 'gen-1', signal), sent };
  };

  it('is asked at the route’s own address, with its key', async () => {
    const { told, sent } = cost({ total_cost: 0.0672, is_byok: false, upstream_inference_cost: null });
    assert.equal(await told, 0.0672);
    assert.deepEqual(
      sent.map(({ url, headers }) => [url.href, headers['authorization']]),
      [['https://openrouter.ai/api/v1/generation?id=gen-1', 'Bearer test-key-not-real']],
    );
  });

  it('is its fee and the maker’s part where the user’s own key paid', async () => {
    const own = { total_cost: 0.003, is_byok: true };
    assert.equal(await cost({ ...own, upstream_inference_cost: 0.067 }).told, 0.07);
    assert.equal(await cost({ ...own, upstream_inference_cost: null }).told, undefined);
  });

  it('is not believed where it is of another answer, or no sum', async () => {
    for (const data of [
      { id: 'gen-2', total_cost: 0.1 },
      { total_cost: -1 },
      { total_cost: 1e6 },
      { total_cost: '0.1' },
      {},
    ]) {
      assert.equal(await cost(data).told, undefined, JSON.stringify(data));
    }
  });

  it('is unknown where it does not know the id, and nothing is asked about what is none', async () => {
    const { costOf, sent } = service({});
    assert.equal(await costOf(openrouter, key, 'gen-1', signal), undefined);
    assert.equal(sent.length, 1);
    for (const id of ['req-1', 'gen-1&x=1', 'gen-../key', '']) {
      assert.equal(await costOf(openrouter, key, id, signal), undefined);
    }
    assert.equal(sent.length, 1);
  });

  it('fails for free, and says how', async () => {
    const fails = async (answer: Answers[string], credential: Credential = key) => {
      const { costOf } = service({ '/api/v1/generation': answer });
      const error: unknown = await costOf(openrouter, credential, 'gen-1', signal).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof GenerationFailure);
      return [error.kind, error.charge];
    };
    assert.deepEqual(await fails([401, {}]), ['auth', 'none']);
    assert.deepEqual(await fails([302, '']), ['badResponse', 'none']);
    assert.deepEqual(await fails([200, 'x'.repeat(70_000)]), ['badResponse', 'none']);
    assert.deepEqual(await fails([200, {}], token), ['auth', 'none']);
  });
});

describe('the credit that is left', () => {
  it('is what OpenRouter’s key may still spend; no limit is no sum', async () => {
    const left = (data: object) => service({ '/api/v1/key': [200, { data }] }).creditLeft(openrouter, key, signal);
    assert.deepEqual(await left({ limit: 10, limit_remaining: 7.5, usage: 2.5 }), { leftUsd: 7.5, usedUsd: 2.5 });
    const unlimited = { limit: null, limit_remaining: null, usage: 2.5 };
    assert.deepEqual(await left(unlimited), { leftUsd: undefined, usedUsd: 2.5 });
    assert.equal(await left({ limit: 10, limit_remaining: 'much', usage: 2.5 }), undefined);
    assert.equal(await left({ limit: 10, limit_remaining: null, usage: 2.5 }), undefined);
  });

  const usage = { object: 'token_usage', total_available: 1_250_000, total_used: 500_000, unlimited_quota: false };
  const left = (data: object, more: Answers = {}, route = relay) =>
    service({ '/api/usage/token': [200, { code: true, data }], ...more }).creditLeft(route, key, signal);

  it('is told by new-api in units of its own', async () => {
    assert.equal(await left(usage), undefined); // nobody says what a unit is
    const other: Answers = { '/api/status': [200, { data: { quota_per_unit: 250_000 } }] };
    assert.deepEqual(await left(usage, other), { leftUsd: 5, usedUsd: 2 });
    assert.deepEqual(await left({ ...usage, unlimited_quota: true }, other), { leftUsd: undefined, usedUsd: 2 });
  });

  it('is unknown where a service has no such question, or answers in units that nobody knows', async () => {
    assert.equal(await left({ ...usage, object: 'other' }), undefined);
    assert.equal(await left(usage, { '/api/usage/token': [403, { error: 'no' }] }), undefined);
    assert.equal(await service({}).creditLeft(relay, key, signal), undefined);
    const studio = service({});
    assert.equal(await studio.creditLeft(routeOf({ preset: 'google-ai-studio' }), key, signal), undefined);
    assert.equal(studio.sent.length, 0);
  });
});
