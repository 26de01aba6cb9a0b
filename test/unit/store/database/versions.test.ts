import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { localDayOf } from '../../../../src/core/money/localDay';
import { migrate, migrations } from '../../../../src/store/database/migrations';
import { loadSqlite } from '../../../../src/store/database/sqlite';
import type { Store } from '../../../../src/store/store';
import { createStore } from '../../../../src/store/store';
import { runChild } from '../child';
import { TestFolder } from '../folder';
import { planned } from '../planned';
import { expected, writeOldFile } from './oldFiles';

const versions = Array.from({ length: migrations.length }, (_, n) => n + 1);

describe('a file of every earlier version', function () {
  this.timeout(20_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const row = (sql: string): Record<string, SQLOutputValue> | undefined => {
    const { DatabaseSync } = loadSqlite();
    const db: DatabaseSync = new DatabaseSync(file());
    const found = db.prepare(sql).get();
    db.close();
    return found;
  };
  const use = async (run: (store: Store) => Promise<void>): Promise<void> => {
    const store = createStore(file(), folder.onFact);
    await run(store);
    await store.close();
  };

  for (const version of versions) {
    for (const end of ['closed', 'killed'] as const) {
      describe(`of version ${version}, ${end}`, () => {
        beforeEach(() => {
          writeOldFile(file(), version, end);
          assert.equal(existsSync(`${file()}-wal`), end === 'killed');
          if (end === 'killed') assert.ok(statSync(file()).size <= 4096, 'everything is still in the -wal');
        });
        afterEach(() => assert.deepEqual(folder.facts, []));

        it('keeps every attempt and what it cost', () =>
          use(async (store) => {
            const { ledger } = store;
            assert.deepEqual(await ledger.spent({ since: 0 }), expected.spent);
            const rows = await ledger.list({ since: 0 });
            assert.deepEqual(rows.map(({ startedAt }) => startedAt).reverse(), expected.times);
            assert.equal((await ledger.find('billed'))?.requestId, 'req-1');
            assert.deepEqual(
              (await store.recover()).map(({ id, charge, costUsd }) => [id, charge, costUsd]),
              [['open', 'unknown', 0.134]],
            );
            assert.deepEqual(await ledger.spent({ since: 0 }), expected.spent);
          }));

        it('knows the day of each attempt and who asked for it', () =>
          use(async ({ ledger }) => {
            const rows = await ledger.list({ since: 0 });
            assert.deepEqual(
              rows.map(({ localDay, caller }) => [localDay, caller]),
              rows.map(({ startedAt }) => [localDayOf(startedAt), 'person']),
            );
          }));

        it('lists its pictures, knows what they cost, and finds their words', async () => {
          await use(async ({ history }) => {
            const { entries } = await history.page(undefined, 10);
            assert.deepEqual(entries.map(({ prompt }) => prompt).reverse(), version >= 2 ? expected.prompts : []);
            assert.equal(await history.hasPictureOf('billed'), version >= 2);
          });
          const { n } = row(`SELECT count(*) AS n FROM picture WHERE prompt_lower LIKE '%éin fuchs%'`) ?? {};
          assert.equal(n, version >= 2 ? 1 : 0);
        });

        it('has the jobs that were interrupted, and the credit', async () => {
          await use(async ({ jobs }) => {
            const { dead } = await jobs.left([]);
            assert.deepEqual(
              dead.map(({ id }) => id),
              version >= 6 ? ['job-4'] : [],
            );
          });
          assert.equal(row('SELECT sum(nano_usd) AS sum FROM credit')?.['sum'], version >= 9 ? 5_000_000_000 : null);
        });

        it('is of the newest version afterwards, whole, and takes new rows', async () => {
          await use(async (store) => {
            const record = await store.recorder({ id: 'new' }).reserve(planned());
            await record.sending();
            assert.equal((await store.ledger.find(record.id))?.state, 'sent');
          });
          assert.equal(row('PRAGMA user_version')?.['user_version'], migrations.length);
          assert.equal(row('PRAGMA integrity_check')?.['integrity_check'], 'ok');
        });
      });
    }
  }

  for (const TZ of ['America/New_York', 'Europe/Berlin', 'Pacific/Apia', 'Asia/Kathmandu']) {
    it(`knows the days of attempts as the clock on the wall showed them: ${TZ}`, async () => {
      const env = { ...process.env, TZ };
      const { stdout, stderr } = await runChild(__filename, 'migrateInChild', [], { env });
      assert.equal(stdout, '10000 days, 0 wrong', stderr);
    });
  }
});

/** In a child, which has a time zone of its own: says of how many moments the migration names another day than the code does. */
export async function migrateInChild(): Promise<void> {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(':memory:');
  migrate(db, migrations.slice(0, 6));
  const insert = db.prepare(
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, state, charge, started_at)
     VALUES (?, 'j', 'o', 'r', 'm', 'i', '1K', 'finished', 'none', ?)`,
  );
  const begin = Date.UTC(2009, 11, 29);
  for (let n = 0; n < 10_000; n += 1) insert.run(String(n), begin + n * 52_000_001);
  migrate(db);
  const rows = db.prepare('SELECT started_at AS at, local_day AS day FROM attempt').all();
  const wrong = rows.filter(({ at, day }) => localDayOf(Number(at)) !== day);
  process.stdout.write(`${rows.length} days, ${wrong.length} wrong`);
}
