import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { OpenedDatabase } from './openDatabase';
import { openDatabase } from './openDatabase';
import { isCorrupt } from './sqlite';
import type { OnStoreFact } from './storeFact';
import { inTransaction } from './transaction';

/**
 * The one database of all windows, opened when it is first needed. `read` and `write` throw `StoreError` where it cannot
 * be opened, and what SQLite throws.
 */
export class Database {
  readonly #file: string;
  readonly #onFact: OnStoreFact;
  #opened: OpenedDatabase | undefined;

  constructor(file: string, onFact: OnStoreFact) {
    this.#file = file;
    this.#onFact = onFact;
  }

  read<T>(use: (db: DatabaseSync) => T): T {
    const db = this.#connection();
    try {
      return use(db);
    } catch (error) {
      if (isCorrupt(error)) this.close(); // so that the next use moves it aside
      throw error;
    }
  }

  /** One transaction, alone among all windows: what is read in it cannot change before it is written. On disk when done. */
  write<T>(use: (db: DatabaseSync) => T): T {
    return this.read((db) => inTransaction(db, () => use(db)));
  }

  close(): void {
    this.#opened?.db.close();
    this.#opened = undefined;
  }

  #connection(): DatabaseSync {
    if (this.#opened && !this.#isStillThere(this.#opened)) this.close();
    this.#opened ??= openDatabase(this.#file, this.#onFact);
    return this.#opened.db;
  }

  /** A file that was deleted or moved aside takes writes without a word, and nobody would ever read them. */
  #isStillThere({ inode }: OpenedDatabase): boolean {
    if (inode === undefined) return true;
    return statSync(this.#file, { bigint: true, throwIfNoEntry: false })?.ino === inode;
  }
}
