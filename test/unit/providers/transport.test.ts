import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { AnswerHead, BodyFile } from '../../../src/core/run/recorder';
import { notRecorded } from '../../../src/core/run/recorder';
import { failureFromThrown } from '../../../src/answers/failures/failureFromThrown';
import { createTransport } from '../../../src/providers/transport/transport';
import type { Exchange, ExchangeOptions } from '../../../src/providers/transport/exchange';
import { createNodeHttpClient } from '../../../src/providers/transport/nodeHttpClient';

const transport = createTransport(createNodeHttpClient({ vscodeProxy: () => false }));

describe('one exchange', () => {
  let server: http.Server;
  let origin: string;
  let answer: http.RequestListener;
  const seen: http.IncomingMessage[] = [];

  beforeEach(async () => {
    seen.length = 0;
    answer = (_, response) => response.end('{"ok":true}');
    server = http.createServer((request, response) => {
      seen.push(request);
      request.resume().once('end', () => answer(request, response));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function exchange(change: Partial<ExchangeOptions> = {}): Exchange {
    const signal = new AbortController().signal;
    return transport.exchange({ signal, hardDeadlineMs: 10_000, origins: [origin], headers: {}, ...change });
  }

  const post = (one: Exchange, init: RequestInit = {}): Promise<Response> =>
    one.fetch(`${origin}/x`, { method: 'POST', body: '{"a":1}', ...init });

  const text = ({ answer: came }: Exchange): string =>
    came && 'bytes' in came.body ? Buffer.from(came.body.bytes).toString() : assert.fail('it lies in a file');

  it('keeps the answer and gives the SDK an empty one', async () => {
    const one = exchange();
    assert.deepEqual(await (await post(one)).json(), {});
    assert.equal(text(one), '{"ok":true}');
    assert.equal(one.answer?.status, 200);
    assert.ok(one.sent);
  });

  it('does not let the SDK see an error status either, so that it cannot try again', async () => {
    answer = (_, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy');
    const one = exchange();
    assert.equal((await post(one)).status, 200);
    assert.equal(one.answer?.status, 503);
    assert.equal(one.answer.headers.get('retry-after'), '7');
  });

  it('refuses a second request', async () => {
    const one = exchange();
    await post(one);
    await assert.rejects(post(one), /second request/);
    assert.equal(seen.length, 1);
  });

  it('talks to the route’s own addresses only', async () => {
    const one = exchange({ origins: ['https://a.example'] });
    await assert.rejects(post(one), /refused/);
    assert.equal(seen.length, 0);
    assert.equal(one.sent, false);
  });

  it('sends the given credential and none of the headers that others put in', async () => {
    const one = exchange({ headers: { authorization: 'Bearer right' } });
    const headers = { authorization: 'Bearer wrong', 'x-evil': '1', cookie: 'a=b', 'content-type': 'application/json' };
    await post(one, { headers });
    const sent = seen[0]?.headers;
    assert.equal(sent?.authorization, 'Bearer right');
    assert.equal(sent?.['x-evil'], undefined);
    assert.equal(sent?.cookie, undefined);
    assert.equal(sent?.['content-type'], 'application/json');
    assert.equal(sent?.['content-length'], '7');
    assert.equal(sent?.['transfer-encoding'], undefined);
  });

  it('tells the log of each answer, without pictures and keys', async () => {
    const lines: string[] = [];
    const picture = 'iVBORw0KGgo'.repeat(40);
    answer = (_, response) => response.writeHead(403).end(JSON.stringify({ key: 'right-key-not-real', data: picture }));
    await post(
      exchange({
        headers: { authorization: 'Bearer right-key-not-real' },
        trace: { isOn: () => true, write: (line) => lines.push(line) },
      }),
    );
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /\/x answered 403: \{"key":"\[key\]","data":"…\(440 characters\)…"\}/);
  });

  it('keeps the whole answer as it arrives, and says when it is complete', async () => {
    const heard: string[] = [];
    const record = {
      sending: async () => void heard.push('sending'),
      receive: ({ status }: AnswerHead): BodyFile => {
        heard.push(`head ${status}`);
        return {
          write: async (chunks) => heard.push(Buffer.concat(chunks).toString()) > 0,
          whole: async () => (heard.push('whole'), 'file'),
          takeBack: () => assert.fail('nothing has failed'),
        };
      },
    };
    await post(exchange({ record }));
    assert.deepEqual(heard, ['sending', 'head 200', '{"ok":true}', 'whole']);
    answer = (request) => request.socket.destroy();
    heard.length = 0;
    await assert.rejects(post(exchange({ record })));
    assert.deepEqual(heard, ['sending']);
  });

  /** As the store writes it: by promises that this test ends. */
  function recordOf(sending: () => Promise<void>) {
    return { sending, receive: () => undefined };
  }

  it('sends no byte before it is on record that it will be', async () => {
    let written = (): void => undefined;
    const sending = new Promise<void>((resolve) => (written = resolve));
    const connections: net.Socket[] = [];
    server.on('connection', (socket) => connections.push(socket));
    const one = exchange({ record: recordOf(() => sending) });
    const posted = post(one);
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([connections.length, one.sent], [0, false]);
    written();
    await posted;
    assert.equal(seen.length, 1);
  });

  for (const [what, refusal] of [
    ['refused', () => Promise.reject(notRecorded(new Error('locked'), 'ledgerBusy'))],
    ['rejected with an error of the disk', () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))],
    ['thrown', (): never => assert.fail('a fault of our own')],
  ] as const) {
    it(`sends nothing where that is ${what}, and knows that nothing was sent`, async () => {
      const one = exchange({ record: recordOf(refusal) });
      await assert.rejects(post(one));
      assert.deepEqual([seen.length, one.sent], [0, false]);
      const failure = failureFromThrown(one.error, { sent: one.sent, secrets: [] });
      assert.deepEqual([failure.kind, failure.charge], ['budget', 'none']);
    });
  }

  it('ends at once when it is cancelled while that is being written', async () => {
    const stop = new AbortController();
    const one = exchange({ record: recordOf(() => new Promise(() => undefined)), signal: stop.signal });
    const posted = post(one);
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await assert.rejects(posted);
    assert.deepEqual([seen.length, one.sent, one.abortedBy], [0, false, 'user']);
  });

  it('does not follow a redirect', async () => {
    answer = (_, response) => response.writeHead(307, { location: `${origin}/elsewhere` }).end();
    const one = exchange();
    await post(one);
    assert.equal(one.answer?.status, 307);
    assert.equal(seen.length, 1);
  });

  it('keeps a coded answer as it came, and tells the log its words, also where the coding is only said', async () => {
    const bodies: [string, Buffer][] = [
      ['gzip', gzipSync('{"z":1}')],
      ['br', brotliCompressSync('{"z":1}')],
      ['gzip', Buffer.from('{"z":1}')],
    ];
    for (const [coding, body] of bodies) {
      answer = (_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body);
      const lines: string[] = [];
      const one = exchange({ trace: { isOn: () => true, write: (line) => lines.push(line) } });
      await post(one);
      assert.ok(one.answer && 'bytes' in one.answer.body && body.equals(one.answer.body.bytes));
      assert.match(lines.join(), /answered 200: \{"z":1\}$/);
    }
  });

  it('knows that nothing was sent when nobody listens', async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    const one = exchange();
    await assert.rejects(post(one));
    assert.equal(one.sent, false);
  });

  it('knows that it was sent when the connection breaks afterwards', async () => {
    answer = (request) => request.socket.destroy();
    const one = exchange();
    await assert.rejects(post(one));
    assert.equal(one.sent, true);
    assert.equal(one.answer, undefined);
  });

  it('takes a cut body for a broken connection, but the status of a refusal for its answer', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"half":');
      setImmediate(() => response.destroy());
    };
    const cut = exchange();
    await assert.rejects(post(cut));
    assert.equal(cut.answer, undefined);
    answer = (_, response) => {
      response.writeHead(503, { 'content-length': '100' }).write('{"half":');
      setImmediate(() => response.destroy());
    };
    const refused = exchange();
    await post(refused);
    assert.equal(refused.answer?.status, 503);
  });

  it('closes the connection when the user cancels, and says who did', async () => {
    const stop = new AbortController();
    const closed = new Promise<void>((resolve) => {
      answer = (request) => {
        request.socket.once('close', () => resolve());
        stop.abort();
      };
    });
    const one = exchange({ signal: stop.signal });
    await assert.rejects(post(one));
    await closed;
    assert.equal(one.abortedBy, 'user');
    assert.equal(one.sent, true);
  });

  it('closes the connection at the hard deadline, and says so', async () => {
    answer = () => undefined;
    const one = exchange({ hardDeadlineMs: 30 });
    await assert.rejects(post(one));
    assert.equal(one.abortedBy, 'deadline');
  });

  it('ends when a service switches protocols instead of answering', async () => {
    const strange = net.createServer((socket) =>
      socket.once('data', () =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
      ),
    );
    await once(strange.listen(0, '127.0.0.1'), 'listening');
    const address = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
    const one = exchange({ origins: [address] });
    await assert.rejects(one.fetch(`${address}/x`, { method: 'POST', body: 'x' }));
    assert.equal(one.sent, true);
    strange.close();
  });

  it('counts a proxy’s own answer as nothing sent', async () => {
    const proxy = net.createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 407 No\r\n\r\n')));
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const port = (proxy.address() as AddressInfo).port;
    const one = transport.exchange({
      signal: new AbortController().signal,
      hardDeadlineMs: 10_000,
      origins: [`https://127.0.0.1:${port}`],
      headers: {},
    });
    await assert.rejects(one.fetch(`https://127.0.0.1:${port}/x`, { method: 'POST', body: 'x' }));
    assert.equal(one.sent, false);
    proxy.close();
  });
});
