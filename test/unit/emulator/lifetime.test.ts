import assert from 'node:assert/strict';
import { startEmulator } from '../../emulator/emulator';
import { breakOf, chat, emulators, generate } from './requests';

describe('an emulator', () => {
  const start = emulators();

  it('takes the port that it is given, and says when another has it', async () => {
    const first = await start({ kind: 'relay' });
    await assert.rejects(startEmulator({ kind: 'relay', port: first.port }), { code: 'EADDRINUSE' });
    await first.close();
    assert.equal((await start({ kind: 'relay', port: first.port })).url, first.url);
  });

  it('keeps apart from others in the same process', async () => {
    const [one, two] = await Promise.all([start({ kind: 'relay' }), start({ kind: 'relay' })]);
    one.script({ do: 'error', error: 'internal' });
    const answers = await Promise.all([generate(one), generate(two), generate(two)]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [500, 200, 200],
    );
    assert.deepEqual([one.paidCount(), two.paidCount()], [0, 2]);
    assert.notEqual(one.pictures[0]?.sha256, two.pictures[0]?.sha256);
  });

  it('records what was sent', async () => {
    const relay = await start({ kind: 'relay' });
    await chat(relay, { image_config: { image_size: '2K' } });
    const [request] = relay.requests;
    assert.deepEqual([request?.method, request?.path, request?.route.name], ['POST', '/v1/chat/completions', 'chat']);
    assert.equal(request?.headers.authorization, `Bearer ${relay.key}`);
    assert.deepEqual(Reflect.get(Object(request?.body), 'image_config'), { image_size: '2K' });
    assert.ok(request?.bytes && request.endedAt && request.endedAt >= request.at);
  });

  it('survives clients that leave in the middle of a slow answer', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'slow', chunks: 1000, everyMs: 1 });
    const client = new AbortController();
    const answer = await generate(studio, { signal: client.signal });
    const body = breakOf(answer.text());
    client.abort();
    await body;
    await studio.requests[0]?.closed;
    assert.equal(studio.requests[0]?.closedEarly, true);
    assert.equal((await generate(studio)).status, 200);
  });

  it('forgets a key that a test takes away', async () => {
    const vertex = await start({ kind: 'vertex', keys: ['first-not-real', 'second-not-real'] });
    assert.equal((await generate(vertex)).status, 200);
    vertex.keys.delete('first-not-real');
    assert.equal((await generate(vertex, { key: 'first-not-real' })).status, 401);
    assert.equal((await generate(vertex, { key: 'second-not-real' })).status, 200);
  });
});
