import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { carryOver } from './carryOver';
import type { OpenedDatabase } from './openDatabase';
import { openDatabase, openOnDisk } from './openDatabase';
import { patienceEnd, patienceMs, patiently } from './patience';
import { isCorrupt, isPassing } from './sqlite';
import type { OnStoreFact } from './storeFact';
import { inTransaction } from './transaction';

/**
 * The one database of all windows, opened when it is first needed. No call holds this process up for longer than a moment:
 * while another process has the lock, or the disk is full, it is tried again, up to `patience` milliseconds. Then `read` and
 * `write` reject with `StoreError` where it cannot be opened, and with what SQLite throws. Where nothing could be written when
 * it was opened, it lives in memory until a write finds that it can move to its file.
 */
export class Database {
  readonly #file: string;
  readonly #onFact: OnStoreFact;
  readonly #patience: number;
  #opened: OpenedDatabase | undefined;
  /** Writes wait for each other: many that try at once would hold the process up. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  #writing = 0;

  constructor(file: string, onFact: OnStoreFact, patience = patienceMs) {
    this.#file = file;
    this.#onFact = onFact;
    this.#patience = patience;
  }

  read<T>(use: (db: DatabaseSync) => T): Promise<T> {
    return patiently(() => this.#use(use), patienceEnd(this.#patience), isPassing);
  }

  /**
   * One transaction, alone among all windows: what is read in it cannot change before it is written. On disk when it resolves.
   * In the order of the calls; the first try is made before this returns, unless an earlier write waits.
   */
  write<T>(use: (db: DatabaseSync) => T, patience = this.#patience): Promise<T> {
    const end = patienceEnd(patience);
    const run = (): Promise<T> => patiently(() => this.#write(use), end, isPassing);
    this.#writing += 1;
    const written = (this.#writing === 1 ? run() : this.#lastWrite.then(run)).finally(() => (this.#writing -= 1));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  /** Resolves when no write waits any more. */
  async settled(): Promise<void> {
    await this.#lastWrite;
  }

  close(): void {
    if (this.#isInMemory) this.#moveToDisk();
    this.#opened?.db.close();
    this.#opened = undefined;
  }

  #write<T>(use: (db: DatabaseSync) => T): T {
    if (this.#isInMemory) this.#moveToDisk();
    return this.#use((db) => inTransaction(db, () => use(db)));
  }

  #use<T>(use: (db: DatabaseSync) => T): T {
    const db = this.#connection();
    try {
      return use(db);
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      this.#opened?.db.close();
      this.#opened = openDatabase(this.#file, this.#onFact, true); // which moves it aside
      return use(this.#opened.db);
    }
  }

  #connection(): DatabaseSync {
    if (this.#opened && !this.#isStillThere(this.#opened)) {
      this.#opened.db.close();
      this.#opened = undefined;
    }
    this.#opened ??= openDatabase(this.#file, this.#onFact);
    return this.#opened.db;
  }

  get #isInMemory(): boolean {
    return this.#opened !== undefined && this.#opened.inode === undefined;
  }

  /** What cannot be moved yet stays where it is. */
  #moveToDisk(): void {
    const inMemory = this.#opened;
    let onDisk: OpenedDatabase | undefined;
    try {
      onDisk = openOnDisk(this.#file, this.#onFact);
      if (inMemory) carryOver(inMemory.db, onDisk.db);
    } catch {
      return onDisk?.db.close();
    }
    inMemory?.db.close();
    this.#opened = onDisk;
    this.#onFact({ what: 'onDisk', file: this.#file });
  }

  /** A file that was deleted or moved aside takes writes without a word, and nobody would ever read them. */
  #isStillThere({ inode }: OpenedDatabase): boolean {
    if (inode === undefined) return true;
    return statSync(this.#file, { bigint: true, throwIfNoEntry: false })?.ino === inode;
  }
}
