import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { isInFile } from '../../../src/core/pictures/image';
import { parseModels } from '../../../src/core/settings/modelSettings';
import type { HttpClient } from '../../../src/providers/transport/httpClient';
import { held } from '../answers/support';
import { askOver, base64, pixel, references, sentBy } from './onTheWire';

const keyless = {
  'accept-encoding': 'gzip, br',
  'content-type': 'application/json',
  accept: 'application/json',
  'user-agent': 'Dualtrack',
};
const headers = { ...keyless, authorization: 'Bearer test-key-not-real' };
const formHeaders = { ...headers, 'content-type': 'multipart/form-data' };
const files = [
  ['image[]', `reference-1.png image/png ${base64}`],
  ['image[]', `reference-2.png image/png ${base64}`],
];

/** Concurrently appended, the fields of a form have no order but that of the pictures. */
function sorted(parts: unknown): unknown {
  return (parts as string[][]).toSorted(([a = '', b = ''], [c = '', d = '']) => (a + b < c + d ? -1 : 1));
}

describe('the request to OpenAI', () => {
  const openai = { preset: 'openai' };
  const model = 'gpt-image';

  it('is a generation in pixels, without a form of answer, which its models refuse to be told', async () => {
    assert.deepEqual(await sentBy(openai, { request: { model } }), {
      method: 'POST',
      url: 'https://api.openai.com/v1/images/generations',
      headers,
      body: { model: 'gpt-image-2.5-sunburst', prompt: 'a fox', size: '1024x1024' },
    });
  });

  it('asks for 4K 16:9 by its largest size', async () => {
    const { body } = await sentBy(openai, { request: { model, size: '4K', ratio: '16:9' } });
    assert.deepEqual(body, { model: 'gpt-image-2.5-sunburst', prompt: 'a fox', size: '3840x2160' });
  });

  it('is an edit in a form where there are references', async () => {
    const { body, ...rest } = await sentBy(openai, { request: { model, ratio: '3:2', references } });
    assert.deepEqual(rest, {
      method: 'POST',
      url: 'https://api.openai.com/v1/images/edits',
      headers: formHeaders,
    });
    assert.deepEqual(sorted(body), [
      ...files,
      ['model', 'gpt-image-2.5-sunburst'],
      ['prompt', 'a fox'],
      ['size', '1536x1024'],
    ]);
  });
});

describe('the request to OpenRouter, over images,', () => {
  const openrouter = { preset: 'openrouter', wire: 'images' };
  const model = 'google/gemini-3.1-flash-image';

  it('goes to an address of its own', async () => {
    assert.deepEqual(await sentBy(openrouter), {
      method: 'POST',
      url: 'https://openrouter.ai/api/v1/images',
      headers,
      body: { model, prompt: 'a fox', aspect_ratio: '1:1', resolution: '1K' },
    });
  });

  it('names size and ratio', async () => {
    const { body } = await sentBy(openrouter, { request: { size: '4K', ratio: '16:9' } });
    assert.deepEqual(body, { model, prompt: 'a fox', aspect_ratio: '16:9', resolution: '4K' });
  });

  it('has references as data URLs in the same JSON', async () => {
    const { url, body } = await sentBy(openrouter, { request: { references } });
    const reference = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
    assert.equal(url, 'https://openrouter.ai/api/v1/images');
    assert.deepEqual(body, {
      ...{ model, prompt: 'a fox', aspect_ratio: '1:1', resolution: '1K' },
      input_references: [reference, reference],
    });
  });
});

describe('the request to an OpenAI-compatible service, over images,', () => {
  const service = { preset: 'openai-compatible', wire: 'images', baseUrl: 'https://relay.example' };
  const model = 'gemini-3.1-flash-image';

  it('asks for the pixels that the model gives', async () => {
    const { url, body } = await sentBy(service, { request: { size: '4K', ratio: '16:9' } });
    assert.equal(url, 'https://relay.example/v1/images/generations');
    assert.deepEqual(body, { model, prompt: 'a fox', size: '5504x3072' });
  });

  it('asks for one of the three standard sizes, where there are no others', async () => {
    const { body } = await sentBy({ ...service, sizeDialect: 'size_standard' }, { request: { ratio: '2:3' } });
    assert.deepEqual(body, { model, prompt: 'a fox', size: '1024x1536' });
  });

  it('names ratio and size, where that is how they are told', async () => {
    const entry = { ...service, sizeDialect: 'aspect_ratio' };
    const { body } = await sentBy(entry, { request: { size: '4K', ratio: '16:9' } });
    assert.deepEqual(body, { model, prompt: 'a fox', aspect_ratio: '16:9', image_size: '4K' });
    const small = await sentBy(entry, { request: { size: '512' } });
    assert.deepEqual(small.body, { model, prompt: 'a fox', aspect_ratio: '1:1', image_size: '512px' });
    const original = await sentBy(entry, { request: { model: 'nano-banana' } });
    assert.deepEqual(original.body, { model: 'gemini-2.5-flash-image', prompt: 'a fox', aspect_ratio: '1:1' });
  });

  it('has the fields of the dialect in the form of an edit too', async () => {
    const entry = { ...service, sizeDialect: 'aspect_ratio' };
    const { url, body } = await sentBy(entry, { request: { references, ratio: '9:16' } });
    assert.equal(url, 'https://relay.example/v1/images/edits');
    assert.deepEqual(sorted(body), [
      ['aspect_ratio', '9:16'],
      ...files,
      ['image_size', '1K'],
      ['model', model],
      ['prompt', 'a fox'],
    ]);
  });

  it('names a single picture in the form as it names several', async () => {
    const { body } = await sentBy(service, { request: { references: references.slice(0, 1) } });
    assert.deepEqual(sorted(body), [
      ['image[]', `reference-1.png image/png ${base64}`],
      ['model', model],
      ['prompt', 'a fox'],
      ['size', '1024x1024'],
    ]);
  });

  it('is a model and a prompt where nothing more can be told', async () => {
    const { body } = await sentBy({ ...service, sizeDialect: 'none' });
    assert.deepEqual(body, { model, prompt: 'a fox' });
  });
});

describe('the request to a server on this machine', () => {
  const local = { preset: 'openai-compatible', wire: 'images', baseUrl: 'http://127.0.0.1:1234', credential: 'none' };
  const own = [{ id: 'z-image', sizes: ['512', '1K'], services: { generic: { ids: ['x/z-image-turbo'], prices: 0 } } }];

  it('has no key, and a size in steps that such models are made for', async () => {
    const request = { model: 'z-image', ratio: '16:9' } as const;
    assert.deepEqual(await sentBy(local, { credential: { kind: 'none' }, request, catalogue: parseModels(own) }), {
      method: 'POST',
      url: 'http://127.0.0.1:1234/v1/images/generations',
      headers: keyless,
      body: { model: 'x/z-image-turbo', prompt: 'a fox', size: '1344x768' },
    });
  });
});

describe('the answer over images', () => {
  const service = { preset: 'openai-compatible', wire: 'images', baseUrl: 'https://relay.example' };

  /** Answers the request with JSON, and every other one with the picture. */
  function serving(answer: unknown): HttpClient {
    return async ({ method, onSent }) => {
      onSent();
      const body = method === 'POST' ? Buffer.from(JSON.stringify(answer)) : pixel;
      return {
        status: 200,
        headers: new Headers(),
        body: (async function* () {
          yield body;
        })(),
      };
    };
  }

  it('is a picture in base64, of a generation and of an edit', async () => {
    const http = serving({ created: 1, data: [{ b64_json: base64 }] });
    for (const request of [{}, { references }]) {
      const { images } = await askOver(http, service, { request });
      assert.deepEqual(
        images.map(held).map(({ mime, width }) => [mime, width]),
        [['image/png', 1]],
      );
    }
  });

  it('is a picture at an address, also of a server on this machine', async () => {
    for (const [entry, url] of [
      [service, 'https://pictures.example/fox.png'],
      [{ ...service, baseUrl: 'http://127.0.0.1:8080' }, 'http://127.0.0.1:8080/generated/fox.png'],
    ] as const) {
      const { images } = await askOver(serving({ data: [{ url }] }), entry);
      const [image] = images;
      assert.ok(isInFile(image), 'what is fetched lies in a file');
      assert.deepEqual(await readFile(image.path), pixel);
      await rm(image.path);
    }
  });
});
