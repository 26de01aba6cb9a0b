import { existsSync, rmSync, statSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { copyPages } from './copyPages';
import { FileLock } from './fileLock';
import { migrations, tables, versionOf } from './migrations';
import { asideOf, copyOf } from './rebuild/places';
import { isCorrupt, loadSqlite } from './sqlite';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** How many rows are read at once, before the process goes on with other things. */
const rowsAtOnce = 500;

interface CopyListener {
  /** Some of the database cannot be read. */
  damaged(): void;
  failed(cause: unknown): void;
}

/**
 * Keeps a copy beside a database that is in use, at most a day old. It is made in another thread and read once, in small steps,
 * before it takes the place of the last one. One of several processes makes it.
 */
export class DailyCopy {
  readonly #file: string;
  readonly #listener: CopyListener;
  readonly #end = new AbortController();
  #nextLook: number;
  #making: Promise<void> = Promise.resolve();

  /** Nothing is done before `delayMs` have passed. */
  constructor(file: string, listener: CopyListener, delayMs = 10_000) {
    this.#file = file;
    this.#listener = listener;
    this.#nextLook = performance.now() + delayMs;
  }

  /** To be called whenever the database was used; mostly that is too soon. */
  used(): void {
    if (performance.now() < this.#nextLook || this.#end.signal.aborted) return;
    this.#nextLook = performance.now() + hourMs;
    this.#making = this.#make().catch((error: unknown) => {
      if (isCorrupt(error)) this.#listener.damaged();
      else if (!this.#end.signal.aborted) this.#listener.failed(error);
    });
  }

  /** Resolves when nothing is being copied. Never rejects. */
  get made(): Promise<void> {
    return this.#making;
  }

  /** What is being copied is given up. Resolves when nothing has the database open for it any more; never rejects. */
  end(): Promise<void> {
    this.#end.abort();
    return this.#making;
  }

  async #make(): Promise<void> {
    const copy = copyOf(this.#file);
    if (!isDue(copy) || isOfLaterVersion(copy)) return;
    const lock = FileLock.take(`${this.#file}-copying`, 0);
    if (!lock) return; // another process is at it
    const making = `${copy}-making`;
    const { signal } = this.#end;
    try {
      rmSync(making, { force: true });
      await copyPages(this.#file, making, signal);
      await readThrough(making, signal);
      await rename(making, copy);
    } finally {
      await rm(making, { force: true }).finally(() => lock.release());
    }
  }
}

/**
 * Removes the copy, what a process that died while it made one has left, and damaged databases that were set aside: nothing of what
 * was written is in any of them.
 */
export async function removeCopies(file: string): Promise<void> {
  const folder = path.dirname(file);
  const aside = path.basename(asideOf(file));
  const damaged = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith(aside));
  // the one that is being made first, so that it does not take the place of the copy behind us
  const copies = [`${copyOf(file)}-making`, copyOf(file)];
  for (const one of [...copies, ...damaged.map((name) => path.join(folder, name))]) await rm(one, { force: true });
}

/** Also where the clock was set back since. */
function isDue(copy: string): boolean {
  const age = Date.now() - (statSync(copy, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity);
  return !(age >= 0 && age < dayMs);
}

/** One that a later Dualtrack made is all that is left of its ledger, if that was damaged. */
function isOfLaterVersion(copy: string): boolean {
  if (!existsSync(copy)) return false;
  const { DatabaseSync } = loadSqlite();
  try {
    const db = new DatabaseSync(copy, { readOnly: true });
    try {
      return versionOf(db) > migrations.length;
    } finally {
      db.close();
    }
  } catch {
    return false; // it is no copy
  }
}

/** Rejects with what SQLite throws where a row cannot be read. Leaves a database that needs no file beside it. */
async function readThrough(file: string, signal: AbortSignal): Promise<void> {
  const { DatabaseSync } = loadSqlite();
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = DELETE');
    for (const table of tables) {
      const statement = db.prepare(`SELECT * FROM ${table}`);
      statement.setReadBigInts(true);
      const rows = statement.iterate();
      for (let read = 1; rows.next().done !== true; read += 1) {
        if (read % rowsAtOnce !== 0) continue;
        await new Promise((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
      }
    }
  } finally {
    db.close();
  }
}
