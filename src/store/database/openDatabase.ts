import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DatabaseFiles } from './databaseFiles';
import { FileLock } from './fileLock';
import { wasLeftOpen } from './leftOpen';
import { migrate, migrations, tables, versionOf } from './migrations';
import { lockWaitMs } from './patience';
import { rebuild, restore } from './rebuild/rebuild';
import { repair } from './repair';
import { rowsOf } from './rows';
import { isBusy, isCorrupt, isSchemaMismatch, isUnwritable, loadSqlite } from './sqlite';
import { StoreError } from '../storeError';
import type { OnStoreFact } from '../storeFact';

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  /** Undefined for a database in memory. */
  readonly files: DatabaseFiles | undefined;
}

/** A check reads the whole file, at about a megabyte a millisecond: a larger one that was left open is checked only when it seems damaged. */
const mostCheckedBytes = 16 * 1024 * 1024;

class CorruptError extends Error {}

/**
 * Opens the database, makes it where there is none, and brings it up to date. A file that is damaged is set aside, and a new one
 * made of what can still be read of it and of its copy; where nothing can be written, a database in memory takes its place. All of
 * this is told as facts.
 * Does not wait: throws `StoreError` of reason `busy` where another process has the file. `suspected`: a use has found it
 * damaged.
 */
export function openDatabase(file: string, onFact: OnStoreFact, suspected = false): OpenedDatabase {
  try {
    return openOnDisk(file, onFact, suspected);
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    onFact({ what: 'inMemory', file, cause: error });
    return { db: prepare(':memory:', false), files: undefined };
  }
}

/** As `openDatabase`, but throws where nothing can be written. */
export function openOnDisk(file: string, onFact: OnStoreFact, suspected = false): OpenedDatabase {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    return withOpeningLock(file, () => openOrReplace(file, onFact, suspected));
  } catch (error) {
    throw isBusy(error) ? busy(file, error) : error;
  }
}

/**
 * One process opens at a time: SQLite waits for nobody when two change to WAL at once, and of two that find the same
 * corrupt file the second would move away the new one of the first.
 */
function withOpeningLock<T>(file: string, use: () => T): T {
  const lock = FileLock.take(`${file}-opening`, lockWaitMs);
  if (!lock) throw busy(file);
  try {
    return use();
  } finally {
    lock.release();
  }
}

function openOrReplace(file: string, onFact: OnStoreFact, suspected: boolean): OpenedDatabase {
  if (restore(file)) onFact({ what: 'restored', file });
  try {
    return openFile(file, suspected);
  } catch (error) {
    if (!isCorrupt(error) && !(error instanceof CorruptError)) throw error;
    onFact({ what: 'movedAside', file, ...rebuild(file) });
    return openFile(file, false);
  }
}

function openFile(file: string, suspected: boolean): OpenedDatabase {
  if (existsSync(file)) accessSync(file, constants.W_OK); // SQLite opens a file that may only be read, and fails with the first write
  const db = prepare(file, suspected || (wasLeftOpen(file) && statSync(file).size <= mostCheckedBytes));
  return { db, files: new DatabaseFiles(file) };
}

function prepare(file: string, checked: boolean): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  try {
    // FULL: a row is on the disk, not only in the system's memory, before the request that it tells of is sent
    db.exec(`PRAGMA busy_timeout = ${lockWaitMs}; PRAGMA synchronous = FULL`);
    if (checked) {
      refuseLaterVersion(db); // whose damage is not for this one to mend
      check(db);
    }
    bringUpToDate(db);
    db.exec('PRAGMA journal_mode = WAL');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A file whose tables are not those of its version, such as another program's, counts as damaged. */
function bringUpToDate(db: DatabaseSync): void {
  try {
    migrate(db);
    repair(db);
    for (const table of tables) rowsOf(db, `SELECT * FROM ${table} LIMIT 1`);
  } catch (error) {
    throw isSchemaMismatch(error)
      ? new CorruptError('Its tables are not those of its version', { cause: error })
      : error;
  }
}

function refuseLaterVersion(db: DatabaseSync): void {
  const version = versionOf(db);
  if (version <= migrations.length) return;
  throw new StoreError(
    'newerVersion',
    `The database has version ${version}, this Dualtrack knows ${migrations.length}`,
  );
}

function check(db: DatabaseSync): void {
  const health = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (health !== 'ok') throw new CorruptError(String(health));
}

function busy(file: string, cause?: unknown): StoreError {
  return new StoreError('busy', `${file} is locked by another process`, { cause });
}
