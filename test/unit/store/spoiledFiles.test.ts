import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FileLock } from '../../../src/store/database/fileLock';
import { migrations } from '../../../src/store/database/migrations';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';
import { planned } from './planned';

/** Of the wait for a lock, where a test wants its end. */
const shortPatience = 60;

/** Makes a paid attempt, and gives its name. */
async function pay(store: Store): Promise<string> {
  const { route, model, modelId, estimateUsd, startedAt } = planned();
  const id = randomUUID();
  const attempt = { id, job: 'j', route: route.id, model: model.id, modelId, size: '1K', estimateUsd, startedAt };
  await store.ledger.reserve(attempt);
  await store.ledger.sent(attempt);
  await store.ledger.finish(attempt, { charge: 'billed', costUsd: 0.04, endedAt: 2_000 });
  return id;
}

describe('a ledger whose files somebody spoils', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const open = (): Store => createStore(file(), folder.onFact, shortPatience);

  /** What another window finds. */
  async function paid(): Promise<string[]> {
    const other = open();
    const rows = await other.ledger.list({ since: 0 });
    await other.close();
    return rows.map(({ id }) => id);
  }

  const spoil: Record<string, () => void> = {
    'deletes all': () => ['', '-wal', '-shm'].forEach((part) => rmSync(file() + part)),
    'cuts the file to nothing': () => truncateSync(file()),
    'cuts the file to a part': () => truncateSync(file(), 4096),
    'deletes what was not yet moved to the file': () => ['-wal', '-shm'].forEach((part) => rmSync(file() + part)),
    'writes something shorter over the file': () => writeFileSync(file(), 'not a database '.repeat(300)),
  };
  for (const [what, spoilIt] of Object.entries(spoil)) {
    it(`is where others look for it after somebody ${what} while it is open`, async () => {
      const store = open();
      await pay(store);
      spoilIt();
      const after = [await pay(store), await pay(store)];
      const found = await paid();
      assert.deepEqual(
        after.filter((id) => !found.includes(id)),
        [],
      );
      await store.close();
      const later = await paid();
      assert.deepEqual(
        after.filter((id) => !later.includes(id)),
        [],
      );
    });
  }

  it('keeps what two windows paid before the file of the last writes was deleted', async () => {
    const store = open();
    await pay(store);
    const other = startChild(__filename, 'payInChild', [file()]);
    await untilUp(other);
    for (const part of ['-wal', '-shm']) rmSync(file() + part);
    await pay(store);
    const ended = once(other, 'exit');
    other.stdin?.write('go');
    assert.deepEqual(await ended, [0, null]);
    assert.equal((await paid()).length, 4);
    await store.close();
    assert.equal((await paid()).length, 4);
  });

  it('can be used once a damaged one can be put aside, where another process was in the way at first', async () => {
    const store = open();
    await pay(store);
    const { DatabaseSync } = loadSqlite();
    const tool = new DatabaseSync(file());
    tool.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    tool.close();
    writeFileSync(file(), Buffer.alloc(statSync(file()).size, 0xff), { flag: 'r+' });
    const other = FileLock.take(`${file()}-opening`, 0);
    await assert.rejects(pay(store), { name: 'StoreError', reason: 'busy' });
    other?.release();
    const id = await pay(store);
    assert.deepEqual(folder.whats, ['movedAside']);
    await store.close();
    assert.deepEqual(await paid(), [id]);
  });

  for (const version of [0, 1, migrations.length]) {
    it(`is begun anew where tables of somebody else say that they are of version ${version}`, async () => {
      const { DatabaseSync } = loadSqlite();
      const foreign = new DatabaseSync(file());
      foreign.exec(`CREATE TABLE ${version === 0 ? 'attempt' : 'notes'} (a); PRAGMA user_version = ${version}`);
      foreign.close();
      const store = open();
      const id = await pay(store);
      await store.close();
      assert.deepEqual(folder.whats, ['movedAside']);
      assert.deepEqual(await paid(), [id]);
    });
  }

  for (const lock of ['dualtrack.db-opening', 'alive/gate']) {
    it(`is opened though something was written into ${lock}, which is only for locks`, async () => {
      await mkdir(path.dirname(folder.file(lock)), { recursive: true });
      await writeFile(folder.file(lock), 'x'.repeat(5_000));
      const store = open();
      const id = await pay(store);
      assert.deepEqual(folder.facts, []);
      await store.close();
      assert.deepEqual(await paid(), [id]);
    });
  }
});

/** In a child: pays, says so, and pays once more when it is told to. */
export async function payInChild(file: string): Promise<void> {
  const store = createStore(file, failOnFact);
  await pay(store);
  const go = once(process.stdin, 'data');
  process.stdout.write('up\n');
  process.stdin.ref();
  await go;
  await pay(store);
  await store.close();
  process.exit(0);
}
