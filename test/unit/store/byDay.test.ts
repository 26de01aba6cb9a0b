import assert from 'node:assert/strict';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { migrate } from '../../../src/store/database/migrations';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { byDay } from '../../../src/store/ledger/byDay';
import { spent } from '../../../src/store/ledger/spent';

const today = '2026-11-29';
const year = { from: '2025-11-30', to: '2026-11-29' };

type Row = Record<string, SQLInputValue>;

describe('what was spent, by day and route', () => {
  let db: DatabaseSync;
  beforeEach(() => {
    const { DatabaseSync } = loadSqlite();
    db = new DatabaseSync(':memory:');
    migrate(db);
  });
  afterEach(() => db.close());

  let id = 0;
  function add(row: Row): void {
    const all: Row = {
      ...{ id: `${(id += 1)}`, job: 'j', owner: 'o', route: 'studio', model: 'm', model_id: 'i', size: '1K' },
      ...{ estimate_nano_usd: 67_000_000, state: 'finished', charge: 'billed', cost_nano_usd: 40_000_000 },
      ...{ started_at: 1, local_day: today },
      ...row,
    };
    const names = Object.keys(all);
    db.prepare(`INSERT INTO attempt (${names.join()}) VALUES (${names.map((name) => `:${name}`).join()})`).run(all);
  }
  const lines = (range = year): unknown[] =>
    byDay(db, range, today).map(({ day, route, knownUsd, unknownCount, unknownUsd }) => [
      ...[day, route, knownUsd, unknownCount, unknownUsd],
    ]);

  it('is one line for each day and route on which something was or may have been charged', () => {
    add({ local_day: '2026-03-01' });
    add({ local_day: '2026-03-01' });
    add({ local_day: '2026-03-01', route: 'apiyi', cost_nano_usd: 55_000_000 });
    add({ local_day: '2026-02-28', charge: 'none', cost_nano_usd: 0 });
    add({ local_day: '2025-12-31', charge: 'unknown', cost_nano_usd: 67_000_000 });
    assert.deepEqual(lines(), [
      ['2025-12-31', 'studio', 0, 1, 0.067],
      ['2026-03-01', 'apiyi', 0.055, 0, 0],
      ['2026-03-01', 'studio', 0.08, 0, 0],
    ]);
  });

  it('has both ends of the range in it, and nothing beyond them', () => {
    for (const local_day of ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01']) add({ local_day });
    assert.deepEqual(lines({ from: '2026-02-01', to: '2026-02-28' }), [
      ['2026-02-01', 'studio', 0.04, 0, 0],
      ['2026-02-28', 'studio', 0.04, 0, 0],
    ]);
  });

  it('counts as today what has no day, or one that has not come', () => {
    add({ local_day: null });
    add({ local_day: '2026-11-30' });
    add({ local_day: '9999-12-31' });
    add({ local_day: today });
    assert.deepEqual(lines(), [[today, 'studio', 0.16, 0, 0]]);
    assert.deepEqual(lines({ from: today, to: '2027-12-31' }), [[today, 'studio', 0.16, 0, 0]]);
    assert.deepEqual(lines({ from: '2026-01-01', to: '2026-11-28' }), []);
  });

  it('counts what is under way by its estimate, and what nobody can believe by none', () => {
    const absurd = 2n ** 62n;
    add({ state: 'started', charge: 'none', cost_nano_usd: 0 });
    add({ state: 'sent', charge: 'unknown', cost_nano_usd: 50_000_000 });
    add({ cost_nano_usd: absurd });
    add({ cost_nano_usd: absurd, estimate_nano_usd: -1 });
    add({ cost_nano_usd: null, estimate_nano_usd: null });
    assert.deepEqual(lines(), [[today, 'studio', 0, 5, 0.184]]);
  });

  it('comes to the same as what was spent in all', () => {
    for (const state of ['started', 'sent', 'finished']) {
      for (const charge of ['none', 'billed', 'unknown']) {
        for (const cost_nano_usd of [null, 0, 40_000_000, -1, 2n ** 62n]) {
          for (const estimate_nano_usd of [null, 67_000_000, 2n ** 62n]) {
            add({ state, charge, cost_nano_usd, estimate_nano_usd, local_day: `2026-0${(id % 9) + 1}-15` });
          }
        }
      }
    }
    const days = byDay(db, year, today);
    const sum = (value: (day: (typeof days)[number]) => number): number =>
      Math.round(days.reduce((all, day) => all + value(day), 0) * 1e9);
    const { knownUsd, unknownCount, unknownUsd } = spent(db, { since: 0 });
    assert.equal(
      sum(({ knownUsd }) => knownUsd),
      Math.round(knownUsd * 1e9),
    );
    assert.equal(
      sum((day) => day.unknownUsd),
      Math.round(unknownUsd * 1e9),
    );
    assert.equal(
      days.reduce((all, day) => all + day.unknownCount, 0),
      unknownCount,
    );
  });
});
