import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { dig, digList } from '../../emulator/dig';
import { chat, emulators, images } from './requests';

describe('what the emulator gives for nothing', () => {
  const start = emulators();

  it('models.get, models.list and countTokens prove a key and a model', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const headers = { 'x-goog-api-key': studio.key };
    const get = (path: string, init: object = {}): Promise<Response> => fetch(studio.url + path, { headers, ...init });
    const list: unknown = await (await get('/v1beta/models')).json();
    const names = digList(list, 'models').map((model) => dig(model, 'name'));
    assert.ok(names.includes('models/gemini-3-pro-image') && !names.includes('models/gemini-3-pro-image-preview'));
    assert.equal((await get('/v1beta/models/gemini-3-pro-image')).status, 200);
    assert.equal((await get('/v1beta/models/no-such-model')).status, 404);
    assert.equal((await get('/v1beta/models', { headers: {} })).status, 403);
    const count = await get('/v1beta/models/gemini-3-pro-image:countTokens', {
      method: 'POST',
      body: '{"contents":[]}',
    });
    assert.ok(Number(dig(await count.json(), 'totalTokens')) > 0);
    assert.equal(studio.bill.length, 0);
  });

  it('a relay lists its models in both forms', async () => {
    const relay = await start({ kind: 'relay' });
    const headers = { authorization: `Bearer ${relay.key}` };
    const openai: unknown = await (await fetch(`${relay.url}/v1/models`, { headers })).json();
    const google: unknown = await (await fetch(`${relay.url}/v1beta/models`, { headers })).json();
    assert.equal(dig(openai, 'data', 0, 'object'), 'model');
    assert.match(String(dig(google, 'models', 0, 'name')), /^models\//);
  });

  it('a linked picture is served without a credential, once it was made', async () => {
    const relay = await start({ kind: 'relay', answer: { chat: 'link', images: 'url' } });
    const body: unknown = await (await chat(relay)).json();
    const [, link = ''] = /^!\[image\]\(([^)]+)\)$/.exec(String(dig(body, 'choices', 0, 'message', 'content'))) ?? [];
    const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), relay.pictures[0]?.sha256);
    assert.equal(new URL(link).origin, relay.url);
    const other: unknown = await (await images(relay)).json();
    assert.match(String(dig(other, 'data', 0, 'url')), /\/pictures\/2\.jpg$/);
    assert.equal((await fetch(`${relay.url}/pictures/3.jpg`)).status, 404);
    assert.equal(relay.requests.filter(({ route }) => route.name === 'picture').length, 2);
  });

  it('a link can lead to another origin, and its download can fail', async () => {
    const relay = await start({ kind: 'relay', linkOrigin: 'other', answer: { images: 'url' } });
    const body: unknown = await (await images(relay)).json();
    const link = String(dig(body, 'data', 0, 'url'));
    relay.script({ do: 'status', status: 403 }, { on: 'picture' });
    assert.notEqual(new URL(link).origin, relay.url);
    assert.deepEqual([(await fetch(link)).status, (await fetch(link)).status], [403, 200]);
    const far = await start({
      kind: 'relay',
      linkOrigin: new URL('https://pictures.example'),
      answer: { images: 'url' },
    });
    assert.equal(dig(await (await images(far)).json(), 'data', 0, 'url'), 'https://pictures.example/pictures/1.jpg');
  });
});
