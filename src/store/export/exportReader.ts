import { setImmediate } from 'node:timers/promises';
import type { Database } from '../database/database';
import { rowsOf } from '../database/rows';
import type { Exported, ExportedTable } from './exportedTables';
import { exportedTables } from './exportedTables';

export type Counts = Readonly<Record<ExportedTable['name'], number>>;

/** So many rows are read in some milliseconds. */
const rowsInAPage = 500;

/**
 * Reads all that the database has, in pages, so that what else this process does goes on. Every method rejects with `StoreError` and
 * what SQLite throws.
 */
export class ExportReader {
  readonly #database: Pick<Database, 'read'>;
  readonly #pageSize: number;

  constructor(database: Pick<Database, 'read'>, pageSize = rowsInAPage) {
    this.#database = database;
    this.#pageSize = pageSize;
  }

  async counts(): Promise<Counts> {
    const counted = await this.#database.read((db) =>
      exportedTables.map(({ table }) => Number(rowsOf(db, `SELECT count(*) AS n FROM ${table}`)[0]?.['n'])),
    );
    const [attempts = 0, pictures = 0] = counted;
    return { attempts, pictures };
  }

  /** The rows in the order in which they were written; what comes meanwhile may be among them. */
  async *pages({ table, columns }: ExportedTable): AsyncGenerator<readonly Exported[]> {
    for (let after: bigint | number = 0; ;) {
      const rows = await this.#database.read((db) =>
        rowsOf(db, `SELECT rowid AS row_number, * FROM ${table} WHERE rowid > :after ORDER BY rowid LIMIT :limit`, {
          after,
          limit: this.#pageSize,
        }),
      );
      if (rows.length === 0) return;
      yield rows.map((row) => columns.map(({ read }) => read(row)));
      const last = rows.at(-1)?.['row_number'];
      if (typeof last !== 'bigint' || rows.length < this.#pageSize) return;
      after = last;
      await setImmediate();
    }
  }
}
