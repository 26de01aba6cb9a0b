import type { DatabaseSync } from 'node:sqlite';
import { tables } from './migrations';
import { rowsOf } from './rows';
import { inTransaction } from './transaction';

/** Copies all rows from one database to another of the same version, all or none. */
export function carryOver(from: DatabaseSync, to: DatabaseSync): void {
  const rows = tables.map((table) => ({ table, rows: rowsOf(from, `SELECT * FROM ${table}`) }));
  inTransaction(to, () => {
    for (const { table, rows: found } of rows) {
      for (const row of found) {
        const names = Object.keys(row);
        const places = names.map((name) => `:${name}`);
        to.prepare(`INSERT OR REPLACE INTO ${table} (${names.join()}) VALUES (${places.join()})`).run(row);
      }
    }
  });
}
