import type { DatabaseSync } from 'node:sqlite';
import { quietly } from '../../core/quietly';
import { JoinedWrites } from './joinedWrites';
import { tables } from './migrations';
import type { OpenedDatabase } from './openDatabase';
import { openDatabase, openOnDisk } from './openDatabase';
import { patienceEnd, patienceMs, patiently } from './patience';
import { rowsOf } from './rows';
import { isCorrupt, isPassing } from './sqlite';
import type { OnStoreFact } from '../storeFact';
import { inTransaction } from './transaction';

/**
 * The one database of all windows, opened when it is first needed. No call blocks this process for longer than a moment: while
 * another process has the lock, or the disk is full, the call is tried again, for up to `patience` milliseconds. After that `read`
 * and `write` reject with `StoreError` where the database cannot be opened, and with what SQLite throws. Where its file cannot be
 * written, the database is kept in memory until a write finds that it can move to the file.
 */
export class Database {
  readonly #file: string;
  readonly #onFact: OnStoreFact;
  readonly #patience: number;
  #opened: OpenedDatabase | undefined;
  /** Writes wait for each other: many that try at once would block the process. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  #writing = 0;
  readonly #joined: JoinedWrites;

  constructor(file: string, onFact: OnStoreFact, patience = patienceMs) {
    this.#file = file;
    this.#onFact = onFact;
    this.#patience = patience;
    this.#joined = new JoinedWrites((use) => this.#inLine(use, patience));
  }

  /** Also sees what `write` and `writeSoon` were asked for before, unless that waits for another process. */
  read<T>(use: (db: DatabaseSync) => T): Promise<T> {
    this.#joined.flush();
    return patiently(() => this.#use(use), patienceEnd(this.#patience), isPassing);
  }

  /**
   * One transaction, alone among all windows: what it reads cannot change before it writes. On disk when this resolves. Writes are
   * made in the order of the calls, also those of `writeSoon`; the first try is made before this returns, unless an earlier write is
   * waiting.
   */
  write<T>(use: (db: DatabaseSync) => T, patience = this.#patience): Promise<T> {
    this.#joined.flush();
    return this.#inLine(use, patience);
  }

  /** The same at the end of this turn of the event loop, in one transaction with all others for which this is called until then. */
  writeSoon<T>(use: (db: DatabaseSync) => T): Promise<T> {
    return this.#joined.add(use);
  }

  #inLine<T>(use: (db: DatabaseSync) => T, patience: number): Promise<T> {
    const end = patienceEnd(patience);
    const run = (): Promise<T> => patiently(() => this.#write(use), end, isPassing);
    this.#writing += 1;
    const written = (this.#writing === 1 ? run() : this.#lastWrite.then(run)).finally(() => (this.#writing -= 1));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  /** Resolves when no write waits any more. */
  async settled(): Promise<void> {
    this.#joined.flush();
    await this.#lastWrite;
  }

  close(): void {
    this.#joined.flush();
    if (this.isInMemory) this.#moveToDisk();
    this.#closeOpened();
  }

  /** Drops the reference first: opening another one may fail, and nobody may use this one once it is closed. */
  #closeOpened(): void {
    const opened = this.#opened;
    this.#opened = undefined;
    opened?.db.close();
  }

  #write<T>(use: (db: DatabaseSync) => T): T {
    if (this.isInMemory) this.#moveToDisk();
    return this.#use((db) => inTransaction(db, () => use(db)));
  }

  #use<T>(use: (db: DatabaseSync) => T): T {
    const db = this.#connection();
    try {
      return use(db);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      this.#closeOpened();
      this.#opened = openDatabase(this.#file, this.#onFact, true); // moves the corrupt file aside
      return use(this.#opened.db);
    }
  }

  #connection(): DatabaseSync {
    if (this.#opened?.files?.areThere() === false) this.#closeGone(this.#opened);
    this.#opened ??= openDatabase(this.#file, this.#onFact);
    return this.#opened.db;
  }

  /** One of its files is gone. What was written goes to those that are left, where people may look for it. */
  #closeGone({ db }: OpenedDatabase): void {
    quietly(() => db.exec('PRAGMA wal_checkpoint(PASSIVE)'));
    this.#closeOpened();
  }

  /** Whether what is written is forgotten at the end of this process: the database's place cannot be written to. */
  get isInMemory(): boolean {
    return this.#opened !== undefined && this.#opened.files === undefined;
  }

  /** If it cannot be moved yet, it stays in memory. */
  #moveToDisk(): void {
    const inMemory = this.#opened;
    let onDisk: OpenedDatabase | undefined;
    try {
      onDisk = openOnDisk(this.#file, this.#onFact);
      if (inMemory) copyRows(inMemory.db, onDisk.db);
    } catch {
      return onDisk?.db.close();
    }
    inMemory?.db.close();
    this.#opened = onDisk;
    this.#onFact({ what: 'onDisk', file: this.#file });
  }
}

/** Copies all rows from one database to another of the same version, all or none. */
function copyRows(from: DatabaseSync, to: DatabaseSync): void {
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
