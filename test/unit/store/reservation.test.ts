import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { GenerationFailure } from '../../../src/core/failures/failure';
import { loadSqlite } from '../../../src/store/database/sqlite';
import type { Limit } from '../../../src/store/ledger/ledger';
import { createStore } from '../../../src/store/store';
import { TestFolder } from './folder';
import { planned } from './planned';

const all = { fromDay: '0000-01-01' };

/** Says no where the attempt would lead above so many dollars. */
const upTo =
  (most: number): (() => Limit) =>
  () =>
  ({ estimateUsd = 0 }, spent) => {
    const { knownUsd, unknownUsd } = spent(all);
    if (knownUsd + unknownUsd + estimateUsd > most) throw new GenerationFailure({ kind: 'budget', charge: 'none' });
  };

describe('a reservation under a limit', () => {
  const folder = new TestFolder();
  const open = () => createStore(folder.file('dualtrack.db'), folder.onFact, 200);

  it('is refused above it, leaves no row, and tells of no fault', async () => {
    const store = open();
    const recorder = store.recorder({ id: 'job-1', limit: upTo(0.1) });
    await recorder.reserve(planned());
    await assert.rejects(recorder.reserve(planned()), { kind: 'budget' });
    assert.equal((await store.ledger.list({ since: 0 })).length, 1);
    assert.deepEqual(folder.facts, []);
    await store.close();
  });

  it('holds what is under way, also against another window at the same moment', async () => {
    const stores = [open(), open()];
    const recorders = stores.map((store) => store.recorder({ id: 'job-1', limit: upTo(0.3) }));
    const tries = Array.from({ length: 10 }, () => recorders.map((recorder) => recorder.reserve(planned()))).flat();
    const ends = await Promise.allSettled(tries);
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 4);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('is refused where the ledger does not last: it does not know what was spent', async () => {
    await mkdir(folder.file('dualtrack.db')); // no file can be made there
    const store = open();
    await assert.rejects(store.recorder({ id: 'job-1', limit: upTo(10) }).reserve(planned()), { kind: 'budget' });
    await rm(folder.file('dualtrack.db'), { recursive: true });
    await store.recorder({ id: 'job-1', limit: upTo(10) }).reserve(planned());
    await store.close();
  });

  it('is refused where there can be no ledger, which stops nobody who has set no limit', async () => {
    const { DatabaseSync } = loadSqlite();
    const future = new DatabaseSync(folder.file('dualtrack.db'));
    future.exec('PRAGMA user_version = 1000');
    future.close();
    const store = open();
    await assert.rejects(store.recorder({ id: 'job-1', limit: upTo(10) }).reserve(planned()), { kind: 'budget' });
    await store.recorder({ id: 'job-1' }).reserve(planned());
    await store.close();
  });
});
