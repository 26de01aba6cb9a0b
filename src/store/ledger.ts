import type { DatabaseSync } from 'node:sqlite';
import type { Charge, FailureKind } from '../core/failure';
import type { Database } from './database';
import type { LedgerRow } from './ledgerRow';
import { toLedgerRow } from './ledgerRow';
import { toNano } from './nanoUsd';
import type { Presence } from './presence';
import type { Since, Spent } from './spent';
import { spent } from './spent';

/** An attempt before it is made. */
export interface NewAttempt {
  readonly id: string;
  readonly job: string;
  readonly route: string;
  readonly model: string;
  readonly modelId: string;
  readonly size: string;
  readonly estimateUsd: number | undefined;
  readonly startedAt: number;
}

/** What is known of an attempt at its end. */
export interface EndedAttempt {
  readonly charge: Charge;
  readonly costUsd?: number | undefined;
  readonly failure?: FailureKind | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly endedAt: number;
}

/**
 * One row an attempt. At every moment a row says what is known if its process dies now: `started` costs nothing, `sent`
 * may have cost its estimate. Each change is on disk when its method returns. Throws `StoreError` and what SQLite throws.
 */
export class Ledger {
  readonly #database: Database;
  readonly #presence: Presence;

  constructor(database: Database, presence: Presence) {
    this.#database = database;
    this.#presence = presence;
  }

  /** To be called before anything of the attempt is done. A row that is there already stays as it is. */
  start(attempt: NewAttempt): void {
    const owner = this.#presence.enter();
    this.#database.write((db) => insert(db, attempt, owner));
  }

  /**
   * To be called before the first byte of the request can leave, so that a crash after it is never taken for free.
   * False: there is no such row, or it is further already.
   */
  sent(id: string): boolean {
    return this.#database.write((db) => {
      const update = db.prepare(
        `UPDATE attempt SET state = 'sent', charge = 'unknown', cost_nano_usd = estimate_nano_usd
         WHERE id = ? AND state = 'started'`,
      );
      return Number(update.run(id).changes) === 1;
    });
  }

  /** The answer knows better than a recovery; the user's own word stands. False: there is no row to finish. */
  finish(id: string, { charge, costUsd, failure, status, requestId, endedAt }: EndedAttempt): boolean {
    return this.#database.write((db) => {
      const update = db.prepare(
        `UPDATE attempt SET state = 'finished', charge = ?, cost_nano_usd = ?, failure = ?, status = ?, request_id = ?,
           ended_at = ?, settled_by = NULL
         WHERE id = ? AND settled_by IS NOT 'user'`,
      );
      const values = [failure ?? null, status ?? null, requestId ?? null, endedAt, id];
      return Number(update.run(charge, costOf(charge, costUsd), ...values).changes) === 1;
    });
  }

  /** Ends what dead processes left unfinished, and gives it: sent ones may have been paid, the others were not. */
  recover(): LedgerRow[] {
    const dead = this.#ownersUnderWay().filter((owner) => !this.#presence.isAlive(owner));
    return dead.flatMap((owner) => this.#database.write((db) => recoverFrom(db, owner)));
  }

  /** Ended attempts of which nobody can say what they cost, the newest first. */
  unsettled(): LedgerRow[] {
    return this.#rows(`WHERE state = 'finished' AND charge = 'unknown' ORDER BY started_at DESC, id`);
  }

  /**
   * Says what an unsettled attempt cost; without `usd`, what it was thought to cost. False: there was nothing to settle,
   * such as when another window was faster.
   */
  settle(id: string, verdict: 'charged' | 'notCharged', usd?: number, by: 'user' | 'recovered' = 'user'): boolean {
    return this.#database.write((db) => {
      const charged = `UPDATE attempt SET charge = 'billed', cost_nano_usd = coalesce(?, cost_nano_usd, estimate_nano_usd),`;
      const free = `UPDATE attempt SET charge = 'none', cost_nano_usd = ?,`;
      const done = db
        .prepare(
          `${verdict === 'charged' ? charged : free} settled_by = ?
           WHERE id = ? AND state = 'finished' AND charge = 'unknown'`,
        )
        .run(verdict === 'charged' ? toNano(usd) : 0, by, id);
      return Number(done.changes) === 1;
    });
  }

  /** What the attempts since a moment cost, of all windows. */
  spent(since: Since): Spent {
    return this.#database.read((db) => spent(db, since));
  }

  /** Attempts since a moment, the newest first. */
  list({ since, route }: Since, limit = 1_000): LedgerRow[] {
    return this.#rows(
      `WHERE started_at >= :since AND (:route IS NULL OR route = :route) ORDER BY started_at DESC, id LIMIT :limit`,
      { since, route: route ?? null, limit },
    );
  }

  #rows(where: string, values: Record<string, string | number | null> = {}): LedgerRow[] {
    return this.#database.read((db) => db.prepare(`SELECT * FROM attempt ${where}`).all(values).map(toLedgerRow));
  }

  #ownersUnderWay(): string[] {
    return this.#database.read((db) =>
      db
        .prepare(`SELECT DISTINCT owner FROM attempt WHERE state <> 'finished'`)
        .all()
        .map(({ owner }) => String(owner)),
    );
  }
}

function insert(db: DatabaseSync, attempt: NewAttempt, owner: string): void {
  const { id, job, route, model, modelId, size, estimateUsd, startedAt } = attempt;
  db.prepare(
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd,
       started_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'started', 'none', 0, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(id, job, owner, route, model, modelId, size, toNano(estimateUsd), startedAt);
}

function recoverFrom(db: DatabaseSync, owner: string): LedgerRow[] {
  return db
    .prepare(
      `UPDATE attempt SET state = 'finished', settled_by = 'recovered',
         failure = CASE state WHEN 'sent' THEN 'interrupted' ELSE 'cancelled' END
       WHERE owner = ? AND state <> 'finished' RETURNING *`,
    )
    .all(owner)
    .map(toLedgerRow);
}

function costOf(charge: Charge, costUsd: number | undefined): number | null {
  return charge === 'none' ? 0 : toNano(costUsd);
}
