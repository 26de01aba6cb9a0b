import type { DatabaseSync } from 'node:sqlite';
import { isCorrupt, isPassing } from './sqlite';

type Use = (db: DatabaseSync) => unknown;

interface Asked {
  readonly use: Use;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Writes that were asked for in one turn of the event loop, in one transaction: a commit waits for the disk, and ten at once need not
 * wait ten times. Where one fails, only its own changes are undone, and only its own promise rejects.
 */
export class JoinedWrites {
  readonly #transaction: (use: (db: DatabaseSync) => Outcome[]) => Promise<Outcome[]>;
  #asked: Asked[] = [];

  /** `transaction` runs a function in one transaction, perhaps more than once, and rejects where nothing was written. */
  constructor(transaction: (use: (db: DatabaseSync) => Outcome[]) => Promise<Outcome[]>) {
    this.#transaction = transaction;
  }

  /** Asks for a write: at the end of this turn, or with `flush`, whichever is first. On disk when it resolves. */
  add<T>(use: (db: DatabaseSync) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#asked.push({ use, resolve: (value) => resolve(value as T), reject });
      if (this.#asked.length === 1) setImmediate(() => this.flush());
    });
  }

  /** Begins to write what was asked for until now, in the order in which it was asked for. */
  flush(): void {
    const asked = this.#asked;
    this.#asked = [];
    if (asked.length === 0) return;
    const uses = asked.map(({ use }) => use);
    void this.#transaction((db) => outcomesOf(db, uses)).then(
      (outcomes) => outcomes.forEach((outcome, n) => settle(asked[n], outcome)),
      (error: unknown) => asked.forEach(({ reject }) => reject(error)),
    );
  }
}

function settle(asked: Asked | undefined, outcome: Outcome): void {
  if ('error' in outcome) asked?.reject(outcome.error);
  else asked?.resolve(outcome.value);
}

/** One alone needs no savepoint: what it throws undoes the transaction. */
function outcomesOf(db: DatabaseSync, uses: readonly Use[]): Outcome[] {
  return uses.length === 1 ? uses.map((use) => ({ value: use(db) })) : uses.map((use) => outcomeOf(db, use));
}

/** Throws what concerns all of them, such as a full disk. */
function outcomeOf(db: DatabaseSync, use: Use): Outcome {
  db.exec('SAVEPOINT one');
  try {
    const value = use(db);
    db.exec('RELEASE one');
    return { value };
  } catch (error) {
    if (isPassing(error) || isCorrupt(error)) throw error;
    db.exec('ROLLBACK TO one; RELEASE one');
    return { error };
  }
}
