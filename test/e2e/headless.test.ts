import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readImage } from '../../src/core/imageBytes';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { projectRoot } from '../host/project';

interface Line {
  readonly ok: boolean;
  readonly file?: string;
  readonly route?: string;
  readonly charge?: string;
  readonly failure?: string;
  readonly message?: string;
  readonly attempts: readonly { route: string; failure: string | null; charge: string }[];
}

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

  async function run(routes: unknown, ...args: string[]): Promise<{ code: number; lines: Line[]; errors: string }> {
    const file = path.join(folder, 'routes.json');
    fs.writeFileSync(file, JSON.stringify(routes));
    const script = path.join(projectRoot(), 'out/headless/generate.js');
    const child = spawn(process.execPath, [script, '--routes', file, '--out', path.join(folder, 'out'), ...args]);
    let [stdout, errors] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (errors += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    const lines = stdout.split('\n').filter(Boolean);
    return { code, errors, lines: lines.map((line) => JSON.parse(line) as Line) };
  }

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
});
