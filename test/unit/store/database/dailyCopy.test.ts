import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { copyPages } from '../../../../src/store/database/copyPages';
import { DailyCopy } from '../../../../src/store/database/dailyCopy';
import { Database } from '../../../../src/store/database/database';
import { FileLock } from '../../../../src/store/database/fileLock';
import { copyOf } from '../../../../src/store/database/rebuild/places';
import { loadSqlite } from '../../../../src/store/database/sqlite';
import { TestFolder } from '../folder';
import { addAttempts, leavesOf, writeLedger } from './filledLedger';

const hourMs = 60 * 60 * 1000;
const never = new AbortController().signal;

describe('the copy of the ledger', function () {
  this.timeout(30_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  let told: unknown[] = [];
  beforeEach(() => (told = []));

  /** Uses the ledger once, as a window that was opened a while ago. */
  async function use(): Promise<void> {
    const copy = new DailyCopy(file(), { damaged: () => told.push('damaged'), failed: (cause) => told.push(cause) }, 0);
    copy.used();
    await copy.made;
  }

  function rowsOf(name: string): number {
    const { DatabaseSync } = loadSqlite();
    const db = new DatabaseSync(name);
    const rows = Number(db.prepare('SELECT count(*) AS n FROM attempt').get()?.['n']);
    db.close();
    return rows;
  }

  it('has every row, also those that are not yet in the file, and needs no file beside it', async () => {
    writeLedger(file(), 1_000);
    const { DatabaseSync } = loadSqlite();
    const window = new DatabaseSync(file());
    window.exec(`UPDATE attempt SET id = 'x' || id`);
    assert.ok(statSync(`${file()}-wal`).size > 0);
    await use();
    window.close();
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => name.includes('backup')),
      ['dualtrack.db.backup'],
    );
    assert.equal(rowsOf(copyOf(file())), 1_000);
    assert.deepEqual(told, []);
  });

  for (const [hours, isMade] of [
    [23, false],
    [25, true],
    [-1, true], // the clock was set back
  ] as const) {
    it(`is ${isMade ? 'made anew' : 'left'} where the last one is ${hours} hours old`, async () => {
      writeLedger(file(), 10);
      await use();
      const then = new Date(Date.now() - hours * hourMs);
      utimesSync(copyOf(file()), then, then);
      const { DatabaseSync } = loadSqlite();
      const db = new DatabaseSync(file());
      db.exec(`DELETE FROM attempt WHERE rowid = 1`);
      db.close();
      await use();
      assert.equal(rowsOf(copyOf(file())), isMade ? 9 : 10);
    });
  }

  it('is made by one process only', async () => {
    writeLedger(file(), 10);
    const other = FileLock.take(`${file()}-copying`, 0) ?? assert.fail();
    await use();
    assert.equal(existsSync(copyOf(file())), false);
    other.release();
    await use();
    assert.equal(existsSync(copyOf(file())), true);
  });

  it('is not made before its time, and looked for once an hour', async () => {
    writeLedger(file(), 10);
    const quiet = { damaged: () => assert.fail(), failed: assert.fail };
    const late = new DailyCopy(file(), quiet, hourMs);
    late.used();
    await late.made;
    assert.equal(existsSync(copyOf(file())), false);
    const now = new DailyCopy(file(), quiet, 0);
    now.used();
    await now.made;
    await rm(copyOf(file()));
    now.used();
    await now.made;
    assert.equal(existsSync(copyOf(file())), false);
  });

  it('stays as it was where the ledger is damaged', async () => {
    writeLedger(file(), 1_000);
    await use();
    const before = readFileSync(copyOf(file()));
    const then = new Date(Date.now() - 48 * hourMs);
    utimesSync(copyOf(file()), then, then);
    const page = leavesOf(file(), 'attempt')[5] ?? assert.fail();
    writeFileSync(file(), readFileSync(file()).fill(0xff, (page - 1) * 4096, page * 4096));
    await use();
    assert.deepEqual(told, ['damaged']);
    assert.deepEqual(readFileSync(copyOf(file())), before);
  });

  it('stays as it was where the file was cut', async () => {
    writeLedger(file(), 1_000);
    truncateSync(file(), 5 * 4096);
    await use();
    assert.deepEqual(told, ['damaged']);
    assert.equal(existsSync(copyOf(file())), false);
  });

  it('is made where one was left half-made', async () => {
    writeLedger(file(), 10);
    writeFileSync(`${copyOf(file())}-making`, 'x'.repeat(10_000));
    await use();
    assert.equal(rowsOf(copyOf(file())), 10);
  });

  it('is given up when the window closes', async () => {
    writeLedger(file(), 20_000);
    const copy = new DailyCopy(file(), { damaged: () => assert.fail(), failed: assert.fail }, 0);
    copy.used();
    await copy.end();
    copy.used();
    await copy.made;
    assert.deepEqual(
      (await readdir(folder.path)).filter((name) => name.includes('backup')),
      [],
    );
  });

  it('is made where SQLite can copy only here', async () => {
    const { DatabaseSync } = loadSqlite();
    writeLedger(file(), 100);
    await copyPages(file(), folder.file('other.db'), never, { DatabaseSync });
    assert.equal(rowsOf(folder.file('other.db')), 100);
  });

  it('says what is in the way', async () => {
    await use();
    assert.equal(told.length, 1);
  });
});

describe('a database that keeps a copy', function () {
  this.timeout(30_000);
  const folder = new TestFolder();
  const file = (): string => folder.file('dualtrack.db');
  const count = (database: Database): Promise<unknown> =>
    database.read((db) => db.prepare('SELECT count(*) AS n FROM attempt').get()?.['n']);
  const whenCopied = async (): Promise<void> => {
    while (!existsSync(copyOf(file()))) await new Promise((resolve) => setTimeout(resolve, 5));
  };

  it('makes it once it is used, goes on meanwhile, and is closed cleanly', async () => {
    const database = new Database(file(), folder.onFact);
    database.keepCopy(0);
    assert.deepEqual(await readdir(folder.path), []);
    await database.write((db) => void db.exec('SELECT 1'));
    await whenCopied();
    await database.endCopy();
    database.close();
    assert.equal(existsSync(`${file()}-wal`), false);
    assert.deepEqual(folder.facts, []);
  });

  it('is made anew from it, when the copying finds damage that nothing else has met', async () => {
    writeLedger(file(), 2_000);
    const first = new Database(file(), folder.onFact);
    first.keepCopy(0);
    await count(first);
    await whenCopied();
    await first.endCopy();
    first.close();
    const then = new Date(Date.now() - 48 * hourMs);
    utimesSync(copyOf(file()), then, then);
    const page = leavesOf(file(), 'attempt')[5] ?? assert.fail();
    writeFileSync(file(), readFileSync(file()).fill(0xff, (page - 1) * 4096, page * 4096));

    const database = new Database(file(), folder.onFact);
    database.keepCopy(0);
    await count(database); // counts in an index, which is whole
    assert.deepEqual(folder.facts, []);
    await database.endCopy();
    assert.equal(await count(database), 2_000);
    assert.deepEqual(folder.whats, ['movedAside']);
    database.close();
  });

  it('forgets it when it is told to', async () => {
    const database = new Database(file(), folder.onFact);
    database.keepCopy(0);
    await database.read((db) => addAttempts(db, 10));
    await whenCopied();
    await database.dropCopy();
    assert.equal(existsSync(copyOf(file())), false);
    database.close();
  });

  it('makes none of what is kept in memory', async () => {
    writeFileSync(folder.file('taken'), 'a file, not a folder');
    const database = new Database(folder.file('taken/dualtrack.db'), folder.onFact);
    database.keepCopy(0);
    await database.read(() => undefined);
    await database.endCopy();
    assert.deepEqual(folder.whats, ['inMemory']);
    database.close();
  });
});
