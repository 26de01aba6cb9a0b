import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { Database } from '../../../src/store/database/database';
import { FileLock } from '../../../src/store/database/fileLock';
import { Ledger } from '../../../src/store/ledger/ledger';
import type { NewAttempt } from '../../../src/store/ledger/ledger';
import type { Wish } from '../../../src/store/jobs/wish';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { Presence } from '../../../src/store/inbox/presence';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { TestFolder } from './folder';
import { planned } from './planned';

/** Of the wait for a lock, where a test wants its end. */
const shortPatience = 60;

const attempt: NewAttempt = {
  ...{ id: 'a', job: 'job-1', route: 'studio', model: 'nano-banana-2', modelId: 'an-image-model', size: '1K' },
  ...{ estimateUsd: 0.067, startedAt: 1_000 },
};

const wish: Wish = {
  prompt: 'a fox',
  options: { model: 'nano-banana-2', size: '1K', ratio: '1:1' },
  references: [],
  destination: { kind: 'saveAs' },
};

/** Turns of the event loop: none come while a call holds the process up. */
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('a ledger that somebody else has locked', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const stores: Store[] = [];
  const open = (patience?: number): Store => {
    const store = createStore(file(), folder.onFact, patience);
    stores.push(store);
    return store;
  };
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  /** As another process would: it writes, and does not come to an end. */
  function lock(): DatabaseSync {
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    return other;
  }

  const writes: Record<string, (ledger: Ledger, store: Store) => Promise<unknown>> = {
    'the start of an attempt': (ledger) => ledger.reserve({ ...attempt, id: 'b' }),
    'that it is sent': (ledger) => ledger.sent(attempt),
    'its end': (ledger) => ledger.finish(attempt, { charge: 'billed', costUsd: 0.04, endedAt: 2_000 }),
    'what an attempt cost in the end': (ledger) => ledger.settle('a', 'charged'),
    'that a job begins': (_, { jobs }) => jobs.begin('job-1', wish, 1_000),
    'that a job ends': (_, { jobs }) => jobs.end(['job-1'], 'made', 2_000),
    'whose an interrupted job is': (_, { jobs }) => jobs.claim([], 2_000),
    'that a picture is forgotten': (_, { history }) => history.remove('nothing'),
  };
  for (const [what, write] of Object.entries(writes)) {
    it(`lets this process go on while ${what} waits to be written`, async () => {
      const store = open();
      await store.ledger.reserve(attempt);
      const other = lock();
      const waiting = write(store.ledger, store);
      let done = false;
      void waiting.then(() => (done = true));
      await turns(300);
      assert.equal(done, false);
      other.close();
      await waiting;
    });
  }

  const uses: Record<string, (store: Store) => Promise<unknown>> = {
    'what was spent': ({ ledger }) => ledger.spent({ since: 0 }),
    'the last attempts': ({ ledger }) => ledger.list({ since: 0 }),
    'uncertain charges': ({ ledger }) => ledger.unsettled(),
    'what a crash has left': (store) => store.recover(),
    'which jobs were interrupted': ({ jobs }) => jobs.left([]),
    'the last pictures': ({ history }) => history.page(undefined, 1),
  };
  for (const [what, use] of Object.entries(uses)) {
    it(`lets this process go on while ${what} cannot be read, since another one opens it`, async () => {
      const lock = FileLock.take(`${file()}-opening`, 0) ?? assert.fail();
      const waiting = use(open());
      let done = false;
      void waiting.then(() => (done = true));
      await turns(300);
      assert.equal(done, false);
      lock.release();
      await waiting;
    });
  }

  it('lets this process go on while another one is at the gate', async () => {
    mkdirSync(folder.file('alive'));
    const gate = FileLock.take(folder.file('alive/gate'), 0) ?? assert.fail();
    const presence = new Presence(folder.file('alive'), folder.onFact);
    const entering = presence.enter();
    await turns(300);
    gate.release();
    assert.equal(await entering, presence.id);
    assert.deepEqual(folder.facts, []);
    presence.leave();
  });

  it('does not hold this process up for longer when many writes wait', async () => {
    const store = open();
    await store.ledger.reserve(attempt);
    const other = lock();
    const waiting = Array.from({ length: 40 }, (_, n) => store.ledger.reserve({ ...attempt, id: `b${n}` }));
    await turns(300);
    other.close();
    await Promise.all(waiting);
    assert.equal((await store.ledger.list({ since: 0 })).length, 41);
  });

  it('lets no attempt begin that it does not know, and says who is in the way', async () => {
    const store = open(shortPatience);
    await store.ledger.list({ since: 0 });
    const other = lock();
    const failure: unknown = await store
      .recorder({ id: 'job-1' })
      .reserve(planned())
      .then((record) => record.sending())
      .catch((error: unknown) => error);
    other.close();
    assert.ok(failure instanceof GenerationFailure);
    const { kind, reason, charge } = failure.facts;
    assert.deepEqual([kind, reason, charge], ['budget', 'ledgerBusy', 'none']);
    assert.deepEqual(await store.ledger.list({ since: 0 }), []);
  });

  it('lets nothing be sent of which it does not know, and knows afterwards that it was free', async () => {
    const store = open(shortPatience);
    const record = await store.recorder({ id: 'job-1' }).reserve(planned());
    const other = lock();
    const failure: unknown = await record.sending().catch((error: unknown) => error);
    assert.ok(failure instanceof GenerationFailure);
    assert.deepEqual([failure.kind, failure.charge], ['budget', 'none']);
    other.close();
    record.finished({ charge: 'none', costUsd: 0, failure, endedAt: 2_000 });
    const [row] = await store.ledger.list({ since: 0 });
    assert.deepEqual([row?.state, row?.charge, row?.failure], ['finished', 'none', 'budget']);
  });

  it('is told the end of an attempt with the next write, where it could not be told in time', async () => {
    const store = open(shortPatience);
    const record = await store.recorder({ id: 'job-1' }).reserve(planned());
    await record.sending();
    const other = lock();
    record.finished({ charge: 'billed', costUsd: 0.04, endedAt: 2_000 });
    while (!folder.whats.includes('notRecorded')) await turns(1);
    other.close();
    assert.equal((await store.ledger.list({ since: 0 }))[0]?.state, 'sent');
    await (await store.recorder({ id: 'job-2' }).reserve(planned())).sending();
    const row = (await store.ledger.list({ since: 0 })).find(({ id }) => id === record.id);
    assert.deepEqual([row?.state, row?.charge, row?.costUsd], ['finished', 'billed', 0.04]);
  });

  it('is told it with the next end that can be told, and not again', async () => {
    const store = open(shortPatience);
    const [one, two] = await Promise.all([1, 2].map(() => store.recorder({ id: 'job-1' }).reserve(planned())));
    await Promise.all([one?.sending(), two?.sending()]);
    const other = lock();
    one?.finished({ charge: 'billed', costUsd: 0.04, endedAt: 2_000 });
    while (!folder.whats.includes('notRecorded')) await turns(1);
    other.close();
    two?.finished({ charge: 'billed', costUsd: 0.05, endedAt: 2_000 });
    while ((await store.ledger.spent({ since: 0 })).unknownCount > 0) await turns(1);
    assert.equal((await store.ledger.spent({ since: 0 })).knownUsd, 0.09);
  });

  it('is told it at the latest when the window closes', async () => {
    const store = open(shortPatience);
    const record = await store.recorder({ id: 'job-1' }).reserve(planned());
    await record.sending();
    const other = lock();
    record.finished({ charge: 'billed', costUsd: 0.04, endedAt: 2_000 });
    while (!folder.whats.includes('notRecorded')) await turns(1);
    other.close();
    await store.close();
    const [row] = await open().ledger.list({ since: 0 });
    assert.deepEqual([row?.state, row?.charge, row?.costUsd], ['finished', 'billed', 0.04]);
  });
});

describe('a disk that is full', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');

  /** A ledger that may not grow: SQLite says of it what it says of a full disk. */
  async function full(): Promise<{ readonly database: Database; readonly ledger: Ledger }> {
    const database = new Database(file(), folder.onFact, shortPatience);
    const presence = new Presence(folder.file('alive'), folder.onFact);
    const ledger = new Ledger(database, presence, folder.onFact);
    await database.read((db) => {
      const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count']);
      db.exec(`PRAGMA max_page_count = ${pages}`);
    });
    return { database, ledger };
  }

  it('lets no attempt begin once the ledger takes no row more', async () => {
    const { database, ledger } = await full();
    const fill = async (): Promise<void> => {
      for (let n = 0; n < 100; n += 1) await ledger.reserve({ ...attempt, id: `${n}`, job: 'x'.repeat(10_000) });
    };
    await assert.rejects(fill(), { errcode: 13 });
    await database.read((db) => db.exec('PRAGMA max_page_count = 100000'));
    await ledger.reserve(attempt);
    database.close();
  });
});

describe('a ledger in memory, since its disk took nothing for a moment', () => {
  const folder = new TestFolder();
  const file = (): string => folder.file('taken/dualtrack.db');

  it('moves to the disk with the next write, with every row as far as it was', async () => {
    await writeFile(folder.file('taken'), 'a file, not a folder');
    const store = createStore(file(), folder.onFact);
    const begin = () => store.recorder({ id: 'job-1' }).reserve(planned());
    const [waiting, onItsWay, ended] = [await begin(), await begin(), await begin()];
    await onItsWay.sending();
    await ended.sending();
    ended.finished({ charge: 'billed', costUsd: 0.04, endedAt: 2_000 });
    assert.equal((await store.ledger.list({ since: 0 })).length, 3);
    assert.deepEqual(folder.whats, ['unseen', 'inMemory']);

    await rm(folder.file('taken'));
    await begin();
    await store.ledger.list({ since: 0 });
    assert.deepEqual(folder.whats, ['unseen', 'inMemory', 'onDisk']);
    const other = createStore(file(), folder.onFact);
    const states = new Map(
      (await other.ledger.list({ since: 0 })).map(({ id, state, charge }) => [id, [state, charge]]),
    );
    assert.equal(states.size, 4);
    assert.deepEqual(states.get(waiting.id), ['started', 'none']);
    assert.deepEqual(states.get(onItsWay.id), ['sent', 'unknown']);
    assert.deepEqual(states.get(ended.id), ['finished', 'billed']);
    assert.deepEqual(await other.recover(), [], 'this process is seen again');

    onItsWay.finished({ charge: 'none', costUsd: 0, endedAt: 3_000 });
    await store.ledger.list({ since: 0 });
    assert.equal((await other.ledger.list({ since: 0 })).find(({ id }) => id === onItsWay.id)?.state, 'finished');
    await Promise.all([store.close(), other.close()]);
  });

  it('moves to the disk when the window closes, if nothing was written since', async () => {
    await writeFile(folder.file('taken'), 'a file, not a folder');
    const store = createStore(file(), folder.onFact);
    const record = await store.recorder({ id: 'job-1' }).reserve(planned());
    await rm(folder.file('taken'));
    await store.close();
    const other = createStore(file(), folder.onFact);
    assert.deepEqual(
      (await other.ledger.list({ since: 0 })).map(({ id }) => id),
      [record.id],
    );
    await other.close();
  });

  it('tells once that it is in memory, and keeps its rows while nothing changes', async () => {
    await writeFile(folder.file('taken'), 'a file, not a folder');
    const store = createStore(file(), folder.onFact);
    for (let n = 0; n < 3; n += 1) await store.recorder({ id: 'job-1' }).reserve(planned());
    assert.equal((await store.ledger.list({ since: 0 })).length, 3);
    assert.deepEqual(folder.whats, ['unseen', 'inMemory']);
    await store.close();
  });
});
