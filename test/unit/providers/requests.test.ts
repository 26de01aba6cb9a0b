import assert from 'node:assert/strict';
import type { ImageRequest } from '../../../src/core/image';
import { findModel } from '../../../src/core/models';
import type { AttemptCall } from '../../../src/core/provider';
import type { Credential, Route } from '../../../src/core/route';
import { modelIdsOf } from '../../../src/core/route';
import { parseRoutes } from '../../../src/core/settings';
import { createProviders } from '../../../src/providers/all';
import { createTransport } from '../../../src/providers/transport';
import type { EdgeRequest } from '../../../src/providers/transport/edge';

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgYGAAAAAEAAHI6uv5AAAAAElFTkSuQmCC',
  'base64',
);

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The request that a route puts on the wire, caught at the outermost edge. */
async function wire(
  entry: Readonly<Record<string, string>>,
  credential: Credential,
  change: Partial<ImageRequest> = {},
): Promise<Sent> {
  const requests: EdgeRequest[] = [];
  const transport = createTransport(async (request) => {
    requests.push(request);
    request.onSent();
    return { status: 503, headers: new Headers(), body: (async function* () {})() };
  });
  const painter = { generate: async () => pixel };
  const [route] = parseRoutes([{ id: 'r', ...entry }]) as [Route];
  const request: ImageRequest = {
    prompt: 'a fox',
    model: 'nano-banana-2',
    size: '1K',
    ratio: '1:1',
    references: [],
    ...change,
  };
  const model = findModel(request.model) ?? assert.fail();
  const call: AttemptCall = {
    request,
    model,
    modelId: modelIdsOf(route, model)[0] ?? assert.fail(),
    route,
    baseUrl: route.baseUrls[0] ?? '',
    credential,
    signal: new AbortController().signal,
    onSent: () => undefined,
  };
  const provider = createProviders(transport, painter)[route.wire] ?? assert.fail();
  await assert.rejects(provider.generate(call));
  assert.equal(requests.length, 1);
  const [sent] = requests as [EdgeRequest];
  return {
    method: sent.method,
    url: sent.url.href,
    headers: sent.headers,
    body: JSON.parse(Buffer.from(sent.body ?? []).toString()) as unknown,
  };
}

const key: Credential = { kind: 'key', key: 'test-key-not-real' };
const studio = { preset: 'google-ai-studio' };
const references = [
  { bytes: pixel, mime: 'image/png' },
  { bytes: pixel, mime: 'image/png' },
];
const base64 = pixel.toString('base64');

const common = {
  'accept-encoding': 'gzip, br',
  'content-type': 'application/json',
  'user-agent': 'Dualtrack',
};

function geminiBody(parts: unknown[], modalities: string[], imageConfig: unknown): unknown {
  return {
    contents: [{ parts, role: 'user' }],
    generationConfig: { responseModalities: modalities, imageConfig },
  };
}

describe('the request on the wire', () => {
  it('of Google AI Studio: generateContent with the key in its header', async () => {
    const sent = await wire(studio, key);
    assert.deepEqual(sent, {
      method: 'POST',
      url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.1-flash-image:generateContent',
      headers: { ...common, 'x-goog-api-key': 'test-key-not-real' },
      body: geminiBody([{ text: 'a fox' }], ['IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }),
    });
  });

  it('of Google AI Studio: size, ratio and references', async () => {
    const { body } = await wire(studio, key, { size: '4K', ratio: '16:9', references });
    const inline = { inlineData: { mimeType: 'image/png', data: base64 } };
    const parts = [inline, inline, { text: 'a fox' }];
    assert.deepEqual(body, geminiBody(parts, ['IMAGE'], { aspectRatio: '16:9', imageSize: '4K' }));
  });

  it('of the 2.5 model has no size, which it does not know', async () => {
    const { body } = await wire(studio, key, { model: 'nano-banana' });
    assert.deepEqual(body, geminiBody([{ text: 'a fox' }], ['IMAGE'], { aspectRatio: '1:1' }));
  });

  it('of Vertex AI: project and location in the path, the token in the header', async () => {
    const token: Credential = { kind: 'accessToken', token: 'test-token-not-real' };
    const sent = await wire({ preset: 'vertex-ai', project: 'my-project' }, token, { size: '2K', ratio: '9:16' });
    const path = 'projects/my-project/locations/global/publishers/google/models/gemini-3.1-flash-image';
    assert.deepEqual(sent, {
      method: 'POST',
      url: `https://aiplatform.googleapis.com/v1beta1/${path}:generateContent`,
      headers: { ...common, authorization: 'Bearer test-token-not-real' },
      body: geminiBody([{ text: 'a fox' }], ['IMAGE'], { aspectRatio: '9:16', imageSize: '2K' }),
    });
  });

  it('of Vertex AI: its own options', async () => {
    const token: Credential = { kind: 'accessToken', token: 'test-token-not-real' };
    const vertex = {
      outputMimeType: 'image/jpeg',
      outputCompressionQuality: 80,
      personGeneration: 'ALLOW_NONE',
    } as const;
    const { body } = await wire({ preset: 'vertex-ai', project: 'my-project' }, token, { vertex });
    const imageConfig = {
      aspectRatio: '1:1',
      imageSize: '1K',
      personGeneration: 'ALLOW_NONE',
      imageOutputOptions: { mimeType: 'image/jpeg', compressionQuality: 80 },
    };
    assert.deepEqual(body, geminiBody([{ text: 'a fox' }], ['IMAGE'], imageConfig));
  });

  it('of APIYI: the native wire with the key as bearer', async () => {
    const sent = await wire({ preset: 'apiyi' }, key, { size: '4K', ratio: '16:9' });
    assert.deepEqual(sent, {
      method: 'POST',
      url: 'https://vip.apiyi.com/v1beta/models/gemini-3.1-flash-image:generateContent',
      headers: { ...common, authorization: 'Bearer test-key-not-real' },
      body: geminiBody([{ text: 'a fox' }], ['TEXT', 'IMAGE'], { aspectRatio: '16:9', imageSize: '4K' }),
    });
  });

  it('of APIYI over chat: model and one user message, and nothing else', async () => {
    const sent = await wire({ preset: 'apiyi', wire: 'chat' }, key);
    assert.deepEqual(sent, {
      method: 'POST',
      url: 'https://vip.apiyi.com/v1/chat/completions',
      headers: { ...common, accept: 'application/json', authorization: 'Bearer test-key-not-real' },
      body: { model: 'gemini-3.1-flash-image', messages: [{ role: 'user', content: 'a fox' }] },
    });
  });

  it('of an OpenAI-compatible service: size and ratio as image_config, references as data URLs', async () => {
    const entry = { preset: 'openai-compatible', baseUrl: 'https://relay.example/api/v1/' };
    const sent = await wire(entry, key, { size: '4K', ratio: '16:9', references });
    const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
    assert.equal(sent.url, 'https://relay.example/api/v1/chat/completions');
    assert.deepEqual(sent.body, {
      model: 'gemini-3.1-flash-image',
      messages: [{ role: 'user', content: [picture, picture, { type: 'text', text: 'a fox' }] }],
      modalities: ['image', 'text'],
      image_config: { aspect_ratio: '16:9', image_size: '4K' },
    });
  });

  it('of a Gemini-compatible service goes below its address', async () => {
    const sent = await wire({ preset: 'gemini-compatible', baseUrl: 'https://gateway.example/google/v1beta' }, key);
    assert.equal(sent.url, 'https://gateway.example/google/v1beta/models/gemini-3.1-flash-image:generateContent');
    assert.equal(sent.headers['x-goog-api-key'], 'test-key-not-real');
  });

  it('is deaf to every environment variable of both SDKs', async () => {
    const poison: Readonly<Record<string, string>> = {
      GOOGLE_API_KEY: 'poison',
      GEMINI_API_KEY: 'poison',
      GOOGLE_GENAI_USE_VERTEXAI: 'true',
      GOOGLE_GENAI_USE_ENTERPRISE: 'true',
      GOOGLE_CLOUD_PROJECT: 'poison',
      GOOGLE_CLOUD_LOCATION: 'poison',
      GOOGLE_CLOUD_QUOTA_PROJECT: 'poison',
      GOOGLE_GEMINI_BASE_URL: 'https://poison.example',
      GOOGLE_VERTEX_BASE_URL: 'https://poison.example',
      GOOGLE_GENAI_API_VERSION: 'poison',
      GOOGLE_APPLICATION_CREDENTIALS: '/poison.json',
      OPENAI_API_KEY: 'poison',
      OPENAI_BASE_URL: 'https://poison.example',
      OPENAI_ORG_ID: 'poison',
      OPENAI_PROJECT_ID: 'poison',
      OPENAI_CUSTOM_HEADERS: 'authorization: Bearer poison\nx-poison: poison',
      OPENAI_LOG: 'debug',
    };
    const token: Credential = { kind: 'accessToken', token: 'test-token-not-real' };
    const all = (): Promise<Sent[]> =>
      Promise.all([
        wire(studio, key),
        wire({ preset: 'vertex-ai', project: 'my-project' }, token),
        wire({ preset: 'apiyi' }, key),
        wire({ preset: 'apiyi', wire: 'chat' }, key),
      ]);
    const clean = await all();
    const before = { ...process.env };
    Object.assign(process.env, poison);
    try {
      assert.deepEqual(await all(), clean);
    } finally {
      for (const name of Object.keys(poison)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
    assert.ok(!JSON.stringify(clean).includes('poison'));
  });
});
