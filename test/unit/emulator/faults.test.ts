import assert from 'node:assert/strict';
import { dig } from '../../emulator/dig';
import { breakOf, chat, emulators, generate, images } from './requests';

describe('faults of the emulator', () => {
  const start = emulators();

  it('answer with a status, a body and headers once, and then no more', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'status', status: 418, body: { odd: true }, headers: { 'x-odd': 'yes' } });
    const first = await generate(studio);
    assert.deepEqual([first.status, first.headers.get('x-odd'), await first.json()], [418, 'yes', { odd: true }]);
    assert.equal((await generate(studio)).status, 200);
  });

  it('are played in order, each as often as told, and leave free requests alone', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script(
      [
        { do: 'status', status: 500 },
        { do: 'status', status: 503 },
      ],
      { times: 2 },
    );
    studio.script({ do: 'error', error: 'credit' }, { times: Infinity });
    const seen = [];
    for (let i = 0; i < 6; i++) seen.push((await generate(studio)).status);
    assert.deepEqual(seen, [500, 500, 503, 503, 402, 402]);
    const models = await fetch(`${studio.url}/v1beta/models`, { headers: { 'x-goog-api-key': studio.key } });
    assert.equal(models.status, 200);
  });

  it('happen to a share of the requests, the same ones for the same seed', async () => {
    const outcomes = async (seed: number): Promise<string> => {
      const relay = await start({ kind: 'relay', seed });
      relay.script({ do: 'error', error: 'overloaded' }, { probability: 0.3 });
      let seen = '';
      for (let i = 0; i < 60; i++) seen += (await generate(relay)).status === 200 ? '.' : 'x';
      return seen;
    };
    const first = await outcomes(7);
    assert.equal(first, await outcomes(7));
    assert.notEqual(first, await outcomes(8));
    const failed = first.split('x').length - 1;
    assert.ok(failed > 6 && failed < 32, first);
  });

  it('happen only to the requests that a test picks', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const only = ({ route }: { route: { modelId?: string | undefined } }): boolean =>
      route.modelId === 'gemini-3-pro-image';
    studio.script({ do: 'error', error: 'overloaded' }, { times: Infinity, only });
    assert.equal((await generate(studio)).status, 200);
    assert.equal((await generate(studio, { model: 'gemini-3-pro-image' })).status, 503);
  });

  it('speak in the form of the service', async () => {
    const [studio, relay] = await Promise.all([start({ kind: 'ai-studio' }), start({ kind: 'relay' })]);
    for (const emulator of [studio, relay]) emulator.script({ do: 'error', error: 'rateLimit', retryAfterSeconds: 9 });
    const google: unknown = await (await generate(studio)).json();
    const relayed = await chat(relay);
    assert.equal(dig(google, 'error', 'details', 1, 'retryDelay'), '9s');
    assert.equal(relayed.headers.get('retry-after'), '9');
    assert.equal(dig(await relayed.json(), 'error', 'type'), 'new_api_error');
  });

  it('hold a request until the test lets it go', async () => {
    const studio = await start({ kind: 'ai-studio' });
    let release = (): void => undefined;
    studio.script({ do: 'answer', after: new Promise<void>((resolve) => (release = resolve)) });
    const answer = generate(studio);
    await studio.arrived(1);
    assert.equal(studio.requests[0]?.status, undefined);
    release();
    assert.equal((await answer).status, 200);
  });

  it('hang before the headers until the client leaves, and that is seen', async () => {
    const studio = await start({ kind: 'ai-studio' });
    const client = new AbortController();
    studio.script({ do: 'hang', when: 'beforeHeaders' });
    const answer = breakOf(generate(studio, { signal: client.signal }));
    await studio.arrived(1);
    client.abort();
    await answer;
    await studio.requests[0]?.closed;
    assert.equal(studio.requests[0]?.closedEarly, true);
  });

  it('hang in the middle of the body, and close() ends it at once', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'hang', when: 'midBody' });
    const answer = await generate(studio);
    assert.equal(answer.status, 200);
    const body = breakOf(answer.text());
    await studio.close();
    assert.equal(await body, 'UND_ERR_SOCKET');
    assert.equal(studio.requests[0]?.closedEarly, false);
  });

  it('cut the body short of its Content-Length', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'cut', keep: 0.9 });
    const answer = await generate(studio);
    assert.ok(Number(answer.headers.get('content-length')) > 10_000);
    assert.equal(await breakOf(answer.text()), 'UND_ERR_SOCKET');
    assert.equal(studio.requests[0]?.closedEarly, false);
  });

  it('cut the body without telling its length, so that it seems to have come to its end', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'cutUntold', keep: 0.9 });
    const answer = await generate(studio);
    assert.equal(answer.headers.get('content-length'), null);
    const text = await answer.text();
    assert.ok(text.length > 10_000);
    assert.throws(() => JSON.parse(text), SyntaxError);
  });

  it('drop the connection before reading, after reading and in the middle of the answer', async () => {
    const relay = await start({ kind: 'relay' });
    relay.script((['beforeReading', 'afterReading', 'midBody'] as const).map((when) => ({ do: 'drop', when })));
    assert.ok(await breakOf(generate(relay)));
    assert.ok(await breakOf(generate(relay)));
    assert.ok(await breakOf(generate(relay).then((answer) => answer.text())));
    assert.deepEqual(
      relay.requests.map(({ body, status }) => [body !== undefined, status]),
      [
        [false, undefined],
        [true, undefined],
        [true, 200],
      ],
    );
  });

  it('trickle a whole answer', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script({ do: 'slow', chunks: 5, everyMs: 1 });
    const answer = await generate(studio);
    assert.equal(answer.headers.get('content-length'), null);
    assert.ok(dig(await answer.json(), 'candidates', 0));
    assert.equal(studio.bill[0]?.delivered, true);
  });

  it('answer with a web page, or lead away', async () => {
    const studio = await start({ kind: 'ai-studio' });
    studio.script([{ do: 'html' }, { do: 'redirect', to: 'https://elsewhere.example/', status: 307 }]);
    const page = await generate(studio);
    assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
    const redirect = await generate(studio);
    assert.deepEqual([redirect.status, redirect.headers.get('location')], [307, 'https://elsewhere.example/']);
    assert.equal(studio.paidCount(), 0);
  });

  it('answer without a picture on every wire', async () => {
    const relay = await start({ kind: 'relay' });
    relay.script({ do: 'noPicture', how: 'promptBlocked' }, { times: 3 });
    const bodies: unknown[] = [];
    for (const ask of [generate, chat, images]) bodies.push(await (await ask(relay)).json());
    assert.equal(dig(bodies[0], 'promptFeedback', 'blockReason'), 'PROHIBITED_CONTENT');
    assert.equal(dig(bodies[1], 'choices', 0, 'finish_reason'), 'content_filter');
    assert.deepEqual(dig(bodies[2], 'data'), []);
    assert.equal(relay.pictures.length, 0);
  });

  it('are forgotten with everything else after a reset', async () => {
    const relay = await start({ kind: 'relay' });
    await generate(relay);
    relay.models.delete('gemini-3-pro-image');
    relay.script({ do: 'error', error: 'internal' }, { times: Infinity });
    relay.reset();
    assert.equal((await generate(relay, { model: 'gemini-3-pro-image' })).status, 200);
    assert.deepEqual([relay.requests.length, relay.paidCount(), relay.pictures.length], [1, 1, 1]);
  });

  it('compress an answer that says so', async () => {
    const studio = await start({ kind: 'ai-studio', answer: { contentEncoding: 'br' } });
    const answer = await generate(studio);
    assert.equal(answer.headers.get('content-encoding'), 'br');
    assert.ok(dig(await answer.json(), 'candidates', 0));
  });
});
