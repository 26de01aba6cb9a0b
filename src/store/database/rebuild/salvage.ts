import type { DatabaseSync } from 'node:sqlite';
import { migrate, migrations, tables, versionOf } from '../migrations';
import { readRowsAround } from './readableRows';
import { rowsOf } from '../rows';
import { isBusy, loadSqlite } from '../sqlite';
import { inTransaction } from '../transaction';

export interface Salvaged {
  /** In memory, of the newest version, with every row that could be read. */
  readonly db: DatabaseSync;
  /** By table, how many rows there were; undefined where nobody can know. */
  readonly rows: ReadonlyMap<string, number | undefined>;
}

/**
 * Reads what can still be read of a damaged database, and leaves it as it is. Undefined: nothing can, such as where it is no database
 * or of a later version. Throws where another process is in the way.
 */
export function salvage(file: string): Salvaged | undefined {
  const { DatabaseSync } = loadSqlite();
  const options = { readOnly: true, defensive: false }; // later versions of Node are defensive, which forbids `writable_schema`
  const from = tried(() => new DatabaseSync(file, options));
  if (!from) return undefined;
  const db = new DatabaseSync(':memory:');
  try {
    from.exec('PRAGMA writable_schema = ON'); // reads also a file that is shorter than it says
    const version = versionOf(from);
    if (version === 0 || version > migrations.length) return undefined;
    migrate(db, migrations.slice(0, version));
    const old = tablesOf(db);
    const rows = tables.map((table) => [table, old.includes(table) ? salvageTable(from, db, table) : 0] as const);
    migrate(db);
    return { db, rows: new Map(rows) };
  } catch (error) {
    if (isBusy(error)) throw error;
    return undefined;
  } finally {
    from.close();
  }
}

/** Gives how many rows there were. A row that does not fit into its table counts as one that cannot be read. */
function salvageTable(from: DatabaseSync, to: DatabaseSync, table: string): number | undefined {
  const kept = columnsOf(to, table);
  const columns = (tried(() => columnsOf(from, table)) ?? []).filter((name) => kept.includes(name));
  if (columns.length === 0) return undefined;
  const insert = to.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `:${name}`).join()})`,
  );
  let read = 0;
  const isWhole = inTransaction(to, () =>
    readRowsAround(from, table, columns, (row) => {
      read += 1;
      tried(() => insert.run(row));
    }),
  );
  // counted in an index, where that is whole
  const counted = tried(() => Number(from.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']));
  return isWhole ? Math.max(read, counted ?? 0) : counted;
}

function tablesOf(db: DatabaseSync): readonly string[] {
  const names = rowsOf(db, `SELECT name FROM sqlite_master WHERE type = 'table'`).map(({ name }) => name);
  return tables.filter((table) => names.includes(table));
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  return rowsOf(db, `PRAGMA table_info(${table})`).map(({ name }) => String(name));
}

function tried<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (isBusy(error)) throw error;
    return undefined;
  }
}
