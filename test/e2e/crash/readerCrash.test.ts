import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../../../scripts/project';
import { createTransport } from '../../../src/providers/transport/transport';
import { stagePicture } from '../../../src/store/pictures/pictureFile';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { recoverAside } from '../../../src/work/recoverAnswers';
import { seededRandom } from '../../emulator/pictures/random';
import { pngPicture } from '../../emulator/pictures/pngPicture';
import { testReader } from '../../harness/answers';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A PNG of two megabytes, each another: its answer is read by the other process. */
function largePicture(): Buffer {
  const png = pngPicture(64, 64, [240, 200, 90]);
  const body = randomBytes(2_000_000);
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length);
  chunk.write('duAl', 4, 'latin1'); // nobody's, and to be skipped
  body.copy(chunk, 8);
  return Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
}

describe('SIGKILL while large answers come and are read', () => {
  let folder: string;
  let server: http.Server;
  /** The pictures whose answers were sent whole. */
  const sent: string[] = [];

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-reader-kill-'));
    server = http.createServer((request, response) => {
      request.resume().once('end', () => {
        const picture = largePicture();
        const inlineData = { mimeType: 'image/png', data: picture.toString('base64') };
        const body = JSON.stringify({ candidates: [{ content: { parts: [{ inlineData }] }, finishReason: 'STOP' }] });
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(body, () => sent.push(hashOf(picture)));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const routes = [{ id: 'studio', preset: 'google-ai-studio', baseUrl, key: 'test' }];
    fs.writeFileSync(path.join(folder, 'routes.json'), JSON.stringify(routes));
  });
  beforeEach(() => sent.splice(0));
  after(() => {
    server.closeAllConnections();
    server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** The door makes so many pictures; what is its own lies in `name`. */
  function start(name: string, count: number) {
    const args = ['--routes', 'routes.json', '--prompt', 'a fox', '--out', `${name}/out`, '--db', `${name}/store/d.db`];
    const script = path.join(projectRoot(), 'out/cli/generate.js');
    return spawn(process.execPath, [script, ...args, '--count', String(count), '--concurrency', '4'], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      stdio: 'ignore',
    });
  }

  function childrenOf(pid: number | undefined): number[] {
    const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
    return all.split('\n').flatMap((line) => {
      const [child, parent] = line.trim().split(/\s+/).map(Number);
      return parent === pid && child !== undefined ? [child] : [];
    });
  }

  function hashesIn(place: string): string[] {
    const where = path.join(folder, place);
    return fs.existsSync(where)
      ? fs.readdirSync(where).map((name) => hashOf(fs.readFileSync(path.join(where, name))))
      : [];
  }

  /** The pictures of the answers that were set aside, read because somebody wants it. */
  async function asideIn(store: Store): Promise<string[]> {
    const deps = {
      store,
      transport: createTransport(() => assert.fail('nothing is fetched')),
      reader: testReader,
      signal: new AbortController().signal,
      now: () => Date.now(),
      services: () => ({ routes: [], catalogue: [] }),
      stagingFolders: async () => [path.join(folder, 'staging')] as const,
      stage: (image: Parameters<typeof stagePicture>[0]) => stagePicture(image, [path.join(folder, 'staging')]),
      save: async () => ({ uri: 'file:///kept.png' }),
    };
    const found: string[] = [];
    for (const answer of await store.inbox.aside()) {
      const recovered = await recoverAside(answer, deps);
      const isSaved = await store.history.hasPictureOf(answer.id);
      assert.ok(recovered || isSaved || !answer.whole, 'a whole answer gives its picture');
      if (recovered) found.push(recovered.record.sha256);
    }
    return found;
  }

  it('of the process that reads: each picture is saved, or its answer is set aside and gives it later', async () => {
    const random = seededRandom(7);
    const door = start('reader', 60);
    const exited = once(door, 'exit');
    let isOver = false;
    void exited.then(() => (isOver = true));
    let kills = 0;
    while (!isOver) {
      await delay(random() * 60);
      for (const pid of childrenOf(door.pid)) {
        try {
          process.kill(pid, 'SIGKILL');
          kills += 1;
        } catch {
          // it has ended by itself
        }
      }
    }
    assert.ok(kills > 0, 'no kill met a reader');
    const store = createStore(path.join(folder, 'reader/store/d.db'), (fact) => assert.fail(fact.what));
    const [saved, aside] = [hashesIn('reader/out'), await asideIn(store)];
    assert.deepEqual([...saved, ...aside].sort(), [...sent].sort());
    assert.ok(saved.length > 0 && aside.length > 0, `${saved.length} saved, ${aside.length} set aside`);
    await store.close();
  });

  it('of the process that it reads for: none is lost, and none is half', async () => {
    const random = seededRandom(11);
    for (let n = 0; n < 40; n += 1) {
      const door = start('door', 4);
      const exited = once(door, 'exit');
      await Promise.race([delay(250 + random() * 500), exited]);
      door.kill('SIGKILL');
      await exited;
    }
    const [code] = (await once(start('door', 1), 'exit')) as [number];
    assert.equal(code, 0);
    const store = createStore(path.join(folder, 'door/store/d.db'), (fact) => assert.fail(fact.what));
    await asideIn(store);
    const saved = hashesIn('door/out');
    assert.ok(saved.length > 1);
    for (const hash of saved) assert.ok(sent.includes(hash), 'a picture is not what was sent');
    const left = (await fs.promises.readdir(path.join(folder, 'door/store/inbox'))).filter(
      (name) => !/aside|\.part$/.test(name),
    );
    assert.deepEqual(left, []);
    assert.deepEqual(await store.inbox.pending(), []);
    await store.close();
  });
});
