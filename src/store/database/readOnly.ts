import { openSync, closeSync, readSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../storeError';
import { migrations } from './migrations';
import { isBusy, isCorrupt, isSchemaMismatch, loadSqlite } from './sqlite';

/** What is at a path is no database that can be read; the message says why, without the path. */
export class NoDatabaseError extends Error {}

/** More often somebody writes to the file while it is read. */
const mostTries = 5;

/**
 * Lets `use` look into a database as it was at one moment, of this version or an earlier one, and leaves all as it was: the file is
 * neither made nor brought up to date, and no file comes to lie beside it. Waits up to `patience` milliseconds, blocked, for another
 * process's lock. Throws `NoDatabaseError`, `StoreError` and what SQLite throws.
 */
export function readOnly<T>(file: string, use: (db: DatabaseSync) => T, patience: number): T {
  for (let left = mostTries; ; left -= 1) {
    const before = stateOf(file);
    if (!before) throw new NoDatabaseError('there is no file');
    if (!before.isFile) throw new NoDatabaseError('it is no file');
    const isAtRest = before.walBytes === undefined && isInWalMode(file);
    let result: { readonly value: T } | { readonly error: unknown };
    try {
      result = { value: look(file, isAtRest, use, patience) };
    } catch (error) {
      result = { error };
    }
    // what is at rest is read without a lock: somebody may have opened it meanwhile
    if (isAtRest && left > 1 && JSON.stringify(stateOf(file)) !== JSON.stringify(before)) continue;
    if ('value' in result) return result.value;
    throw asReason(result.error);
  }
}

/** Where nobody has the file open, SQLite is told that nobody will: else it would leave two files beside it. */
function look<T>(file: string, isAtRest: boolean, use: (db: DatabaseSync) => T, patience: number): T {
  const { DatabaseSync } = loadSqlite();
  const address = pathToFileURL(file);
  if (isAtRest) address.searchParams.set('immutable', '1');
  const db = new DatabaseSync(address, { readOnly: true });
  try {
    db.exec(`PRAGMA busy_timeout = ${patience}; BEGIN`);
    checkVersion(db);
    return use(db);
  } finally {
    db.close();
  }
}

function checkVersion(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > migrations.length) {
    throw new StoreError(
      'newerVersion',
      `a later Dualtrack wrote it: it has version ${version}, this one knows ${migrations.length}`,
    );
  }
  if (version < 1) throw new NoDatabaseError('it is no database of Dualtrack');
}

function asReason(error: unknown): unknown {
  if (isBusy(error)) return new StoreError('busy', 'another process keeps it locked', { cause: error });
  if (isSchemaMismatch(error)) return new NoDatabaseError('it is no database of Dualtrack', { cause: error });
  if (isCorrupt(error)) return new NoDatabaseError('it is no database, or is damaged', { cause: error });
  return error;
}

interface FileState {
  readonly isFile: boolean;
  readonly bytes: number;
  readonly changedAt: number;
  readonly walBytes: number | undefined;
}

function stateOf(file: string): FileState | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false });
  return found && { isFile: found.isFile(), bytes: found.size, changedAt: found.mtimeMs, walBytes: wal?.size };
}

/** By the two bytes of its header that say how it is written and read, https://sqlite.org/fileformat2.html#file_format_version_numbers */
function isInWalMode(file: string): boolean {
  const header = Buffer.alloc(20);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  return header.toString('latin1', 0, 15) === 'SQLite format 3' && header[18] === 2 && header[19] === 2;
}
