import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './storeError';
import { inTransaction } from './transaction';

/**
 * What leads from each version of the database to the next; the first from an empty file. A row that was released is
 * never changed. Money is in whole billionths of a US dollar, so that sums are exact; times are milliseconds since 1970.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE attempt (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    owner TEXT NOT NULL,
    route TEXT NOT NULL,
    model TEXT NOT NULL,
    model_id TEXT NOT NULL,
    size TEXT NOT NULL,
    estimate_nano_usd INTEGER,
    state TEXT NOT NULL CHECK (state IN ('started', 'sent', 'finished')),
    charge TEXT NOT NULL CHECK (charge IN ('none', 'billed', 'unknown')),
    cost_nano_usd INTEGER,
    failure TEXT,
    status INTEGER,
    request_id TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    settled_by TEXT CHECK (settled_by IN ('user', 'recovered'))
  ) STRICT;
  CREATE INDEX attempt_by_time ON attempt (started_at);
  CREATE INDEX attempt_open ON attempt (owner) WHERE state <> 'finished';`,

  `CREATE TABLE picture (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    uri TEXT NOT NULL,
    prompt TEXT NOT NULL,
    model TEXT NOT NULL,
    model_id TEXT NOT NULL,
    route TEXT NOT NULL,
    size TEXT NOT NULL,
    ratio TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    mime TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    cost_nano_usd INTEGER,
    created_at INTEGER NOT NULL,
    placeholder INTEGER NOT NULL CHECK (placeholder IN (0, 1)),
    attempts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX picture_by_time ON picture (created_at);`,

  // 1: what wrote the row marks it as sent before the first byte leaves, or sends nothing. Earlier versions sent all the same
  // where that could not be written.
  `ALTER TABLE attempt ADD COLUMN tells_sending INTEGER NOT NULL DEFAULT 0 CHECK (tells_sending IN (0, 1));`,
];

/** Every table that they make. */
export const tables = ['attempt', 'picture'] as const;

/**
 * Brings a database up to date, each step in one transaction that looks at the version again: processes that do it at
 * once do not do it twice. Throws `StoreError` for a version from the future and leaves it untouched.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): void {
  let done = false;
  while (!done) done = inTransaction(db, () => takeStep(db, steps));
}

/** True: there was none left to take. */
function takeStep(db: DatabaseSync, steps: readonly string[]): boolean {
  const version = versionOf(db);
  if (version > steps.length) {
    throw new StoreError('newerVersion', `The database has version ${version}, this Dualtrack knows ${steps.length}`);
  }
  const step = steps[version];
  if (step === undefined) return true;
  db.exec(step);
  db.exec(`PRAGMA user_version = ${version + 1}`);
  return false;
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
}
