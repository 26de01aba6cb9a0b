import assert from 'node:assert/strict';
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { localDayOf } from '../../../../src/core/money/localDay';
import { migrations } from '../../../../src/store/database/migrations';
import { loadSqlite } from '../../../../src/store/database/sqlite';
import type { Store } from '../../../../src/store/store';
import { createStore } from '../../../../src/store/store';
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
});
