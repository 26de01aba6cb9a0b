import type { Database } from '../database/database';
import { statementOf } from '../database/statements';

/** What is said once a day only, in whichever window. */
export class Told {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** True for the first who asks on that day, of all windows. Rejects with `StoreError` and what SQLite throws. */
  first(what: string, day: string): Promise<boolean> {
    return this.#database.write((db) => {
      const { changes } = statementOf(db, 'INSERT OR IGNORE INTO told (what, day) VALUES (?, ?)').run(what, day);
      if (Number(changes) === 1) statementOf(db, 'DELETE FROM told WHERE day < ?').run(`${yearBefore(day)}`);
      return Number(changes) === 1;
    });
  }
}

/** Older ones nobody needs any more. */
function yearBefore(day: string): string {
  return `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
}
