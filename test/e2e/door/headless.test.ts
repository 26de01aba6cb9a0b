import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jpeg from 'jpeg-js';
import { readImage } from '../../../src/core/pictures/imageBytes';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { noise, noisyPng } from '../../unit/imaging/noisyPictures';
import type { DoorRun } from './door';
import { door } from './door';

describe('the door without VS Code', () => {
  let folder: string;
  let relay: Emulator;
  let vertex: Emulator;
  let deadPort: number;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-door-'));
    relay = await startEmulator({ kind: 'relay', keys: ['test'] });
    vertex = await startEmulator({ kind: 'vertex', keys: ['test'] });
    const server = net.createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    deadPort = (server.address() as net.AddressInfo).port;
    server.close();
  });
  after(async () => {
    await Promise.all([relay.close(), vertex.close()]);
    fs.rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    relay.reset();
    vertex.reset();
  });

  const run = (routes: readonly unknown[], ...args: string[]): Promise<DoorRun> => door(folder, routes, ...args);

  const three = (): unknown[] => [
    { id: 'studio', preset: 'google-ai-studio', baseUrl: `http://127.0.0.1:${deadPort}`, key: 'test' },
    { id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, key: 'test', wire: 'chat' },
    { id: 'vertex', preset: 'vertex-ai', project: 'p', location: 'global', baseUrl: vertex.url, accessToken: 'test' },
  ];

  it('delivers 20 of 20 at once with the first route dead, and pays for exactly 20', async () => {
    const { code, lines } = await run(three(), '--prompt', 'a fox', '--count', '20', '--concurrency', '20');
    assert.equal(code, 0);
    assert.equal(lines.length, 20);
    assert.ok(lines.every((line) => line.ok && line.route === 'apiyi' && line.charge === 'billed'));
    assert.equal(relay.paidCount() + vertex.paidCount(), 20);
    const files = new Set(lines.map(({ file }) => file));
    assert.equal(files.size, 20);
    for (const file of files) assert.equal(readImage(fs.readFileSync(file ?? ''))?.width, 1024);
  });

  it('goes on to Vertex AI with size and ratio when the relay is down too', async () => {
    relay.script({ do: 'status', status: 503 }, { times: Infinity });
    const { code, lines } = await run(three(), '--prompt', 'a fox', '--size', '1K', '--ratio', '16:9');
    assert.equal(code, 0);
    assert.deepEqual(
      lines[0]?.attempts.map(({ route, failure }) => [route, failure]),
      [
        ['studio', 'network'],
        ['apiyi', 'overloaded'],
        ['vertex', null],
      ],
    );
    const image = readImage(fs.readFileSync(lines[0]?.file ?? ''));
    assert.deepEqual([image?.width, image?.height], [1376, 768]);
  });

  it('stops where a second payment is possible, unless it may switch', async () => {
    relay.script({ do: 'cut' }, { times: Infinity });
    const stopped = await run(three(), '--prompt', 'a fox');
    assert.equal(stopped.code, 1);
    assert.equal(stopped.lines[0]?.failure, 'interrupted');
    assert.equal(stopped.lines[0]?.charge, 'unknown');
    assert.equal(vertex.requests.length, 0);
    const switched = await run(three(), '--prompt', 'a fox', '--after-uncertain', 'switch');
    assert.equal(switched.code, 0);
    assert.equal(switched.lines[0]?.route, 'vertex');
  });

  it('sends pictures to work from, and says which one was made smaller', async () => {
    const small = noisyPng(20, 20);
    const large = Buffer.concat([noisyPng(160, 150), Buffer.alloc(8 * 1024 * 1024)]);
    const files = [path.join(folder, 'small.png'), path.join(folder, 'large.png')] as const;
    fs.writeFileSync(files[0], small);
    fs.writeFileSync(files[1], large);
    const references = files.flatMap((file) => ['--reference', file]);
    const { lines } = await run(three().slice(1, 2), '--prompt', 'a fox', ...references);
    assert.equal(lines[0]?.message, 'reference large.png was made smaller: 160×150');
    const sent = JSON.stringify(relay.paidRequests[0]?.body);
    const urls = [...sent.matchAll(/"url":"data:image\/(\w+);base64,([^"]+)"/g)];
    assert.deepEqual([urls[0]?.[1], urls[0]?.[2]], ['png', Buffer.from(small).toString('base64')]);
    assert.deepEqual([urls.length, urls[1]?.[1]], [2, 'jpeg']);
  });

  it('says what a reference is that it cannot make smaller, and keeps what codecs print off both its outputs', async () => {
    const padding = Buffer.alloc(8 * 1024 * 1024);
    const photo = jpeg.encode({ width: 64, height: 64, data: noise(64, 64) }, 90).data;
    const frame = photo.indexOf(Buffer.from([0xff, 0xc0]));
    const cmyk = Buffer.from(photo);
    cmyk[frame + 9] = 4;
    for (const [name, bytes, expected] of [
      ['print.jpg', cmyk, /^apiyi: badRequest: print\.jpg .*a CMYK JPEG .*convert it to RGB/],
      [
        'cut.jpg',
        photo.subarray(0, frame + 40),
        /^apiyi: badRequest: cut\.jpg .*it may be damaged \(Bogus marker length\)/,
      ],
    ] as const) {
      const file = path.join(folder, name);
      fs.writeFileSync(file, Buffer.concat([bytes, padding]));
      const { code, lines, errors } = await run(three().slice(1, 2), '--prompt', 'a fox', '--reference', file);
      assert.equal(code, 1);
      assert.deepEqual([lines.length, lines[0]?.failure, lines[0]?.charge], [1, 'badRequest', 'none']);
      assert.match(lines[0]?.message ?? '', expected);
      assert.equal(errors, '');
    }
    assert.equal(relay.paidCount(), 0);
  });

  it('refuses a file that is no picture before anything is sent', async () => {
    const file = path.join(folder, 'notes.txt');
    fs.writeFileSync(file, 'a fox');
    const { code, errors } = await run(three(), '--prompt', 'a fox', '--reference', file);
    assert.equal(code, 2);
    assert.match(errors, /notes\.txt: this is no PNG, JPEG, WebP, HEIC or HEIF picture/);
    assert.equal(relay.requests.length, 0);
  });

  it('knows the models of a file', async () => {
    const file = path.join(folder, 'models.json');
    const house = { id: 'house', sizes: ['1K'], services: { apiyi: { ids: ['gemini-3-pro-image'], prices: 0.02 } } };
    fs.writeFileSync(file, JSON.stringify([house]));
    const { lines } = await run(three(), '--prompt', 'a fox', '--model', 'house', '--models', file);
    assert.deepEqual([lines[0]?.ok, lines[0]?.modelId], [true, 'gemini-3-pro-image']);
    fs.writeFileSync(file, JSON.stringify([{ ...house, sizes: ['9K'] }]));
    const bad = await run(three(), '--prompt', 'a fox', '--models', file);
    assert.equal(bad.code, 2);
    assert.match(bad.errors, /models\[0\]\.sizes\[0\]/);
  });

  it('names what is wrong with the command line or the routes, and prints nothing on stdout', async () => {
    const bad = await run([{ id: 'x', preset: 'nope' }], '--prompt', 'a fox');
    assert.equal(bad.code, 2);
    assert.match(bad.errors, /routes\[0\]\.preset: unknownPreset/);
    assert.deepEqual(bad.lines, []);
    const size = await run(three(), '--prompt', 'a fox', '--size', '3K');
    assert.match(size.errors, /--size "3K" is none of 512, 1K, 2K, 4K/);
  });

  it('keeps a picture whose folder cannot take it', async () => {
    fs.writeFileSync(path.join(folder, 'blocked'), '');
    const { code, lines } = await run(three(), '--prompt', 'a fox', '--out', path.join(folder, 'blocked'));
    assert.equal(code, 1);
    assert.match(lines[0]?.message ?? '', /could not be saved .* it is kept as/);
    assert.equal(readImage(fs.readFileSync(lines[0]?.file ?? ''))?.width, 1024);
    fs.rmSync(lines[0]?.file ?? '');
  });

  it('names each route that failed in a line of its own, whatever a service writes', async () => {
    relay.script(
      { do: 'status', status: 503, body: { error: { message: 'Busy\nvertex: all is well' } } },
      { times: Infinity },
    );
    vertex.script({ do: 'status', status: 503 }, { times: Infinity });
    const { lines } = await run(three(), '--prompt', 'a fox', '--time-budget', '0');
    const told = (lines[0]?.message ?? '').split('\n');
    assert.deepEqual(
      told.map((line) => line.split(':')[0]),
      ['studio', 'apiyi', 'vertex'],
    );
  });
});
