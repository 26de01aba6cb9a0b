import { statSync } from 'node:fs';
import { loadSqlite } from './sqlite';

type Sqlite = Pick<typeof import('node:sqlite'), 'DatabaseSync'> &
  Partial<Pick<typeof import('node:sqlite'), 'backup'>>;

/** In one step of a copy: two megabytes. A copy is given up between two steps. */
const pagesAtOnce = 500;

/** Where SQLite cannot copy in another thread, what is copied holds this process up: at most so much is. */
const mostBytesHere = 16 * 1024 * 1024;

/**
 * Copies a database that is open here or elsewhere, as it is at one moment, to a file that is not there yet. Rejects with what SQLite
 * throws, and when it is aborted. `sqlite`: for tests.
 */
export async function copyPages(
  file: string,
  target: string,
  signal: AbortSignal,
  sqlite: Sqlite = loadSqlite(),
): Promise<void> {
  // a connection of its own: one that is closed meanwhile would take the copy with it
  const source = new sqlite.DatabaseSync(file, { readOnly: true });
  try {
    if (sqlite.backup) {
      await sqlite.backup(source, target, { rate: pagesAtOnce, progress: patienceOf(signal) });
    } else if (statSync(file).size <= mostBytesHere) {
      source.prepare('VACUUM INTO ?').run(target);
    } else throw new Error('The database is too large to be copied here');
  } finally {
    source.close();
  }
}

/** Each write of another process begins the copy anew: one that never comes to its end is given up. */
function patienceOf(signal: AbortSignal): (step: { totalPages: number }) => void {
  let steps = 0;
  return ({ totalPages }) => {
    signal.throwIfAborted();
    steps += 1;
    if (steps > 4 * (totalPages / pagesAtOnce + 1)) throw new Error('The database is written to all the time');
  };
}
