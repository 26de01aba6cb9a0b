import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { PictureRecord } from '../../../../src/core/run/picture';
import { Database } from '../../../../src/store/database/database';
import { migrations } from '../../../../src/store/database/migrations';
import { copyOf } from '../../../../src/store/database/rebuild/places';
import { loadSqlite } from '../../../../src/store/database/sqlite';
import { Presence } from '../../../../src/store/inbox/presence';
import { Jobs } from '../../../../src/store/jobs/jobs';
import type { Wish } from '../../../../src/store/jobs/wish';
import { Ledger } from '../../../../src/store/ledger/ledger';
import { History } from '../../../../src/store/pictures/history';
import type { Store } from '../../../../src/store/store';
import { createStore } from '../../../../src/store/store';
import { runChild } from '../child';
import { TestFolder } from '../folder';
import { planned } from '../planned';
import { costUsd, writeLedger } from './filledLedger';

/** Someone else's user on this machine. */
const nobody = 65_534;

/** Of the wait for what is in the way, where a test wants its end. */
const shortPatience = 60;

const attempt = {
  ...{ id: 'a', job: 'job-1', route: 'studio', model: 'nano-banana-2', modelId: 'an-image-model', size: '1K' },
  ...{ estimateUsd: 0.067, startedAt: 1_000 },
};

const picture: PictureRecord = {
  ...{ id: 'p', job: 'job-1', prompt: 'a fox', model: 'm', modelId: 'i', route: 'r', size: '1K', ratio: '1:1' },
  ...{ width: 1, height: 1, mime: 'image/png', sha256: 'ff', costUsd: 0.04, createdAt: 1, placeholder: false },
  attempts: [],
};

const wish: Wish = {
  prompt: 'x'.repeat(20_000),
  options: { model: 'nano-banana-2', size: '1K', ratio: '1:1' },
  references: [],
  destination: { kind: 'saveAs' },
};

describe('what is in the way of the ledger', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const stores: Store[] = [];
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));
  const open = (): Store => {
    const store = createStore(file(), folder.onFact, shortPatience);
    stores.push(store);
    return store;
  };
  /** Another process writes, and does not come to an end. */
  function lock(): DatabaseSync {
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    return other;
  }

  it('is a lock: it can be opened and read meanwhile, and written to as soon as the lock is gone', async () => {
    writeLedger(file(), 20);
    const other = lock();
    const store = open();
    assert.equal((await store.ledger.list({ since: 0 })).length, 20);
    await assert.rejects(store.ledger.reserve(attempt), { errcode: 5 });
    other.close();
    await store.ledger.reserve(attempt);
    assert.deepEqual(folder.facts, []);
  });

  it('is a lock while a file of an earlier version is to be brought up to date', async () => {
    writeLedger(file(), 20, 6);
    const other = lock();
    const store = open();
    await assert.rejects(store.ledger.list({ since: 0 }), { name: 'StoreError', reason: 'busy' });
    other.close();
    assert.equal((await store.ledger.list({ since: 0 })).length, 20);
    assert.deepEqual(folder.facts, []);
  });

  it('is a lock on a damaged file, which is made anew once the lock is gone', async () => {
    writeLedger(file(), 20);
    const bytes = readFileSync(file());
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(`${file()}-opening`);
    other.exec('BEGIN EXCLUSIVE');
    writeFileSync(file(), bytes.fill(0xff, 0, 100));
    const store = open();
    await assert.rejects(store.ledger.list({ since: 0 }), { reason: 'busy' });
    assert.deepEqual(readFileSync(file()), bytes);
    other.close();
    await store.ledger.list({ since: 0 });
    assert.deepEqual(folder.whats, ['movedAside']);
  });

  it('is a file that may only be read: what happens is kept in memory, and that is said', async () => {
    const own = folder.file('own');
    mkdirSync(own);
    const readOnly = path.join(own, 'dualtrack.db');
    writeLedger(readOnly, 20);
    chmodSync(readOnly, 0o444);
    chmodSync(folder.path, 0o755);
    const isRoot = process.getuid?.() === 0; // whom no permission stops
    if (isRoot) chownSync(own, nobody, nobody);
    const before = readFileSync(readOnly);
    const run = await runChild(__filename, 'payInChild', [readOnly], isRoot ? { uid: nobody, gid: nobody } : {});
    assert.deepEqual([run.code, run.stdout], [0, 'inMemory knows 0.04'], run.stderr);
    assert.deepEqual(readFileSync(readOnly), before);
  });

  it('is a later version: nobody reads or writes anything, and nothing is set aside or copied', async () => {
    const { DatabaseSync } = loadSqlite();
    const future = new DatabaseSync(file());
    future.exec(`CREATE TABLE later (a); PRAGMA user_version = ${migrations.length + 1}`);
    future.close();
    const before = readFileSync(file());
    const store = open();
    store.keepCopy();
    const reason = { name: 'StoreError', reason: 'newerVersion' };
    await assert.rejects(store.ledger.spent({ since: 0 }), reason);
    await assert.rejects(store.history.page(undefined, 10), reason);
    await assert.rejects(store.history.remember(picture, 'file:///a.png'), reason);
    await assert.rejects(store.jobs.begin('job-1', wish, 1), reason);
    await assert.rejects(store.jobs.left([]), reason);
    await assert.rejects(store.recover(), reason);
    await store.close();
    assert.deepEqual(readFileSync(file()), before);
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => /backup|corrupt|rebuil|-wal/.test(name)),
      [],
    );
  });

  it('is a copy of a later version, which stays where it is', async () => {
    const { DatabaseSync } = loadSqlite();
    const future = new DatabaseSync(copyOf(file()));
    future.exec(`CREATE TABLE later (a); PRAGMA user_version = ${migrations.length + 1}`);
    future.close();
    const before = readFileSync(copyOf(file()));
    assert.deepEqual(await open().ledger.list({ since: 0 }), []);
    assert.deepEqual(readFileSync(copyOf(file())), before);
    assert.deepEqual(folder.facts, []);
  });

  it('is a full disk: each writer is told so, readers read, and all of it is written when there is room', async () => {
    const database = new Database(file(), folder.onFact, shortPatience);
    const presence = new Presence(folder.file('alive'), folder.onFact);
    const ledger = new Ledger(database, presence, folder.onFact);
    const history = new History(database, folder.onFact);
    const jobs = new Jobs(database, presence, folder.onFact);
    await ledger.reserve(attempt);
    await ledger.sent(attempt);
    const most = (pages: number): Promise<void> => database.read((db) => db.exec(`PRAGMA max_page_count = ${pages}`));
    await most(1); // SQLite makes it as many as there are
    const full = { errcode: 13 };
    const long = { ...picture, prompt: 'x'.repeat(20_000) };
    await assert.rejects(history.remember(long, 'file:///a.png'), full);
    await assert.rejects(jobs.begin('job-1', wish, 1_000), full);
    await assert.rejects(ledger.reserve({ ...attempt, id: 'b', job: 'x'.repeat(20_000) }), full);
    assert.equal((await ledger.find('a'))?.state, 'sent');
    assert.deepEqual((await history.page(undefined, 10)).entries, []);
    await most(100_000);
    await history.remember(long, 'file:///a.png');
    await jobs.begin('job-1', wish, 1_000);
    await ledger.finish(attempt, { charge: 'billed', costUsd, endedAt: 2_000 });
    assert.deepEqual(
      (await history.page(undefined, 10)).entries.map(({ id }) => id),
      ['p'],
    );
    assert.equal((await ledger.spent({ since: 0 })).knownUsd, costUsd);
    database.close();
    presence.leave();
  });
});

/** In a child: pays for a picture, and says what it was told and what it knows. */
export async function payInChild(file: string): Promise<void> {
  const facts: string[] = [];
  const store = createStore(file, ({ what }) => facts.push(what), shortPatience);
  const record = await store.recorder({ id: 'job' }).reserve(planned());
  await record.sending();
  record.finished({ charge: 'billed', costUsd, endedAt: 9_000 });
  const { knownUsd } = await store.ledger.spent({ since: 0 });
  await store.close();
  process.stdout.write(`${facts.join()} knows ${knownUsd}`);
}
