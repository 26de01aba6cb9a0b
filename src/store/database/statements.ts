import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** By connection, so that they go with it. */
const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** A statement that every job runs, prepared once for a connection: to prepare it takes longer than to run it. For `run` only. */
export function statementOf(db: DatabaseSync, sql: string): StatementSync {
  const known = prepared.get(db) ?? new Map<string, StatementSync>();
  prepared.set(db, known);
  const statement = known.get(sql) ?? db.prepare(sql);
  known.set(sql, statement);
  return statement;
}
