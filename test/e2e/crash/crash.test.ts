import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readImage } from '../../../src/core/pictures/imageBytes';
import { createTransport } from '../../../src/providers/transport/transport';
import { testReader } from '../../harness/answers';
import type { GeneratedImage } from '../../../src/core/pictures/image';
import { stagePicture } from '../../../src/store/pictures/pictureFile';
import { recoverAside } from '../../../src/work/recoverAnswers';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import type { Emulator } from '../../emulator/emulator';
import { startEmulator } from '../../emulator/emulator';
import { seededRandom } from '../../emulator/pictures/random';
import { projectRoot } from '../../../scripts/project';

const kills = 100;

describe('SIGKILL at any moment', () => {
  let folder: string;
  let relay: Emulator;

  before(async () => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-kill-'));
    relay = await startEmulator({ kind: 'relay', keys: ['test'] });
    relay.script({ do: 'slow', chunks: 8, everyMs: 12 }, { probability: 0.6 });
    const routes = [{ id: 'apiyi', preset: 'apiyi', baseUrl: relay.url, key: 'test' }];
    fs.writeFileSync(path.join(folder, 'routes.json'), JSON.stringify(routes));
  });
  after(async () => {
    await relay.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  const assets = (): string => path.join(folder, 'assets');
  const db = (): string => path.join(folder, 'store', 'dualtrack.db');

  function start(count: number) {
    const args = ['--routes', 'routes.json', '--prompt', 'a fox', '--out', 'assets', '--db', 'store/dualtrack.db'];
    const script = path.join(projectRoot(), 'out/cli/generate.js');
    return spawn(process.execPath, [script, ...args, '--count', String(count), '--concurrency', '4'], {
      cwd: folder,
      env: { ...process.env, INIT_CWD: folder },
      stdio: 'ignore',
    });
  }

  /** A kill that met the reading of an answer has set it aside: it is there, and can be read if somebody wants it. */
  async function checkAside(store: Store, known: ReadonlySet<string>): Promise<void> {
    const aside = await store.inbox.aside();
    const files = aside.flatMap(({ id, file }) => [`${id}.aside.json`, path.basename(file)]);
    assert.deepEqual(fs.readdirSync(path.join(folder, 'store', 'inbox')).sort(), files.sort());
    const deps = {
      store,
      transport: createTransport(() => assert.fail('nothing is fetched')),
      signal: new AbortController().signal,
      reader: testReader,
      now: () => Date.now(),
      services: () => ({ routes: [], catalogue: [] }),
      stagingFolders: async () => [path.join(folder, 'staging')] as const,
      stage: (image: GeneratedImage) => stagePicture(image, [path.join(folder, 'staging')]),
      save: async () => ({ uri: 'file:///kept.png' }),
    };
    for (const answer of aside) {
      const found = await recoverAside(answer, deps);
      const isSaved = await store.history.hasPictureOf(answer.id); // by the process that was killed, which only left its answer
      assert.ok(found || isSaved || !answer.whole, 'a whole answer gives its picture');
      if (found) assert.ok(known.has(found.record.sha256));
    }
  }

  it('loses no answer that had arrived, leaves no half-written file, and forgets no attempt', async () => {
    const random = seededRandom(42);
    for (let n = 0; n < kills; n += 1) {
      const whole = relay.paidRequests.filter(({ body }) => body !== undefined); // a kill may cut one off
      const asked = relay.arrived(whole.length + 1);
      const child = start(4);
      const exited = once(child, 'exit');
      // the moment is the point of the test: any of the first ones, or one at which something is under way
      if (n % 2 === 0) await Promise.race([delay(random() * 500), exited]);
      else await Promise.race([asked.then(() => delay(random() * 200)), exited]);
      child.kill('SIGKILL');
      await exited;
    }
    const last = start(1);
    const [code] = (await once(last, 'exit')) as [number];
    assert.equal(code, 0);

    const known = new Set(relay.pictures.map(({ sha256 }) => sha256));
    const names = fs.readdirSync(assets());
    for (const name of names) {
      assert.match(name, /^a-fox(-\d+)?\.jpg$/);
      const bytes = fs.readFileSync(path.join(assets(), name));
      assert.ok(readImage(bytes));
      assert.ok(known.has(createHash('sha256').update(bytes).digest('hex')), `${name} is not what was sent`);
    }

    const store = createStore(db(), (fact) => assert.fail(fact.what));
    await checkAside(store, known);
    const rows = await store.ledger.list({ since: 0 }, 10_000);
    assert.deepEqual(
      rows.filter(({ state }) => state !== 'finished'),
      [],
    );
    const maybePaid = rows.filter(({ charge }) => charge !== 'none').length;
    assert.ok(maybePaid >= relay.paidCount(), `${relay.paidCount()} were paid, the ledger knows ${maybePaid}`);
    assert.ok(names.length > 0 && names.length <= maybePaid);
    const [open] = await store.ledger.unsettled();
    assert.ok(open, 'no kill met a request under way');
    assert.ok(await store.ledger.settle(open.id, 'notCharged'));
    await store.close();
  });
});
