import type { DatabaseSync } from 'node:sqlite';
import { mostNano } from './nanoUsd';
import { inTransaction } from './transaction';

const isAbsurd = (column: string): string => `${column} NOT BETWEEN 0 AND ${mostNano}`;

/**
 * Earlier versions wrote down whatever amount a service named. An attempt whose cost cannot be believed counts as one of unknown
 * cost, by its estimate, unless the user has said what it cost.
 */
const repairs: readonly { readonly table: string; readonly where: string; readonly set: string }[] = [
  { table: 'attempt', where: isAbsurd('estimate_nano_usd'), set: 'estimate_nano_usd = NULL' },
  {
    table: 'attempt',
    where: isAbsurd('cost_nano_usd'),
    set: `charge = CASE WHEN charge = 'billed' AND settled_by IS NOT 'user' THEN 'unknown' ELSE charge END,
      cost_nano_usd = CASE WHEN charge = 'none' THEN 0 ELSE estimate_nano_usd END`,
  },
  { table: 'picture', where: isAbsurd('cost_nano_usd'), set: 'cost_nano_usd = NULL' },
];

/** Repairs what earlier versions wrote. Reads every row, and writes only where there is something to repair. */
export function repair(db: DatabaseSync): void {
  for (const { table, where, set } of repairs) {
    const found = db.prepare(`SELECT 1 FROM ${table} WHERE ${where} LIMIT 1`).get();
    if (found) inTransaction(db, () => db.exec(`UPDATE ${table} SET ${set} WHERE ${where}`));
  }
}
