import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { isBusy } from '../sqlite';

export type Row = Record<string, SQLOutputValue>;

/** What a row is called whose columns are read: a column of this name would be in its way. */
const place = 'dualtrack_place';

/** Of places where nothing can be read, each one is tried until so many have failed, and then each so many-th: a page holds more rows. */
const stride = 8n;

/** How far behind the last readable row others are looked for. */
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
  const give = ({ [place]: _, ...row }: Row): void => onRow(row);
  const up = readAll(db, `${select} > ? ORDER BY rowid`, -(2n ** 63n), 1n, give);
  if (up.isEnd) return true;
  const down = readAll(db, `${select} > ? ORDER BY rowid DESC`, up.last ?? -1n, -1n, give);
  readBetween(db, `${select} = ?`, [up.last ?? 0n, down.last], give);
  return false;
}

/** Reads until the end or the damage, and says how far it came. Damaged pages may lead in a circle: then rows come out of order. */
function readAll(
  db: DatabaseSync,
  sql: string,
  behind: bigint,
  direction: 1n | -1n,
  onRow: (row: Row) => void,
): { readonly isEnd: boolean; readonly last: bigint | undefined } {
  let last: bigint | undefined;
  let before: bigint | undefined;
  try {
    for (const row of prepared(db, sql).iterate(behind)) {
      const at = BigInt(row[place] as bigint);
      // either of the two may be the wrong one
      if (last !== undefined && (at - last) * direction <= 0n) return { isEnd: false, last: before };
      [before, last] = [last, at];
      onRow(row);
    }
    return { isEnd: true, last };
  } catch (error) {
    if (isBusy(error)) throw error;
    return { isEnd: false, last };
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
  const end = highest - lowest > furthest ? lowest + furthest : highest; // a damaged place may be any number
  for (let at = lowest + 1n; at < end;) {
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
