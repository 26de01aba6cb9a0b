import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { LeftJob } from '../../../src/store/jobs/jobs';
import type { Wish } from '../../../src/store/jobs/wish';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import { kill, startChild, untilUp } from './child';
import { failOnFact, TestFolder } from './folder';
import { planned } from './planned';

const home = 'file:///home/project';

function wish(change: Partial<Wish> = {}): Wish {
  return {
    prompt: 'a fox in the snow',
    options: { model: 'nano-banana-2', size: '1K', ratio: '16:9', vertex: { outputMimeType: 'image/jpeg' } },
    references: [{ id: 'r', uri: `${home}/a.png`, name: 'a.png' }],
    destination: { kind: 'folder', workspaceFolder: home, folder: `${home}/assets` },
    resource: home,
    count: 1,
    among: ['apiyi'],
    ...change,
  };
}

describe('the record of jobs', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const stores: Store[] = [];
  /** As each window has one. */
  const open = (patience?: number): Store => {
    const store = createStore(file(), folder.onFact, patience);
    stores.push(store);
    return store;
  };
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  /** What a window that is gone has left. */
  async function leave(jobs: Readonly<Record<string, Wish>>): Promise<void> {
    const gone = createStore(file(), folder.onFact);
    for (const [id, what] of Object.entries(jobs)) await gone.jobs.begin(id, what, 1_000);
    await gone.close();
  }

  const idsOf = (jobs: readonly { readonly id: string }[]): string[] => jobs.map(({ id }) => id);

  async function claimAll(store: Store, folders: readonly string[] = [home]): Promise<readonly LeftJob[]> {
    const { dead } = await store.jobs.left(folders);
    await store.jobs.claim(dead, 2_000);
    return dead;
  }

  const read = (sql: string): Record<string, unknown>[] => {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(file());
    try {
      return db.prepare(sql).all();
    } finally {
      db.close();
    }
  };
  const states = (): unknown[] => read('SELECT state FROM job ORDER BY id').map(({ state }) => state);

  it('gives back what was wanted, word for word, when the window that wanted it is gone', async () => {
    await leave({ a: wish() });
    const store = open();
    assert.deepEqual(idsOf(await claimAll(store)), ['a']);
    assert.deepEqual(await store.jobs.interrupted(), [{ id: 'a', wish: wish(), beganAt: 1_000, told: false }]);
  });

  it('gives back what a process that was killed had begun', async () => {
    const child = startChild(__filename, 'beginInChild', [file()]);
    await untilUp(child);
    const store = open();
    assert.deepEqual(await store.jobs.left([home]), { dead: [], areOthers: true });
    await kill(child);
    assert.deepEqual(idsOf(await claimAll(store)), ['a']);
    assert.equal((await store.jobs.interrupted())[0]?.wish.prompt, 'a fox in the snow');
  });

  it('leaves the jobs of living windows alone', async () => {
    const [one, other] = [open(), open()];
    await one.jobs.begin('a', wish(), 1_000);
    assert.deepEqual(await other.jobs.left([home]), { dead: [], areOthers: true });
    assert.deepEqual(await one.jobs.left([home]), { dead: [], areOthers: false });
  });

  it('gives each job to one window only, and to another one when that is gone too', async () => {
    await leave({ a: wish(), b: wish() });
    const [one, other] = [createStore(file(), folder.onFact), open()];
    const both = await Promise.all([one, other].map(async ({ jobs }) => (await jobs.left([home])).dead));
    for (const [n, { jobs }] of [one, other].entries()) await jobs.claim(both[n] ?? [], 2_000); // both saw them free
    const taken = await Promise.all([one, other].map(({ jobs }) => jobs.interrupted()));
    assert.deepEqual(taken.map(idsOf), [['a', 'b'], []]);
    await one.close();
    await claimAll(other);
    assert.deepEqual(idsOf(await other.jobs.interrupted()), ['a', 'b']);
  });

  it('gives a job to a window of its folder; one for no folder to any', async () => {
    await leave({ a: wish(), b: wish({ destination: { kind: 'saveAs' } }) });
    const elsewhere = open();
    await claimAll(elsewhere, ['file:///home/other']);
    assert.deepEqual(idsOf(await elsewhere.jobs.interrupted()), ['b']);
    const own = open();
    await claimAll(own);
    assert.deepEqual(idsOf(await own.jobs.interrupted()), ['a']);
  });

  it('knows that a job whose picture is in the history has ended', async () => {
    await leave({ a: wish(), b: wish() });
    const store = open();
    const { request, model, modelId, route } = planned();
    const asked = { prompt: request.prompt, model: model.id, modelId, route: route.id, size: '1K', ratio: '1:1' };
    const facts = { width: 1, height: 1, mime: 'image/png', sha256: 'ff', createdAt: 1, placeholder: false } as const;
    const remember = (job: string): Promise<void> =>
      store.history.remember({ id: job, job, ...asked, ...facts, attempts: [] }, 'file:///a.png');
    await remember('a');
    await claimAll(store);
    assert.deepEqual(idsOf(await store.jobs.interrupted()), ['b']);
    assert.deepEqual(read(`SELECT state, wish FROM job WHERE id = 'a'`)[0]?.['wish'], null);
    await remember('b'); // its answer was found later
    await store.jobs.claim([], 3_000);
    assert.deepEqual([await store.jobs.interrupted(), states()], [[], ['made', 'made']]);
  });

  it('says once that the user was told, whichever window told it', async () => {
    await leave({ a: wish() });
    const one = createStore(file(), folder.onFact);
    await claimAll(one);
    await one.jobs.told(['a']);
    await one.close();
    const other = open();
    await claimAll(other);
    assert.equal((await other.jobs.interrupted())[0]?.told, true);
  });

  for (const how of ['made', 'failed', 'cancelled', 'repeated', 'dismissed'] as const) {
    it(`forgets the user’s words when a job is ${how}`, async () => {
      const { jobs } = open();
      await jobs.begin('a', wish(), 1_000);
      await jobs.begin('b', wish(), 1_000);
      await jobs.end(['a'], how, 2_000);
      assert.deepEqual(
        read('SELECT state, wish IS NULL AS forgotten, ended_at AS at FROM job ORDER BY id').map((row) => ({ ...row })),
        [
          { state: how, forgotten: 1, at: 2_000 },
          { state: 'running', forgotten: 0, at: null },
        ],
      );
    });
  }

  it('keeps them as long as a charge of the job is not settled', async () => {
    const store = open();
    await store.jobs.begin('a', wish(), 1_000);
    const record = await store.recorder({ id: 'a' }).reserve(planned());
    await record.sending();
    record.finished({ charge: 'unknown', costUsd: 0.067, endedAt: 2_000 });
    await store.jobs.end(['a'], 'failed', 2_000);
    assert.deepEqual([...(await store.jobs.prompts(['a', 'z']))], [['a', 'a fox in the snow']]);
    await store.ledger.settle(record.id, 'charged');
    await store.jobs.forget();
    assert.deepEqual([...(await store.jobs.prompts(['a']))], []);
  });

  it('has the end of a job that ended before it could be written that it began', async () => {
    const store = open();
    store.jobRecords.began('a', wish(), 1_000);
    store.jobRecords.ended('a', 'made', 1_001);
    await store.jobs.flush();
    assert.deepEqual(states(), ['made']);
    assert.deepEqual(folder.facts, []);
  });

  it('tells what it cannot write, and writes the end at the latest when the window closes', async () => {
    const store = createStore(file(), folder.onFact, 60);
    await store.jobs.begin('a', wish(), 1_000);
    const other = lock();
    store.jobRecords.began('b', wish(), 1_000);
    store.jobRecords.ended('a', 'cancelled', 2_000);
    await store.jobs.flush();
    other.close();
    assert.deepEqual(folder.whats, ['jobNotRecorded', 'jobNotRecorded']);
    await store.close();
    assert.deepEqual(states(), ['cancelled']);
  });

  it('leaves out a job that it cannot read, and says so', async () => {
    await leave({ a: wish(), b: wish(), c: wish() });
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(file());
    db.exec(`UPDATE job SET wish = '{' WHERE id = 'a'; UPDATE job SET wish = '{"prompt":1}' WHERE id = 'b'`);
    db.close();
    const store = open();
    await claimAll(store);
    assert.deepEqual(idsOf(await store.jobs.interrupted()), ['c']);
    assert.deepEqual(folder.whats, ['unreadableRow', 'unreadableRow']);
    assert.deepEqual(idsOf([...(await store.jobs.prompts(['a', 'b', 'c'])).keys()].map((id) => ({ id }))), ['c']);
  });

  /** As another process would: it writes, and does not come to an end. */
  function lock(): DatabaseSync {
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(file());
    other.exec('BEGIN IMMEDIATE');
    return other;
  }
});

export async function beginInChild(file: string): Promise<void> {
  const { jobs } = createStore(file, failOnFact);
  await jobs.begin('a', wish(), 1_000);
  console.log('begun');
  setInterval(() => jobs, 1_000); // what nobody holds is collected, and its lock with it
}
