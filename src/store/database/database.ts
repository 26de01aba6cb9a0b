import type { DatabaseSync } from 'node:sqlite';
import { quietly } from '../../core/quietly';
import { copyRows } from './copyRows';
import { DailyCopy, removeCopies } from './dailyCopy';
import { JoinedWrites } from './joinedWrites';
import type { OpenedDatabase } from './openDatabase';
import { openDatabase, openOnDisk } from './openDatabase';
import { patienceEnd, patienceMs, patiently } from './patience';
import { isCorrupt, isPassing } from './sqlite';
import { StoreError } from '../storeError';
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
  #copy: DailyCopy | undefined;
  /** It was found damaged when it was copied. */
  #suspected = false;

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

  /**
   * From now on a copy is kept beside the file, from which it is made anew when it is damaged or gone. Nothing is done before the
   * database is used, and before `delayMs` have passed.
   */
  keepCopy(delayMs?: number): void {
    const failed = (cause: unknown): void => this.#onFact({ what: 'notCopied', cause });
    this.#copy = new DailyCopy(this.#file, { damaged: () => (this.#suspected = true), failed }, delayMs);
  }

  /** Removes the copy and what was set aside, when something is to be forgotten; another copy is made soon. Rejects where one cannot be removed. */
  async dropCopy(): Promise<void> {
    await this.#copy?.end();
    try {
      await removeCopies(this.#file);
    } finally {
      if (this.#copy) this.keepCopy();
    }
  }

  /** Resolves when nothing is being copied any more; what is being copied is given up. To be awaited before `close`. Never rejects. */
  async endCopy(): Promise<void> {
    await this.#copy?.end();
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
    return this.#use((db) =>
      inTransaction(db, () => {
        // perhaps while this waited for its turn: what is written to the old one is lost
        if (this.#opened?.files?.areThere() === false)
          throw new StoreError('busy', 'Another process has replaced the file');
        return use(db);
      }),
    );
  }

  #use<T>(use: (db: DatabaseSync) => T): T {
    const db = this.#connection();
    try {
      const result = use(db);
      if (!this.isInMemory) this.#copy?.used();
      return result;
    } catch (error) {
      if (!isCorrupt(error)) throw error;
      this.#closeOpened();
      this.#opened = openDatabase(this.#file, this.#onFact, true); // moves the corrupt file aside
      return use(this.#opened.db);
    }
  }

  #connection(): DatabaseSync {
    if (this.#opened?.files?.areThere() === false) this.#closeGone(this.#opened);
    if (this.#suspected) this.#closeOpened();
    this.#opened ??= openDatabase(this.#file, this.#onFact, this.#suspected);
    this.#suspected = false;
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
      if (inMemory) copyRows(inMemory.db, onDisk.db, 'replaced');
    } catch {
      return onDisk?.db.close();
    }
    inMemory?.db.close();
    this.#opened = onDisk;
    this.#onFact({ what: 'onDisk', file: this.#file });
  }
}
