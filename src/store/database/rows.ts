import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import * as v from 'valibot';

/** A whole number, however large: see `rowsOf`. */
export const whole = v.pipe(v.union([v.number(), v.bigint()]), v.transform(Number));

/** The furthest from 1970 that a date can be, in milliseconds. */
const furthest = 8.64e15;

/** Milliseconds since 1970. A number that is too large for a date becomes the nearest one that is not. */
export const time = v.pipe(
  whole,
  v.transform((ms) => Math.min(Math.max(ms, -furthest), furthest)),
);

/**
 * The rows of a statement. Whole numbers come as bigint: node:sqlite throws at one that no JavaScript number can hold, and
 * one such value would make all others unreadable.
 */
export function rowsOf(
  db: DatabaseSync,
  sql: string,
  values: Record<string, SQLInputValue> = {},
): Record<string, SQLOutputValue>[] {
  const statement = db.prepare(sql);
  statement.setReadBigInts(true);
  return statement.all(values);
}

/** The rows that can be read. `onUnreadable` is told of each of the others, which are left out. */
export function readRows<T>(
  rows: readonly unknown[],
  read: (row: unknown) => T,
  onUnreadable: (cause: unknown) => void,
): T[] {
  return rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      onUnreadable(error);
      return [];
    }
  });
}
