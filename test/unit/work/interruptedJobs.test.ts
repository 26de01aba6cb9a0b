import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GenerationFailure } from '../../../src/core/failures/failure';
import type { Clock } from '../../../src/core/clock';
import type { AttemptRecord } from '../../../src/core/run/recorder';
import { systemClock } from '../../../src/providers/transport/systemClock';
import type { Store } from '../../../src/store/store';
import { createStore } from '../../../src/store/store';
import type { RunningJob } from '../../../src/work/job';
import type { JobCharges } from '../../../src/work/jobs/charges';
import { chargesOf } from '../../../src/work/jobs/charges';
import type { InterruptedJob } from '../../../src/work/jobs/interruptedJobs';
import { InterruptedJobs } from '../../../src/work/jobs/interruptedJobs';
import { partsOf } from '../../../src/work/jobs/sameWish';
import { uncertainCharges } from '../../../src/work/jobs/uncertainCharges';
import type { Wanted } from '../../../src/work/wanted';
import { TestFolder } from '../store/folder';
import { apiyi, planned } from '../store/planned';
import { startWork, wanted } from './world';

describe('pictures that a window which is gone has left', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const stores: Store[] = [];
  const open = (): Store => {
    const store = createStore(file(), folder.onFact);
    stores.push(store);
    return store;
  };
  afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

  interface Left {
    readonly wanted?: Partial<Wanted>;
    /** How far its request came; left out: nothing was asked. */
    readonly until?: 'reserved' | 'sent' | 'whole';
  }

  /** What a window had under way when it died; gives the ids of the attempts. */
  async function leave(jobs: Readonly<Record<string, Left>>): Promise<readonly string[]> {
    const gone = createStore(file(), folder.onFact);
    const attempts: AttemptRecord[] = [];
    for (const [id, { wanted: change, until }] of Object.entries(jobs)) {
      await gone.jobs.begin(id, wanted(change), 1_000);
      if (!until) continue;
      const record = await gone.recorder({ id }).reserve({ ...planned(), route: apiyi, estimateUsd: 0.055 });
      attempts.push(record);
      if (until === 'reserved') continue;
      await record.sending();
      if (until === 'whole') await leaveAnswer(record.id);
    }
    await gone.close();
    return attempts.map(({ id }) => id);
  }

  /** A whole answer in the inbox, whoever has it. */
  async function leaveAnswer(attempt: string): Promise<void> {
    await mkdir(folder.file('inbox'), { recursive: true });
    await writeFile(path.join(folder.file('inbox'), attempt), '{}');
  }

  function start(options: { readonly store?: Store; readonly clock?: Clock; readonly seen?: Promise<void> } = {}) {
    const { store = open(), clock = systemClock, seen = Promise.resolve() } = options;
    const world = startWork({ store, parts: { jobRecords: store.jobRecords } }, folder.path);
    const told: (readonly InterruptedJob[])[] = [];
    const log: string[] = [];
    const interrupted = new InterruptedJobs({
      ...{ store, clock, work: world.work, folders: () => ['file:///ws'] },
      tell: async (jobs) => {
        told.push(jobs);
        await seen;
      },
      log: { warn: (line) => log.push(line) },
    });
    return { ...world, store, interrupted, told, log };
  }

  const idsOf = (jobs: readonly InterruptedJob[] | undefined): string[] => jobs?.map(({ id }) => id) ?? [];
  const chargesIn = (jobs: readonly InterruptedJob[] | undefined): JobCharges =>
    chargesOf(jobs?.flatMap(({ attempts }) => attempts) ?? []);

  it('are told with what they may have cost, and only once', async () => {
    await leave({ a: { until: 'sent' }, b: { until: 'sent' }, c: { until: 'reserved' } });
    const one = start();
    assert.equal(await one.interrupted.look(), true);
    assert.deepEqual(one.told.map(idsOf), [['a', 'b', 'c']]);
    assert.deepEqual(chargesIn(one.told[0]), { charged: 'maybe', routes: ['apiyi'], usd: 0.11 });
    assert.deepEqual(chargesIn(one.interrupted.all.slice(2)), { charged: 'no', routes: [], usd: 0 });
    await one.interrupted.look();
    await one.store.close();
    const next = start();
    await next.interrupted.look();
    assert.deepEqual([one.told.length, next.told, idsOf(next.interrupted.all)], [1, [], ['a', 'b', 'c']]);
  });

  it('are told again by the next window where nobody has seen it', async () => {
    await leave({ a: {} });
    const one = start({ seen: new Promise(() => undefined) });
    await one.interrupted.look();
    await one.interrupted.refresh();
    assert.deepEqual(one.told.map(idsOf), [['a']]);
    await one.store.close();
    const next = start();
    await next.interrupted.look();
    assert.deepEqual(next.told.map(idsOf), [['a']]);
  });

  it('are not those whose answer has come whole, until that is known to hold no picture', async () => {
    const [attempt = ''] = await leave({ a: { until: 'whole' } });
    const { interrupted, store, told } = start();
    await interrupted.look();
    assert.deepEqual([interrupted.all, told], [[], []]);
    await store.inbox.remove(attempt); // as the recovery does that found nothing in it
    await interrupted.look();
    assert.deepEqual(told.map(idsOf), [['a']]);
  });

  it('are not those whose picture was recovered, before or after they were told', async () => {
    const [first = '', second = ''] = await leave({ a: { until: 'whole' }, b: { until: 'sent' } });
    const { interrupted, store, told } = start();
    await interrupted.look();
    for (const [job, attempt] of [
      ['a', first],
      ['b', second],
    ] as const) {
      await remember(store, job, attempt);
      await store.inbox.remove(attempt);
    }
    await interrupted.look();
    assert.deepEqual([told.map(idsOf), interrupted.all], [[['b']], []]);
  });

  it('are made again as they were wanted, those of one click as one click', async () => {
    const folderOf = { kind: 'folder', workspaceFolder: 'file:///ws', folder: 'file:///ws/art' } as const;
    await leave({
      a: { until: 'sent', wanted: { prompt: 'a kite', destination: folderOf, onlyRoute: 'studio' } },
      b: { until: 'sent', wanted: { prompt: 'a kite', destination: folderOf, onlyRoute: 'studio' } },
      c: { until: 'sent', wanted: { prompt: 'a barn' } },
    });
    const { interrupted, asker, calls, work, store } = start();
    await interrupted.look();
    const running: RunningJob[] = [];
    const again = interrupted.again(['a', 'b'], asker, (job) => running.push(job));
    await interrupted.again(['a', 'b'], asker, (job) => running.push(job)); // a second click
    await again;
    await Promise.all(running.map(({ ended }) => ended));
    assert.deepEqual([calls, idsOf(interrupted.all)], [['studio', 'studio'], ['c']]);
    assert.deepEqual(
      work.made.map(({ picture }) => picture.request.prompt),
      ['a kite', 'a kite'],
    );
    await work.recorded();
    await store.jobs.flush();
    await store.close();
    const next = start();
    await next.interrupted.look();
    assert.deepEqual(idsOf(next.interrupted.all), ['c'], 'what was made again is over');
  });

  it('stay where they cannot be made again', async () => {
    await leave({ a: {} });
    const { interrupted, asker, store, log } = start();
    await interrupted.look();
    const gone = new Error('the file is gone');
    const other = new InterruptedJobs({
      ...{ store, clock: systemClock, folders: () => ['file:///ws'], log: { warn: (line) => log.push(line) } },
      work: { make: () => Promise.reject(gone) },
      tell: async () => undefined,
    });
    await other.refresh();
    await assert.rejects(
      other.again(['a'], asker, () => assert.fail('nothing begins')),
      gone,
    );
    assert.deepEqual(idsOf(other.all), ['a']);
  });

  it('are gone when the user dismisses them; what they may have cost is not', async () => {
    await leave({ a: { until: 'sent' } });
    const { interrupted, store } = start();
    await interrupted.look();
    assert.equal(interrupted.left(['a', 'b']), 1);
    await interrupted.dismiss(['a']);
    assert.equal(interrupted.left(['a', 'b']), 0);
    await interrupted.look();
    assert.deepEqual(interrupted.all, []);
    const [charge] = await uncertainCharges(store);
    assert.deepEqual([charge?.prompt, charge?.row.costUsd], ['a fox', 0.055]);
  });

  it('are numbered where several were the same wish', async () => {
    await leave({ a: {}, b: { wanted: { prompt: 'a barn' } }, c: {} });
    const { interrupted } = start();
    await interrupted.look();
    assert.deepEqual(Object.fromEntries(partsOf(interrupted.all)), { a: { nth: 1, of: 2 }, c: { nth: 2, of: 2 } });
    await interrupted.dismiss(['a']);
    assert.equal(partsOf(interrupted.all).size, 0);
  });

  it('say no more that something may have been charged once that is settled', async () => {
    const [attempt = ''] = await leave({ a: { until: 'sent' } });
    const { interrupted, store } = start();
    await interrupted.look();
    await store.ledger.settle(attempt, 'charged');
    await interrupted.refresh();
    assert.deepEqual(chargesIn(interrupted.all), { charged: 'yes', routes: ['apiyi'], usd: 0.055 });
  });

  it('are looked for again while another window, which may be just closing, has jobs of the same folder', async () => {
    const closing = createStore(file(), folder.onFact);
    await closing.jobs.begin('a', wanted(), 1_000);
    const waits: number[] = [];
    const clock: Clock = {
      ...systemClock,
      sleep: async (ms) => {
        waits.push(ms);
        if (waits.length === 7) await closing.close();
      },
    };
    const { interrupted, told } = start({ clock });
    await interrupted.watch(new AbortController().signal);
    assert.deepEqual(told.map(idsOf), [['a']]);
    assert.deepEqual(waits, [1_000, 2_000, 5_000, 15_000, 60_000, 60_000, 60_000]);
  });

  it('are not looked for where nothing was ever made: that would make a database', async () => {
    const { interrupted, store } = start();
    await interrupted.watch(new AbortController().signal);
    assert.equal(store.isThere(), false);
  });

  it('are not looked for again and again where the database cannot be read; the log says why', async () => {
    await writeFile(file(), '');
    const { interrupted, store, log } = start();
    store.jobs.left = () => Promise.reject(new Error('locked'));
    assert.equal(await interrupted.look(), true);
    assert.match(log.join(), /locked/);
  });
});

async function remember(store: Store, job: string, attempt: string, change: { readonly prompt?: string } = {}) {
  const words = { prompt: 'a fox', model: 'm', modelId: 'm', route: 'apiyi', size: '1K', ratio: '1:1', ...change };
  const facts = { width: 1, height: 1, mime: 'image/png', sha256: 'ff', createdAt: 1, placeholder: false } as const;
  await store.history.remember({ id: attempt, job, attempt, ...words, ...facts, attempts: [] }, 'file:///a.png');
}

describe('an uncertain charge', () => {
  const folder = new TestFolder();

  it('has the prompt of its job, or of the picture that the job gave in the end, or none', async () => {
    const store = createStore(folder.file('dualtrack.db'), folder.onFact);
    await store.jobs.begin('a', wanted({ prompt: 'a kite' }), 1_000);
    for (const [job, startedAt] of [
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ] as const) {
      const record = await store.recorder({ id: job }).reserve({ ...planned(), startedAt });
      await record.sending();
      record.finished({ charge: 'unknown', costUsd: 0.067, endedAt: 2_000 });
    }
    await remember(store, 'b', 'another attempt', { prompt: 'a barn' });
    const charges = await uncertainCharges(store);
    assert.deepEqual(
      charges.map(({ row, prompt, picture }) => [row.job, prompt, picture?.uri]),
      [
        ['a', 'a kite', undefined],
        ['b', 'a barn', 'file:///a.png'],
        ['c', undefined, undefined],
      ],
    );
    await store.close();
  });

  it('was ended by its window or by the user, both of which the ledger has as cancelled', async () => {
    const store = createStore(folder.file('closed.db'), folder.onFact);
    const ends = { a: 'dismissed', b: 'cancelled', c: 'dismissed' } as const;
    for (const [job, end] of Object.entries(ends)) {
      await store.jobs.begin(job, wanted(), 1_000);
      const record = await store.recorder({ id: job }).reserve(planned());
      await record.sending();
      const kind = job === 'c' ? 'timeout' : 'cancelled';
      const failure = new GenerationFailure({ kind, charge: 'unknown' });
      record.finished({ charge: 'unknown', costUsd: 0.067, endedAt: 2_000, failure });
      await store.jobs.end([job], end, 2_000);
    }
    const charges = await uncertainCharges(store);
    const closed = charges.filter(({ isWindowClosed }) => isWindowClosed);
    assert.deepEqual(
      closed.map(({ row }) => row.job),
      ['a'],
    );
    await store.close();
  });
});
