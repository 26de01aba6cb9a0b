import { existsSync } from 'node:fs';
import { isBusy, loadSqlite } from './sqlite';

/**
 * Whether the last process that had the database open came to an end without closing it: SQLite keeps a `-wal` beside a database
 * that is open, and the last one that closes it takes that away. Not while another process, or another part of this one, has it
 * open: that one has looked. Moves what is in the `-wal` to the file. Throws what SQLite throws.
 */
export function wasLeftOpen(file: string): boolean {
  if (!existsSync(`${file}-wal`)) return false;
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  try {
    // every open connection has a lock on the file, beside which nobody gets this one
    db.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_master');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}
