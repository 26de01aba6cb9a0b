import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isBusy } from './sqlite';

export type Row = Record<string, SQLOutputValue>;

/** What a row is called whose columns are read: a column of this name would be in its way. */
const place = 'dualtrack_place';

/** Of places where nothing can be read, each one is tried until so many have failed, and then each so many-th: a page holds more rows. */
const stride = 8n;

/** How far behind the last readable row others are looked for, where the end of a table cannot be found. */
const furthest = 100_000n;

/**
 * Gives every row of a damaged table that can still be read: from both ends up to the damage, and between them one by one. False: some
 * could not be read, or perhaps could not. Throws where another process is in the way.
 */
export function readRowsAround(
  db: DatabaseSync,
  table: string,
  columns: readonly string[],
  onRow: (row: Row) => void,
): boolean {
  const select = `SELECT rowid AS ${place}, ${columns.join()} FROM ${table} WHERE rowid`;
  let lowest = -(2n ** 63n);
  let highest: bigint | undefined;
  const give = ({ [place]: at, ...row }: Row): bigint => {
    onRow(row);
    return typeof at === 'bigint' ? at : 0n;
  };
  const all = readAll(db, `${select} > ? ORDER BY rowid`, lowest, (row) => (lowest = give(row)));
  if (all) return true;
  readAll(db, `${select} > ? ORDER BY rowid DESC`, lowest, (row) => (highest = give(row)));
  readBetween(db, `${select} = ?`, [lowest < 0n ? 0n : lowest, highest], give);
  return false;
}

/** False: it came to an end too soon. */
function readAll(db: DatabaseSync, sql: string, behind: bigint, onRow: (row: Row) => void): boolean {
  try {
    for (const row of prepared(db, sql).iterate(behind)) onRow(row);
    return true;
  } catch (error) {
    if (isBusy(error)) throw error;
    return false;
  }
}

function readBetween(
  db: DatabaseSync,
  sql: string,
  [lowest, highest = lowest + furthest]: readonly [bigint, bigint | undefined],
  onRow: (row: Row) => void,
): void {
  const statement = tryPrepare(db, sql);
  if (!statement) return;
  let failed = 0n;
  for (let at = lowest + 1n; at < highest;) {
    if (readOne(statement, at, onRow)) {
      // those that were passed over may be on the same page
      for (let before = at - 1n; failed > stride && before > at - stride; before -= 1n)
        readOne(statement, before, onRow);
      failed = 0n;
    } else failed += 1n;
    at += failed > stride ? stride : 1n;
  }
}

/** False: this place cannot be read. */
function readOne(statement: StatementSync, at: bigint, onRow: (row: Row) => void): boolean {
  let row: Row | undefined;
  try {
    row = statement.get(at);
  } catch (error) {
    if (isBusy(error)) throw error;
    return false;
  }
  if (row) onRow(row);
  return true;
}

function tryPrepare(db: DatabaseSync, sql: string): StatementSync | undefined {
  try {
    return prepared(db, sql);
  } catch (error) {
    if (isBusy(error)) throw error;
    return undefined;
  }
}

/** Whole numbers come as bigint, as in `rowsOf`. */
function prepared(db: DatabaseSync, sql: string): StatementSync {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement;
}
