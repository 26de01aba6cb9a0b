import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { migrate, migrations } from '../../../src/store/database/migrations';
import { loadSqlite } from '../../../src/store/database/sqlite';
import { createStore } from '../../../src/store/store';
import { TestFolder } from './folder';

const estimate = 67_000_000n;
const tooMuch = { 'ten million dollars': 10_000_000n * 10n ** 9n, 'more than any number': 2n ** 63n - 1n, less: -1n };

/** A row as an earlier version may have written it. */
function insert(db: DatabaseSync, row: Record<string, unknown>): void {
  const all: Record<string, unknown> = {
    ...{ id: 'a', job: 'j', owner: 'dead', route: 'r', model: 'm', model_id: 'i', size: '1K' },
    ...{ estimate_nano_usd: estimate, state: 'finished', charge: 'billed', cost_nano_usd: estimate, started_at: 1_000 },
    ...row,
  };
  const names = Object.keys(all);
  const places = names.map((name) => `:${name}`).join();
  db.prepare(`INSERT INTO attempt (${names.join()}) VALUES (${places})`).run(all as Record<string, string>);
}

describe('rows that an earlier version wrote', () => {
  const folder = new TestFolder();
  const open = () => createStore(folder.file('dualtrack.db'), folder.onFact);
  /** `version`: of the database that it leaves. */
  const write = (version: number, ...rows: Record<string, unknown>[]): void => {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(folder.file('dualtrack.db'));
    migrate(db, migrations.slice(0, version));
    db.exec('BEGIN');
    for (const row of rows) insert(db, row);
    db.exec('COMMIT');
    db.close();
  };

  for (const version of [2, migrations.length - 1]) {
    for (const [what, nano] of Object.entries(tooMuch)) {
      it(`count by their estimate where nobody can believe their cost: ${what}, version ${version}`, async () => {
        write(version, { id: 'absurd', cost_nano_usd: nano }, { id: 'sound', started_at: 2_000 });
        const store = open();
        assert.deepEqual(await store.ledger.spent({ since: 0 }), {
          ...{ knownUsd: 0.067, unknownCount: 1, unknownUsd: 0.067, unpricedCount: 0 },
        });
        const [sound, absurd] = await store.ledger.list({ since: 0 });
        assert.deepEqual([sound?.charge, sound?.costUsd], ['billed', 0.067]);
        assert.deepEqual([absurd?.charge, absurd?.costUsd], ['unknown', 0.067]);
        assert.deepEqual(
          (await store.ledger.unsettled()).map(({ id }) => id),
          ['absurd'],
        );
        assert.ok(await store.ledger.settle('absurd', 'charged'));
        assert.equal((await store.ledger.spent({ since: 0 })).knownUsd, 0.134);
        await store.close();
      });
    }
  }

  it('are read while they are written anew, as long as nobody opens the ledger', async () => {
    const store = open();
    await store.ledger.list({ since: 0 });
    for (const [id, nano] of Object.entries(tooMuch)) {
      write(migrations.length, { id, cost_nano_usd: nano, estimate_nano_usd: nano });
    }
    assert.deepEqual(await store.ledger.spent({ since: 0 }), {
      ...{ knownUsd: 0, unknownCount: 3, unknownUsd: 0, unpricedCount: 3 },
    });
    assert.deepEqual(
      (await store.ledger.list({ since: 0 })).map(({ costUsd, estimateUsd }) => [costUsd, estimateUsd]),
      [1, 2, 3].map(() => [undefined, undefined]),
    );
    await store.close();
  });

  it('add up where the sum is more than any number', async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => ({ id: `${n}`, cost_nano_usd: 100_000_000_000n }));
    write(migrations.length, ...rows);
    const store = open();
    assert.equal((await store.ledger.spent({ since: 0 })).knownUsd, 200_000);
    await store.close();
  });

  it('are ended when their process died, whatever they hold', async () => {
    write(migrations.length, {
      ...{ id: 'absurd', state: 'sent', charge: 'unknown', estimate_nano_usd: tooMuch.less },
      ...{ cost_nano_usd: tooMuch['more than any number'], started_at: 2n ** 62n, status: 2n ** 60n },
    });
    const store = open();
    const [row] = await store.recover();
    assert.deepEqual([row?.id, row?.state, row?.charge, row?.costUsd], ['absurd', 'finished', 'unknown', undefined]);
    await store.close();
  });

  it('are ended in one write, however many processes have left them', async () => {
    const of = (n: number) => ({ id: `row-${n}`, owner: `dead-${n}`, state: 'sent', charge: 'unknown' });
    write(migrations.length, ...Array.from({ length: 200 }, (_, n) => of(n)));
    const store = open();
    assert.equal((await store.recover()).length, 200);
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(folder.file('dualtrack.db'));
    const { log } = other.prepare('PRAGMA wal_checkpoint(PASSIVE)').get() ?? {};
    other.close();
    assert.ok(Number(log) < 200, 'each write adds a page at least');
    await store.close();
  });

  it('may have been paid where they were started, since that version sent also what it could not write', async () => {
    const started = { state: 'started', charge: 'none', cost_nano_usd: 0 };
    write(2, { id: 'old', ...started });
    write(migrations.length, { id: 'new', ...started, tells_sending: 1, owner: 'dead too' });
    const store = open();
    const recovered = await store.recover();
    assert.deepEqual(recovered.map(({ id, charge, costUsd, failure }) => [id, charge, costUsd, failure]).sort(), [
      ['new', 'none', 0, 'cancelled'],
      ['old', 'unknown', 0.067, 'interrupted'],
    ]);
    await store.close();
  });

  it('are of a time that a date can name, whatever they say', async () => {
    const most = 2n ** 63n - 1n;
    write(
      migrations.length,
      { id: 'late', started_at: most, ended_at: most },
      { id: 'early', started_at: -most, ended_at: -most },
    );
    const store = open();
    const rows = await store.ledger.list({ since: -Infinity });
    assert.equal(rows.length, 2);
    for (const { startedAt, endedAt = NaN } of rows) {
      assert.doesNotThrow(() => [startedAt, endedAt].map((ms) => new Date(ms).toISOString()));
    }
    await store.close();
  });

  it('of the history are left out where they cannot be read, and the others are given', async () => {
    const store = open();
    const picture = {
      ...{ job: 'j', prompt: 'a fox', model: 'm', modelId: 'i', route: 'r', size: '1K' },
      ...{ ratio: '1:1', width: 1, height: 1, mime: 'image/png', sha256: 'ff', costUsd: 10_000_000 },
      ...{ createdAt: 1, placeholder: false, attempts: [] },
    };
    await store.history.remember({ ...picture, id: 'a' }, 'file:///a.png');
    await store.history.remember({ ...picture, id: 'b' }, 'file:///b.png');
    const { DatabaseSync } = loadSqlite();
    const other = new DatabaseSync(folder.file('dualtrack.db'));
    other.exec(`UPDATE picture SET attempts = '[{' WHERE id = 'a'`);
    other.exec(`UPDATE picture SET cost_nano_usd = ${2n ** 62n} WHERE id = 'b'`);
    other.close();
    assert.deepEqual(
      (await store.history.page(undefined, 10)).entries.map(({ id, costUsd }) => [id, costUsd]),
      [['b', undefined]],
    );
    assert.deepEqual(folder.whats, ['unreadableRow']);
    await store.close();
  });
});

describe('a cost that nobody can believe', () => {
  const folder = new TestFolder();

  for (const costUsd of [10_000_000, 100.01, -0.01, Infinity, NaN]) {
    it(`is written as unknown, by the estimate: ${costUsd}`, async () => {
      const store = createStore(folder.file('dualtrack.db'), folder.onFact);
      const attempt = { id: 'a', job: 'j', route: 'r', model: 'm', modelId: 'i', size: '1K', startedAt: 1 };
      await store.ledger.reserve({ ...attempt, estimateUsd: 0.067 });
      await store.ledger.finish({ ...attempt, estimateUsd: 0.067 }, { charge: 'billed', costUsd, endedAt: 2 });
      const [row] = await store.ledger.list({ since: 0 });
      assert.deepEqual([row?.charge, row?.costUsd], ['unknown', 0.067]);
      await store.close();
    });
  }
});
