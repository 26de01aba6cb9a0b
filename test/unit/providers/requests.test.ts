import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ImageRequest } from '../../../src/core/pictures/image';
import { parseModels } from '../../../src/core/settings/modelSettings';
import type { Sent } from './onTheWire';
import { base64, key, references, sentBy, token, withEnvironment } from './onTheWire';

const common = {
  'accept-encoding': 'gzip, br',
  'content-type': 'application/json',
  'user-agent': 'Dualtrack',
};
const bearer = { ...common, authorization: 'Bearer test-key-not-real' };
const wide4K: Partial<ImageRequest> = { size: '4K', ratio: '16:9' };
const words = [{ text: 'a fox' }];

function geminiBody(parts: unknown[], modalities: string[], imageConfig: unknown): unknown {
  return {
    contents: [{ parts, role: 'user' }],
    generationConfig: { responseModalities: modalities, imageConfig },
  };
}

const inline = { inlineData: { mimeType: 'image/png', data: base64 } };
const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
const question = { role: 'user', content: 'a fox' };
const questionWithPictures = { role: 'user', content: [picture, picture, { type: 'text', text: 'a fox' }] };

describe('the request to Google AI Studio', () => {
  const studio = { preset: 'google-ai-studio' };

  it('is generateContent, with the key in a header of its own', async () => {
    assert.deepEqual(await sentBy(studio), {
      method: 'POST',
      url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.1-flash-image:generateContent',
      headers: { ...common, 'x-goog-api-key': 'test-key-not-real' },
      body: geminiBody(words, ['IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }),
    });
  });

  it('names size and ratio', async () => {
    const { body } = await sentBy(studio, { request: wide4K });
    assert.deepEqual(body, geminiBody(words, ['IMAGE'], { aspectRatio: '16:9', imageSize: '4K' }));
  });

  it('has references before the words', async () => {
    const { body } = await sentBy(studio, { request: { references } });
    assert.deepEqual(body, geminiBody([inline, inline, ...words], ['IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }));
  });

  it('names no size to the 2.5 model, which knows none', async () => {
    const { body } = await sentBy(studio, { request: { model: 'nano-banana' } });
    assert.deepEqual(body, geminiBody(words, ['IMAGE'], { aspectRatio: '1:1' }));
  });
});

describe('the request to Vertex AI', () => {
  const vertexAi = { preset: 'vertex-ai', project: 'my-project' };
  const credential = token;

  it('has project and location in the path and the token in the header', async () => {
    const path = 'projects/my-project/locations/global/publishers/google/models/gemini-3.1-flash-image';
    assert.deepEqual(await sentBy(vertexAi, { credential }), {
      method: 'POST',
      url: `https://aiplatform.googleapis.com/v1beta1/${path}:generateContent`,
      headers: { ...common, authorization: 'Bearer test-token-not-real' },
      body: geminiBody(words, ['IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }),
    });
  });

  it('names size and ratio', async () => {
    const { body } = await sentBy(vertexAi, { credential, request: wide4K });
    assert.deepEqual(body, geminiBody(words, ['IMAGE'], { aspectRatio: '16:9', imageSize: '4K' }));
  });

  it('has references before the words', async () => {
    const { body } = await sentBy(vertexAi, { credential, request: { references } });
    assert.deepEqual(body, geminiBody([inline, inline, ...words], ['IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }));
  });

  it('names the options that no other service has', async () => {
    const vertex = {
      outputMimeType: 'image/jpeg',
      outputCompressionQuality: 80,
      personGeneration: 'ALLOW_NONE',
    } as const;
    const { body } = await sentBy(vertexAi, { credential, request: { vertex } });
    const imageConfig = {
      aspectRatio: '1:1',
      imageSize: '1K',
      personGeneration: 'ALLOW_NONE',
      imageOutputOptions: { mimeType: 'image/jpeg', compressionQuality: 80 },
    };
    assert.deepEqual(body, geminiBody(words, ['IMAGE'], imageConfig));
  });
});

for (const [preset, name, origin] of [
  ['apiyi', 'APIYI', 'https://vip.apiyi.com'],
  ['laozhang', 'LaoZhang', 'https://api.laozhang.ai'],
] as const) {
  describe(`the request to ${name}`, () => {
    const relay = { preset };
    const chat = { preset, wire: 'chat' };

    it('is generateContent, with the key as bearer', async () => {
      assert.deepEqual(await sentBy(relay), {
        method: 'POST',
        url: `${origin}/v1beta/models/gemini-3.1-flash-image:generateContent`,
        headers: bearer,
        body: geminiBody(words, ['TEXT', 'IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }),
      });
    });

    it('names size and ratio', async () => {
      const { body } = await sentBy(relay, { request: wide4K });
      assert.deepEqual(body, geminiBody(words, ['TEXT', 'IMAGE'], { aspectRatio: '16:9', imageSize: '4K' }));
    });

    it('has references before the words', async () => {
      const { body } = await sentBy(relay, { request: { references } });
      const imageConfig = { aspectRatio: '1:1', imageSize: '1K' };
      assert.deepEqual(body, geminiBody([inline, inline, ...words], ['TEXT', 'IMAGE'], imageConfig));
    });

    it('over chat is a model, one message, and nothing else', async () => {
      assert.deepEqual(await sentBy(chat), {
        method: 'POST',
        url: `${origin}/v1/chat/completions`,
        headers: { ...bearer, accept: 'application/json' },
        body: { model: 'gemini-3.1-flash-image', messages: [question] },
      });
    });

    it('over chat says the ratio in words, and cannot say a size', async () => {
      const { body } = await sentBy(chat, { request: { ratio: '16:9' } });
      const content = 'a fox\n\nAspect ratio 16:9.';
      assert.deepEqual(body, { model: 'gemini-3.1-flash-image', messages: [{ role: 'user', content }] });
    });

    it('over chat has references as data URLs', async () => {
      const { body } = await sentBy(chat, { request: { references } });
      assert.deepEqual(body, { model: 'gemini-3.1-flash-image', messages: [questionWithPictures] });
    });
  });
}

describe('the request to OpenRouter', () => {
  const openrouter = { preset: 'openrouter' };
  const model = 'google/gemini-3.1-flash-image';
  const modalities = ['image', 'text'];

  it('is a chat that asks for a picture', async () => {
    assert.deepEqual(await sentBy(openrouter), {
      method: 'POST',
      url: 'https://openrouter.ai/api/v1/chat/completions',
      headers: { ...bearer, accept: 'application/json' },
      body: { model, messages: [question], modalities, image_config: { aspect_ratio: '1:1', image_size: '1K' } },
    });
  });

  it('names size and ratio, and the smallest size by its own name', async () => {
    const { body } = await sentBy(openrouter, { request: wide4K });
    const image_config = { aspect_ratio: '16:9', image_size: '4K' };
    assert.deepEqual(body, { model, messages: [question], modalities, image_config });
    const small = await sentBy(openrouter, { request: { size: '512' } });
    assert.deepEqual(small.body, {
      ...{ model, messages: [question], modalities },
      image_config: { aspect_ratio: '1:1', image_size: '0.5K' },
    });
  });

  it('has references as data URLs', async () => {
    const { body } = await sentBy(openrouter, { request: { references } });
    const image_config = { aspect_ratio: '1:1', image_size: '1K' };
    assert.deepEqual(body, { model, messages: [questionWithPictures], modalities, image_config });
  });

  it('asks a model without words for nothing but a picture', async () => {
    const own = { id: 'flux', sizes: ['1K'], imageOnly: true, services: { openrouter: { ids: ['maker/flux'] } } };
    const { body } = await sentBy(openrouter, { request: { model: 'flux' }, catalogue: parseModels([own]) });
    const image_config = { aspect_ratio: '1:1', image_size: '1K' };
    assert.deepEqual(body, { model: 'maker/flux', messages: [question], modalities: ['image'], image_config });
  });
});

describe('the request to a Gemini-compatible service', () => {
  const gateway = { preset: 'gemini-compatible', baseUrl: 'https://gateway.example/google/v1beta' };

  it('goes below its address', async () => {
    assert.deepEqual(await sentBy(gateway), {
      method: 'POST',
      url: 'https://gateway.example/google/v1beta/models/gemini-3.1-flash-image:generateContent',
      headers: { ...common, 'x-goog-api-key': 'test-key-not-real' },
      body: geminiBody(words, ['TEXT', 'IMAGE'], { aspectRatio: '1:1', imageSize: '1K' }),
    });
  });

  it('names size and ratio, and has references before the words', async () => {
    const { body } = await sentBy(gateway, { request: { ...wide4K, references } });
    const imageConfig = { aspectRatio: '16:9', imageSize: '4K' };
    assert.deepEqual(body, geminiBody([inline, inline, ...words], ['TEXT', 'IMAGE'], imageConfig));
  });

  it('has no key where the user says that there is none', async () => {
    const local = { preset: 'gemini-compatible', baseUrl: 'http://127.0.0.1:8317', credential: 'none' };
    const { headers } = await sentBy(local, { credential: { kind: 'none' } });
    assert.deepEqual(headers, common);
  });
});

describe('the request to an OpenAI-compatible service, over chat,', () => {
  const service = { preset: 'openai-compatible', baseUrl: 'https://relay.example/api/v1/' };
  const model = 'gemini-3.1-flash-image';

  it('has size and ratio as image_config, as LiteLLM takes them', async () => {
    assert.deepEqual(await sentBy(service, { request: { ...wide4K, references } }), {
      method: 'POST',
      url: 'https://relay.example/api/v1/chat/completions',
      headers: { ...bearer, accept: 'application/json' },
      body: {
        model,
        messages: [questionWithPictures],
        modalities: ['image', 'text'],
        image_config: { aspect_ratio: '16:9', image_size: '4K' },
      },
    });
    const { body } = await sentBy(service, { request: { size: '512' } });
    assert.deepEqual((body as { image_config: unknown }).image_config, { aspect_ratio: '1:1', image_size: '512' });
  });

  it('has them in extra_body in snake case, as new-api takes them', async () => {
    const { body } = await sentBy({ ...service, sizeDialect: 'extra_body_google' }, { request: wide4K });
    const extra_body = { google: { image_config: { aspect_ratio: '16:9', image_size: '4K' } } };
    assert.deepEqual(body, { model, messages: [question], extra_body });
  });

  it('has the ratio in a message of the system, where that is how it is told', async () => {
    const { body } = await sentBy({ ...service, sizeDialect: 'system_message' }, { request: { ratio: '16:9' } });
    const system = { role: 'system', content: 'aspect_ratio=16:9' };
    assert.deepEqual(body, { model, messages: [system, question], modalities: ['text', 'image'] });
  });

  it('is a model and one message to a plain relay', async () => {
    const { body } = await sentBy({ ...service, sizeDialect: 'none' });
    assert.deepEqual(body, { model, messages: [question] });
  });

  it('has no key where the user says that there is none', async () => {
    const local = { preset: 'openai-compatible', baseUrl: 'http://localhost:4000', credential: 'none' };
    const { url, headers } = await sentBy(local, { credential: { kind: 'none' } });
    assert.equal(url, 'http://localhost:4000/v1/chat/completions');
    assert.deepEqual(headers, { ...common, accept: 'application/json' });
  });
});

describe('every request', () => {
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
    OPENAI_ADMIN_KEY: 'poison',
    OPENAI_BASE_URL: 'https://poison.example',
    OPENAI_ORG_ID: 'poison',
    OPENAI_PROJECT_ID: 'poison',
    OPENAI_WEBHOOK_SECRET: 'poison',
    OPENAI_CUSTOM_HEADERS: 'authorization: Bearer poison\nx-poison: poison',
    OPENAI_LOG: 'debug',
  };

  it('is deaf to the environment, on every wire and with every kind of credential', async () => {
    const local = { preset: 'openai-compatible', baseUrl: 'http://127.0.0.1:1234', credential: 'none' };
    const all = (): Promise<Sent[]> =>
      Promise.all([
        sentBy({ preset: 'google-ai-studio' }),
        sentBy({ preset: 'vertex-ai', project: 'my-project' }, { credential: token }),
        sentBy({ preset: 'apiyi' }),
        sentBy({ preset: 'apiyi', wire: 'chat' }),
        sentBy({ preset: 'openrouter' }),
        sentBy({ preset: 'openrouter', wire: 'images' }, { request: { references } }),
        sentBy({ preset: 'openai' }, { request: { model: 'gpt-image' } }),
        sentBy({ preset: 'openai' }, { request: { model: 'gpt-image', references } }),
        sentBy(local, { credential: { kind: 'none' } }),
        sentBy({ ...local, wire: 'images' }, { credential: { kind: 'none' } }),
        sentBy({ ...local, preset: 'gemini-compatible' }, { credential: { kind: 'none' } }),
      ]);
    const clean = await all();
    assert.deepEqual(await withEnvironment(poison, all), clean);
    assert.ok(!JSON.stringify(clean).includes('poison'));
  });

  it('is tried with every variable that the SDKs read', () => {
    const read = (file: string, pattern: RegExp): string[] =>
      Array.from(readFileSync(file, 'utf8').matchAll(pattern), ([, name = '']) => name);
    const names = [
      ...read('node_modules/openai/client.js', /readEnv\)\('(\w+)'\)/g),
      ...read('node_modules/@google/genai/dist/node/index.cjs', /getEnv\('(\w+)'\)/g),
    ];
    assert.ok(names.length >= 12);
    assert.deepEqual(
      names.filter((name) => !(name in poison)),
      [],
    );
  });

  it('carries the key of its route and no other', async () => {
    const { headers } = await sentBy({ preset: 'openai' }, { credential: key, request: { model: 'gpt-image' } });
    assert.equal(headers['authorization'], 'Bearer test-key-not-real');
  });
});
