import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { doorWith } from '../door/door';

const png = Buffer.from(encode({ width: 2, height: 2, channels: 3, data: new Uint8Array(12).fill(90) }));
const picture = `![x](data:image/png;base64,${png.toString('base64')})`;

const completion = (content: string): string =>
  JSON.stringify({
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
  });

const million = 1_000_000;

/** Far more than any answer needs, and far less than a poisoned one would take. */
const means = { heapMegabytes: 128, patienceMs: 90_000 };

describe('a service that poisons its answers', () => {
  let folder: string;
  let server: http.Server;
  let baseUrl: string;
  let body: Buffer;
  let requests = 0;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-poison-'));
    server = http.createServer((request, response) => {
      requests += 1;
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      request.resume().on('end', () => response.writeHead(200, headers).end(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    fs.rmSync(folder, { recursive: true });
  });

  async function answers(poison: string): Promise<Awaited<ReturnType<typeof doorWith>>> {
    body = gzipSync(poison, { level: 1 });
    requests = 0;
    const route = { id: 'relay', preset: 'openai-compatible', wire: 'chat', baseUrl, key: 'test' };
    // once: what failed free of charge would be tried again for minutes
    const run = await doorWith(means, folder, [route], '--prompt', 'a fox', '--time-budget', '0');
    assert.equal(requests, 1);
    return run;
  }

  async function givesPicture(content: string): Promise<void> {
    const { code, lines } = await answers(completion(content));
    assert.deepEqual([code, lines[0]?.ok], [0, true]);
    assert.deepEqual(fs.readFileSync(lines[0]?.file ?? ''), png);
  }

  async function makesNoSense(poison: string): Promise<void> {
    const { code, lines } = await answers(poison);
    assert.deepEqual([code, lines[0]?.failure, lines[0]?.charge], [1, 'badResponse', 'unknown']);
  }

  it('takes no time with a million blanks behind a picture’s address', async () => {
    await givesPicture(`${picture}\n![a](https://x/a.png${' '.repeat(million)}`);
  });

  it('takes no time with brackets behind an address', async () => {
    const one = `https://a/${')'.repeat(256 * 1024)}`;
    await givesPicture(`${picture}\n${one}\n${`https://a/${')'.repeat(8000)} `.repeat(400)}`);
  });

  it('takes no time with data in lines, again and again', async () => {
    await givesPicture(`${'iVBORw0KGgo\n'.repeat(million / 3)}${picture}`);
  });

  it('takes no time with a message that goes on as a code does', async () => {
    const { code, lines } = await answers(JSON.stringify({ error: { message: `a${'_'.repeat(million)}!` } }));
    assert.deepEqual([code, lines[0]?.ok], [1, false]);
  });

  it('loses no picture to values that are no text', async () => {
    for (const value of [`${'['.repeat(150_000)}${']'.repeat(150_000)}`, '{"toString":1,"valueOf":1}']) {
      const { code, lines } = await answers(completion(picture).replace('{', `{"usage":{"is_byok":${value}},`));
      assert.deepEqual([code, lines[0]?.ok], [0, true]);
    }
  });

  it('fills no memory with a list of twelve million numbers or lists', async () => {
    await makesNoSense(`[${'1,'.repeat(12 * million)}1]`);
    await makesNoSense(`[${'[],'.repeat(12 * million)}1]`);
  });

  it('fills no memory with such a list in a string', async () => {
    await makesNoSense(JSON.stringify(`[${'[],'.repeat(12 * million)}1]`));
  });

  it('fills no memory with a stream of twelve million values', async () => {
    await makesNoSense('data: [[],[],[],[],[],[],[],[],[],[],[],[]]\n\n'.repeat(million));
  });

  it('fills no memory with what a few bytes become', async () => {
    await makesNoSense(`${completion(picture)}${' '.repeat(100 * million)}`);
  });
});
