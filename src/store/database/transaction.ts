import type { DatabaseSync } from 'node:sqlite';

/** Runs `use` alone among all processes that write, and undoes all of it if it throws. */
export function inTransaction<T>(db: DatabaseSync, use: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  let result: T;
  try {
    result = use();
    db.exec('COMMIT');
  } catch (error) {
    rollBack(db);
    throw error;
  }
  return result;
}

function rollBack(db: DatabaseSync): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // after some errors, such as a full disk, SQLite has rolled back already; the caller throws the error itself
  }
}
