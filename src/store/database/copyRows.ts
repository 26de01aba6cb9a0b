import type { DatabaseSync } from 'node:sqlite';
import { tables } from './migrations';
import { rowsOf } from './rows';
import { inTransaction } from './transaction';

/**
 * Copies all rows from one database to another of the same version, all or none. `known`: what becomes of a row that the other one
 * has already.
 */
export function copyRows(from: DatabaseSync, to: DatabaseSync, known: 'replaced' | 'kept'): void {
  const insert = known === 'replaced' ? 'INSERT OR REPLACE' : 'INSERT OR IGNORE';
  inTransaction(to, () => {
    for (const table of tables) {
      const [first, ...more] = rowsOf(from, `SELECT * FROM ${table}`);
      if (!first) continue;
      const names = Object.keys(first);
      const places = names.map((name) => `:${name}`);
      const statement = to.prepare(`${insert} INTO ${table} (${names.join()}) VALUES (${places.join()})`);
      for (const row of [first, ...more]) statement.run(row);
    }
  });
}
