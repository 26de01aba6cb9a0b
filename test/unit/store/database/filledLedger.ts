import type { DatabaseSync } from 'node:sqlite';
import { migrate, migrations } from '../../../../src/store/database/migrations';
import { loadSqlite } from '../../../../src/store/database/sqlite';

/** Of each attempt. */
export const costUsd = 0.04;

/** A ledger with so many paid attempts, as `version` has it, closed as windows close it. */
export function writeLedger(file: string, attempts: number, version = migrations.length): void {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  migrate(db, migrations.slice(0, version));
  db.exec('PRAGMA journal_mode = WAL');
  addAttempts(db, attempts);
  db.close();
}

export function addAttempts(db: DatabaseSync, attempts: number): void {
  const insert = db.prepare(
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd, started_at)
     VALUES (?, 'job', 'owner', 'studio', 'nano-banana-2', 'an-image-model', '1K', 67000000, 'finished', 'billed', ?, ?)`,
  );
  db.exec('BEGIN');
  for (let n = 0; n < attempts; n += 1) {
    insert.run(`0123456789abcdef-${String(n).padStart(8, '0')}`, costUsd * 1e9, 1_700_000_000_000 + n);
  }
  db.exec('COMMIT');
}

/** The pages of a table's rows, without those that lead to them. They are counted from 1. */
export function leavesOf(file: string, table: string): number[] {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  const sql = `SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path`;
  const pages = db.prepare(sql).all(table);
  db.close();
  return pages.map(({ pageno }) => Number(pageno));
}
