import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { FileLock } from './fileLock';
import { migrate } from './migrations';
import { isBusy, isCorrupt, isUnwritable, loadSqlite } from './sqlite';
import { StoreError } from './storeError';
import type { OnStoreFact } from './storeFact';

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  /** Identifies the file on disk; undefined for a database in memory. */
  readonly inode: bigint | undefined;
}

const waitMs = 5_000;

class CorruptError extends Error {}

/**
 * Opens the database, makes it where there is none, and brings it up to date. A file that cannot be read is moved aside
 * and a new one begun; where nothing can be written, a database in memory takes its place. Both are told as facts.
 * Throws `StoreError`.
 */
export function openDatabase(file: string, onFact: OnStoreFact): OpenedDatabase {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    return withOpeningLock(file, () => openOrReplace(file, onFact));
  } catch (error) {
    if (isBusy(error)) throw busy(file, error);
    if (!isUnwritable(error)) throw error;
    onFact({ what: 'inMemory', file, cause: error });
    return { db: prepare(':memory:'), inode: undefined };
  }
}

/**
 * One process opens at a time: SQLite waits for nobody when two change to WAL at once, and of two that find the same
 * corrupt file the second would move away the new one of the first.
 */
function withOpeningLock<T>(file: string, use: () => T): T {
  const lock = FileLock.take(`${file}-opening`, 2 * waitMs);
  if (!lock) throw busy(file);
  try {
    return use();
  } finally {
    lock.release();
  }
}

function openOrReplace(file: string, onFact: OnStoreFact): OpenedDatabase {
  try {
    return openFile(file);
  } catch (error) {
    if (!isCorrupt(error) && !(error instanceof CorruptError)) throw error;
    onFact({ what: 'movedAside', file, movedTo: moveAside(file) });
    return openFile(file);
  }
}

function openFile(file: string): OpenedDatabase {
  const db = prepare(file);
  return { db, inode: statSync(file, { bigint: true }).ino };
}

function prepare(file: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  try {
    // FULL: a row is on the disk, not only in the system's memory, before the request that it tells of is sent
    db.exec(`PRAGMA busy_timeout = ${waitMs}; PRAGMA synchronous = FULL`);
    const health = db.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
    if (health !== 'ok') throw new CorruptError(String(health));
    migrate(db);
    db.exec('PRAGMA journal_mode = WAL');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** With what SQLite keeps beside it, so that a person or a tool can still rescue something. */
function moveAside(file: string): string {
  const movedTo = `${file}.corrupt-${new Date().toISOString().replace(/[:.]/g, '-')}`;
  for (const part of ['', '-wal', '-shm']) {
    if (statSync(file + part, { throwIfNoEntry: false })) renameSync(file + part, movedTo + part);
  }
  return movedTo;
}

function busy(file: string, cause?: unknown): StoreError {
  return new StoreError('busy', `${file} is locked by another process`, { cause });
}
