import assert from 'node:assert/strict';
import type { Emulator } from '../../emulator/emulator';
import { dig } from '../../emulator/dig';
import type { Wish } from './requests';
import { chat, emulators, generate } from './requests';

async function outcome(emulator: Emulator, wish: Wish): Promise<unknown[]> {
  const answer = await generate(emulator, wish);
  const body: unknown = await answer.json();
  const error = dig(body, 'error');
  return [answer.status, dig(error, 'details', 0, 'reason') ?? dig(error, 'status') ?? dig(error, 'code')];
}

const sized = (imageSize: string, aspectRatio = '1:1'): Wish => ({
  config: { imageConfig: { imageSize, aspectRatio } },
});

describe('requests that the emulator refuses', () => {
  const start = emulators();

  it('at AI Studio: credentials, ids and options', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const bearer = { authorization: `Bearer ${studio.key}` };
    const pro = 'gemini-3-pro-image';
    assert.deepEqual(await outcome(studio, { key: 'other-key-not-real' }), [400, 'API_KEY_INVALID']);
    assert.deepEqual(await outcome(studio, { headers: {} }), [403, 'PERMISSION_DENIED']);
    assert.deepEqual(await outcome(studio, { headers: bearer }), [401, 'ACCESS_TOKEN_TYPE_UNSUPPORTED']);
    assert.deepEqual(await outcome(studio, { model: 'no-such-model' }), [404, 'NOT_FOUND']);
    assert.deepEqual(await outcome(studio, sized('1k')), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, sized('1K', '5:3')), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { ...sized('512'), model: pro }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { ...sized('1K', '8:1'), model: pro }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { config: { imageConfig: { personGeneration: 'x' } } }), [
      400,
      'INVALID_ARGUMENT',
    ]);
    assert.deepEqual(await outcome(studio, { config: { imageConfig: { imageSize: 512 } } }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { config: { candidateCount: 2 } }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { config: { temperature: 1 }, model: 'gemini-nano-banana-2.1' }), [
      400,
      'INVALID_ARGUMENT',
    ]);
    assert.equal((await generate(studio, { path: '/v7' })).status, 404);
  });

  it('at Vertex AI: token, project and location', async () => {
    const vertex = await start({ kind: 'vertex', project: 'p' });
    const at = (project: string, location: string): Wish => ({
      path: `/v1beta1/projects/${project}/locations/${location}/publishers/google`,
    });
    assert.deepEqual(await outcome(vertex, { headers: { 'x-goog-api-key': vertex.key } }), [
      401,
      'CREDENTIALS_MISSING',
    ]);
    assert.deepEqual(await outcome(vertex, { key: 'other-token-not-real' }), [401, 'ACCESS_TOKEN_EXPIRED']);
    assert.deepEqual(await outcome(vertex, at('q', 'global')), [403, 'CONSUMER_INVALID']);
    assert.deepEqual(await outcome(vertex, at('p', 'europe-west4')), [404, 'NOT_FOUND']);
    assert.equal((await generate(vertex, at('p', 'global'))).status, 200);
  });

  it('at a relay: key in either header, ids and paths', async () => {
    const relay = await start({ kind: 'relay' });
    assert.equal((await generate(relay, { headers: { authorization: `Bearer ${relay.key}` } })).status, 200);
    assert.deepEqual(await outcome(relay, { key: 'other-key-not-real' }), [401, 'invalid_api_key']);
    assert.deepEqual(await outcome(relay, { model: 'no-such-model' }), [503, 'model_not_found']);
    assert.equal((await chat(relay, { image_config: { image_size: '8K' } })).status, 400);
    const lost: unknown = await (await fetch(`${relay.url}/chat/completions`, { method: 'POST' })).json();
    assert.match(String(dig(lost, 'error', 'message')), /^Invalid URL/);
  });

  it('name a preview id that Google has shut down and a relay still serves', async () => {
    const wish = { model: 'gemini-3.1-flash-image-preview' };
    assert.equal((await generate(await start({ kind: 'ai-studio' }), wish)).status, 404);
    assert.equal((await generate(await start({ kind: 'relay', previewIds: 'dead' }), wish)).status, 503);
    const alive: unknown = await (await generate(await start({ kind: 'relay' }), wish)).json();
    assert.equal(dig(alive, 'modelVersion'), 'gemini-3.1-flash-image');
  });

  it('change with the models that a test sets', async () => {
    const studio = await start({
      kind: 'ai-studio',
      models: { 'my-model': { sizes: ['1K'] }, 'gemini-3-pro-image': { state: 'closed' } },
    });
    assert.equal((await generate(studio, { model: 'my-model' })).status, 200);
    assert.deepEqual(await outcome(studio, { ...sized('4K'), model: 'my-model' }), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(await outcome(studio, { model: 'gemini-3-pro-image' }), [404, 'NOT_FOUND']);
    studio.models.delete('my-model');
    assert.deepEqual(await outcome(studio, { model: 'my-model' }), [404, 'NOT_FOUND']);
  });
});
