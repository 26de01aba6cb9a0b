import assert from 'node:assert/strict';
import type { Route } from '../../../src/core/services/route';
import { modelIdsOf } from '../../../src/core/services/route';
import type { CheckResult } from '../../../src/core/failures/routeCheck';
import { findModel } from '../../../src/core/services/models';
import { parseRoutes } from '../../../src/core/settings/settings';
import type { ProbeLimits } from '../../../src/providers/freeChecks/probe';
import { createProbe } from '../../../src/providers/freeChecks/probe';
import { createTransport } from '../../../src/providers/transport/transport';
import type { HttpClient, HttpRequest } from '../../../src/providers/transport/httpClient';
import { key, token } from './onTheWire';

type Answer = readonly [status: number, body: unknown];
const known: Answer = [200, { id: 'm', totalTokens: 1 }];
const listed: Answer = [
  200,
  { data: [{ id: 'other' }, { id: 'gemini-3.1-flash-image' }, { id: 'google/gemini-3.1-flash-image' }] },
];

function answerOf([status, body]: Answer) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return {
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    body: (async function* () {
      yield bytes;
    })(),
  };
}

/** A check over an HTTP client that answers as told, request by request; an error is thrown instead. */
async function check(
  entry: Readonly<Record<string, string>>,
  answers: readonly (Answer | Error)[],
  stop = new AbortController(),
) {
  const sent: HttpRequest[] = [];
  const http: HttpClient = async (request) => {
    sent.push(request);
    const answer = answers[sent.length - 1] ?? assert.fail(`an unexpected request to ${request.url.href}`);
    if (answer instanceof Error) throw answer;
    return answerOf(answer);
  };
  const [route] = parseRoutes([{ id: 'r', ...entry }]) as [Route];
  const model = findModel(route.preset.id === 'openai' ? 'gpt-image' : 'nano-banana-2') ?? assert.fail();
  const credential = route.preset.id === 'vertex-ai' ? token : key;
  const probe = createProbe(createTransport(http), () => assert.fail('no token is needed'));
  const result: CheckResult = await probe({ route, modelIds: modelIdsOf(route, model), credential }, stop.signal);
  return { result, sent, asked: sent.map(({ method, url }) => `${method} ${url.href}`) };
}

describe('the free question', () => {
  it('to Google AI Studio is about the model, with the key in its header', async () => {
    const { result, asked, sent } = await check({ preset: 'google-ai-studio' }, [known]);
    assert.deepEqual(asked, ['GET https://generativelanguage.googleapis.com/v1beta/models/gemini-3.1-flash-image']);
    assert.equal(sent[0]?.headers['x-goog-api-key'], 'test-key-not-real');
    assert.equal(sent[0]?.body, undefined);
    assert.equal(result.failure, undefined);
    assert.equal(result.modelId, 'gemini-3.1-flash-image');
  });

  it('to Vertex AI counts the tokens of one letter, within the project', async () => {
    const { asked, sent } = await check({ preset: 'vertex-ai', project: 'my-project' }, [known]);
    const path = 'projects/my-project/locations/global/publishers/google/models/gemini-3.1-flash-image:countTokens';
    assert.deepEqual(asked, [`POST https://aiplatform.googleapis.com/v1beta1/${path}`]);
    assert.equal(Buffer.from(sent[0]?.body ?? []).toString(), '{"contents":[{"role":"user","parts":[{"text":"x"}]}]}');
    assert.equal(sent[0]?.headers['authorization'], 'Bearer test-token-not-real');
  });

  for (const [preset, origin] of [
    ['apiyi', 'https://vip.apiyi.com'],
    ['laozhang', 'https://api.laozhang.ai'],
    ['openai', 'https://api.openai.com'],
  ] as const) {
    it(`to ${preset} is its list of models, with the key as bearer`, async () => {
      const list: Answer = [200, { data: [{ id: 'gemini-3.1-flash-image' }, { id: 'gpt-image-2' }] }];
      const { asked, sent, result } = await check({ preset }, [list]);
      assert.deepEqual(asked, [`GET ${origin}/v1/models`]);
      assert.equal(sent[0]?.headers['authorization'], 'Bearer test-key-not-real');
      assert.equal(sent[0]?.headers['x-goog-api-key'], undefined);
      assert.equal(result.failure, undefined);
    });
  }

  it('to OpenRouter is about the key first, since its list is public', async () => {
    const { asked, result } = await check({ preset: 'openrouter' }, [known, listed]);
    const root = 'https://openrouter.ai/api/v1';
    assert.deepEqual(asked, [`GET ${root}/key`, `GET ${root}/models?output_modalities=image`]);
    assert.equal(result.modelId, 'google/gemini-3.1-flash-image');
  });

  it('to an OpenAI-compatible service goes below its address', async () => {
    const { asked } = await check({ preset: 'openai-compatible', baseUrl: 'https://relay.example/api/v1' }, [listed]);
    assert.deepEqual(asked, ['GET https://relay.example/api/v1/models']);
  });

  it('to a Gemini-compatible service is about the model', async () => {
    const { asked } = await check({ preset: 'gemini-compatible', baseUrl: 'https://gateway.example/google/v1beta' }, [
      known,
    ]);
    assert.deepEqual(asked, ['GET https://gateway.example/google/v1beta/models/gemini-3.1-flash-image']);
  });
});

describe('what comes of the free question', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const gone: Answer = [404, { error: { code: 404, status: 'NOT_FOUND', message: 'models/x is not found' } }];

  it('tries the next address where one cannot be reached, and remembers which', async () => {
    const { asked, result } = await check({ preset: 'apiyi' }, [refused, listed]);
    assert.deepEqual(asked, ['GET https://vip.apiyi.com/v1/models', 'GET https://api.apiyi.com/v1/models']);
    assert.equal(result.failure, undefined);
    assert.deepEqual(
      result.passedOver.map(({ host, failure }) => [host, failure.kind]),
      [['vip.apiyi.com', 'network']],
    );
  });

  it('gives up where none can be reached', async () => {
    const { result } = await check({ preset: 'apiyi' }, [refused, refused, refused]);
    assert.equal(result.failure?.kind, 'network');
    assert.equal(result.passedOver.length, 2);
  });

  it('tries no other address after an answer', async () => {
    const { asked, result } = await check({ preset: 'apiyi' }, [
      [401, { error: { code: 'invalid_api_key', message: 'no' } }],
    ]);
    assert.equal(asked.length, 1);
    assert.equal(result.failure?.kind, 'auth');
  });

  it('tries the next id of the model where one is gone', async () => {
    const { asked, result } = await check({ preset: 'google-ai-studio' }, [gone, known]);
    assert.equal(asked.length, 2);
    assert.equal(result.modelId, 'gemini-3.1-flash-image-preview');
  });

  it('is the group of a relay’s key that lacks the model, where the list has none of its ids', async () => {
    const { result } = await check({ preset: 'apiyi' }, [[200, { data: [{ id: 'gpt-4o' }] }]]);
    assert.equal(result.failure?.kind, 'model');
    assert.equal(result.failure.reason, 'groupWithoutModel');
  });

  it('is no group at the provider itself', async () => {
    const { result } = await check({ preset: 'openai' }, [[200, { data: [{ id: 'gpt-4o' }] }]]);
    assert.equal(result.failure?.kind, 'model');
    assert.equal(result.failure.reason, undefined);
  });

  it('is no group at services that have none', async () => {
    const own = { preset: 'openai-compatible', baseUrl: 'https://gateway.example' };
    const { result } = await check(own, [[200, { data: [{ id: 'our-nano-banana' }] }]]);
    assert.equal(result.failure?.kind, 'model');
    assert.equal(result.failure.reason, undefined);
    const router = await check({ preset: 'openrouter' }, [known, [200, { data: [{ id: 'other' }] }]]);
    assert.equal(router.result.failure?.reason, undefined);
  });

  it('blames the variable that names the file of a credential, and only for what is wrong with it', async () => {
    const [route] = parseRoutes([{ id: 'r', preset: 'vertex-ai', project: 'my-project' }]) as [Route];
    const refused = (status: number, error: string) =>
      Object.assign(new Error(error), { response: { status, data: { error } } });
    const told = async (error: Error, fromVariable: boolean) => {
      const probe = createProbe(
        createTransport(() => assert.fail()),
        () => Promise.reject(error),
      );
      const credential = { kind: 'google', json: {}, ...(fromVariable ? { fromVariable } : {}) } as const;
      const { failure } = await probe({ route, modelIds: ['m'], credential }, new AbortController().signal);
      return [failure?.kind, failure?.reason];
    };
    assert.deepEqual(await told(refused(400, 'invalid_grant'), true), ['auth', 'credentialsVariable']);
    assert.deepEqual(await told(refused(400, 'invalid_grant'), false), ['auth', 'credentialsRevoked']);
    assert.deepEqual(await told(refused(503, 'internal_failure'), true), ['server', undefined]);
  });

  it('is a wrong address where a page or something else comes', async () => {
    for (const answer of [
      [200, '<html><title>Console</title></html>'],
      [200, { hello: 1 }],
      [302, ''],
    ] as const) {
      const { result } = await check({ preset: 'apiyi' }, [answer]);
      assert.equal(result.failure?.kind, 'badResponse');
      assert.equal(result.failure.charge, 'none');
    }
  });

  it('never holds the key, whatever a service sends back', async () => {
    const { result } = await check({ preset: 'apiyi' }, [[401, { error: { message: 'bad key test-key-not-real' } }]]);
    assert.doesNotMatch(JSON.stringify(result), /test-key-not-real/);
  });

  it('is a stop of the user’s, not a fault, when they stop it', async () => {
    const stop = new AbortController();
    stop.abort();
    const { result } = await check(
      { preset: 'apiyi' },
      [Object.assign(new Error('aborted'), { name: 'AbortError' })],
      stop,
    );
    assert.equal(result.failure?.kind, 'cancelled');
  });

  it('is a time-out when nothing comes in time', async () => {
    const { result } = await checkWhere(() => true, { ms: 20, addressMs: 60_000 });
    assert.equal(result.failure?.kind, 'timeout');
    assert.equal(result.failure.charge, 'none');
    assert.deepEqual(result.passedOver, []);
  });

  it('tries the next address where one swallows the connection', async () => {
    const { result, hosts } = await checkWhere((host) => host === 'vip.apiyi.com', { ms: 60_000, addressMs: 20 });
    assert.equal(result.failure, undefined);
    assert.deepEqual(hosts, ['vip.apiyi.com', 'api.apiyi.com']);
    assert.deepEqual(
      result.passedOver.map(({ host, failure }) => [host, failure.kind, failure.charge]),
      [['vip.apiyi.com', 'timeout', 'none']],
    );
  });

  it('gives the last address what is left of the time', async () => {
    const { result, hosts } = await checkWhere(() => true, { ms: 300, addressMs: 20 });
    assert.equal(result.failure?.kind, 'timeout');
    assert.equal(hosts.length, 3);
  });

  /** APIYI with some hosts that never answer. */
  async function checkWhere(hangs: (host: string) => boolean, limits: ProbeLimits) {
    const hosts: string[] = [];
    const http: HttpClient = ({ url, signal }) => {
      hosts.push(url.host);
      if (!hangs(url.host)) return Promise.resolve(answerOf(listed));
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const probe = createProbe(createTransport(http), () => assert.fail(), limits);
    const [route] = parseRoutes([{ id: 'r', preset: 'apiyi' }]) as [Route];
    const modelIds = ['gemini-3.1-flash-image'];
    const result = await probe({ route, modelIds, credential: key }, new AbortController().signal);
    return { result, hosts };
  }
});
