import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Charge } from '../../core/failures/failure';
import { GenerationFailure } from '../../core/failures/failure';
import type { Caller } from '../../core/money/caller';
import type { Counted } from '../../core/money/limits';
import { localDayOf } from '../../core/money/localDay';
import type { PriceKind } from '../../core/money/priceKind';
import type { FailureKind } from '../../core/failures/policy';
import type { Database } from '../database/database';
import type { LedgerRow } from './ledgerRow';
import { toLedgerRow } from './ledgerRow';
import { toNano } from '../database/nanoUsd';
import type { Presence } from '../inbox/presence';
import { readRows, rowsOf } from '../database/rows';
import { statementOf } from '../database/statements';
import type { Since, Spent } from './spent';
import { spent } from './spent';
import type { OnStoreFact } from '../storeFact';

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
  /** Who asked for it. Default: a person. */
  readonly caller?: Caller | undefined;
}

/** What is known of an attempt at its end. */
interface EndedAttempt {
  readonly charge: Charge;
  readonly costUsd?: number | undefined;
  readonly priceKind?: PriceKind | undefined;
  /** YYYY-MM-DD; see `Cost`. */
  readonly pricedOn?: string | undefined;
  readonly failure?: FailureKind | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly endedAt: number;
}

/** Throws a `GenerationFailure` of kind `budget` where the attempt may not be made. Called within the transaction that writes its row. */
export type Limit = (attempt: NewAttempt, spent: (counted: Counted) => Spent) => void;

type Change = (db: DatabaseSync) => void;

/**
 * One row for each attempt. At every moment the row says what is known if its process dies then: `started` has cost nothing, `sent`
 * may have cost its estimate. Each change is on disk when its method resolves. Every method rejects with `StoreError` and what
 * SQLite throws.
 */
export class Ledger {
  readonly #database: Database;
  readonly #presence: Presence;
  readonly #onFact: OnStoreFact;
  /** Ends that could not be written when they came, by attempt. */
  readonly #late = new Map<string, Change>();

  constructor(database: Database, presence: Presence, onFact: OnStoreFact) {
    this.#database = database;
    this.#presence = presence;
    this.#onFact = onFact;
  }

  /**
   * To be awaited before anything of the attempt is done. A row that is there already stays as it is. The limit is asked and
   * the row written in one transaction, so that two windows at once cannot both spend the last dollar; rejects with what the limit
   * throws.
   */
  async reserve(attempt: NewAttempt, limit?: Limit): Promise<void> {
    await this.#reserve(attempt, await this.#presence.enter(), limit);
  }

  /** Whether a limit would allow an attempt now. */
  fits(attempt: NewAttempt, limit: Limit): Promise<boolean> {
    return this.#database.read((db) => {
      try {
        limit(attempt, (counted) => spent(db, counted));
        return true;
      } catch (error) {
        if (error instanceof GenerationFailure) return false;
        throw error;
      }
    });
  }

  /**
   * As `reserve` without a limit, but not waited for: the row is on disk at the end of this turn, or with `sent`, which has the last
   * word, and writes it too where this could not. Never rejects.
   */
  async announce(attempt: NewAttempt): Promise<void> {
    const owner = await this.#presence.enter();
    void this.#reserve(attempt, owner).catch(() => undefined);
  }

  async #reserve(attempt: NewAttempt, owner: string, limit?: Limit): Promise<void> {
    await this.#database.writeSoon((db) => {
      if (limit && this.#database.isInMemory)
        throw new Error('The ledger is in memory only, and does not know what was spent');
      limit?.(attempt, (counted) => spent(db, counted));
      insert(db, attempt, owner);
    });
    await this.#writeLate();
  }

  /**
   * To be awaited before the first byte of the request can leave, so that a crash after it is never taken for free. The row is
   * written anew where it is missing, such as when the database was replaced.
   */
  async sent(attempt: NewAttempt): Promise<void> {
    const owner = await this.#presence.enter();
    await this.#database.writeSoon((db) => {
      if (markSent(db, attempt.id)) return;
      insert(db, attempt, owner);
      if (!markSent(db, attempt.id)) throw new Error(`Attempt ${attempt.id} was sent or has ended already`);
    });
  }

  /**
   * Ends an attempt. What the answer says replaces what a recovery assumed, but not what the user has said. What cannot be written
   * now is written after the next write that succeeds, or at the latest by `flush`.
   */
  async finish(attempt: NewAttempt, end: EndedAttempt): Promise<void> {
    const owner = this.#presence.id;
    const change: Change = (db) => {
      if (markFinished(db, attempt.id, end)) return;
      insert(db, attempt, owner);
      markFinished(db, attempt.id, end);
    };
    try {
      await this.#database.writeSoon(change);
    } catch (error) {
      this.#late.set(attempt.id, change);
      throw error;
    }
    await this.#writeLate();
  }

  /** Waits for what is being written, and writes the ends that could not be written before, if that can be done at once. Never rejects. */
  async flush(): Promise<void> {
    await this.#database.settled();
    await this.#writeLate();
  }

  /**
   * Ends the attempts that dead processes left unfinished, and resolves to them. What was sent may have been paid; so may what was
   * only started by a version that did not wait for the ledger before it sent.
   */
  async recover(): Promise<LedgerRow[]> {
    const open = await this.#database.read((db) =>
      rowsOf(db, `SELECT DISTINCT owner FROM attempt WHERE state <> 'finished'`),
    );
    const dead = open.map(({ owner }) => String(owner)).filter((owner) => !this.#presence.isAlive(owner));
    if (dead.length === 0) return [];
    // all at once: each write waits for the disk
    return this.#readable(await this.#database.write((db) => dead.flatMap((owner) => recoverFrom(db, owner))));
  }

  /** One attempt; undefined if there is no row of it. */
  async find(id: string): Promise<LedgerRow | undefined> {
    return (await this.#rows('WHERE id = :id', { id }))[0];
  }

  /** All attempts of some jobs, the oldest first. */
  ofJobs(jobs: readonly string[]): Promise<LedgerRow[]> {
    return this.#rows('WHERE job IN (SELECT value FROM json_each(:jobs)) ORDER BY started_at, id', {
      jobs: JSON.stringify(jobs),
    });
  }

  /** Ended attempts whose cost nobody knows, the newest first. */
  unsettled(): Promise<LedgerRow[]> {
    return this.#rows(`WHERE state = 'finished' AND charge = 'unknown' ORDER BY started_at DESC, id`);
  }

  /**
   * Writes down whether an unsettled attempt was charged; without `usd`, what it was thought to cost. `kind`: how the sum is known;
   * left out: as it was. False: there was nothing to settle, such as when another window was faster.
   */
  settle(
    id: string,
    verdict: 'charged' | 'notCharged',
    usd?: number,
    by: 'user' | 'recovered' = 'user',
    kind?: PriceKind,
  ): Promise<boolean> {
    return this.#database.write((db) => {
      const charged = `charge = 'billed', cost_nano_usd = coalesce(:usd, cost_nano_usd, estimate_nano_usd)`;
      const free = `charge = 'none', cost_nano_usd = :usd`;
      // a sum that somebody has said has no date of a price
      const done = db
        .prepare(
          `UPDATE attempt SET ${verdict === 'charged' ? charged : free}, settled_by = :by,
             price_kind = coalesce(:kind, nullif(price_kind, 'unknown'), 'estimated'),
             priced_on = CASE WHEN :kind = 'reported' THEN NULL ELSE priced_on END
           WHERE id = :id AND state = 'finished' AND charge = 'unknown'`,
        )
        .run({
          usd: verdict === 'charged' ? toNano(usd) : 0,
          by,
          kind: kind ?? (verdict === 'charged' ? null : 'reported'),
          id,
        });
      return Number(done.changes) === 1;
    });
  }

  /** What the attempts of a time cost, of all windows. `lasting`: rejects where the ledger is in memory, and knows of this window only. */
  spent(period: Since | Counted, which?: 'lasting'): Promise<Spent> {
    return this.#database.read((db) => {
      if (which && this.#database.isInMemory) throw new Error('The ledger is in memory only');
      return spent(db, period);
    });
  }

  /** Attempts since a moment, the newest first. */
  list({ since, route }: Since, limit = 1_000): Promise<LedgerRow[]> {
    return this.#rows(
      `WHERE started_at >= :since AND (:route IS NULL OR route = :route) ORDER BY started_at DESC, id LIMIT :limit`,
      { since, route: route ?? null, limit },
    );
  }

  async #rows(where: string, values: Record<string, SQLInputValue> = {}): Promise<LedgerRow[]> {
    return this.#readable(await this.#database.read((db) => rowsOf(db, `SELECT * FROM attempt ${where}`, values)));
  }

  #readable(rows: readonly unknown[]): LedgerRow[] {
    return readRows(rows, toLedgerRow, (cause) => this.#onFact({ what: 'unreadableRow', table: 'attempt', cause }));
  }

  /** Each is tried once: nothing waits for these. */
  async #writeLate(): Promise<void> {
    for (const [id, change] of this.#late) {
      try {
        await this.#database.write(change, 0);
        this.#late.delete(id);
      } catch {
        return; // tried again after the next write; until then the row says that it may have been paid
      }
    }
  }
}

function insert(db: DatabaseSync, attempt: NewAttempt, owner: string): void {
  const { id, job, route, model, modelId, size, estimateUsd, startedAt, caller = 'person' } = attempt;
  statementOf(
    db,
    `INSERT INTO attempt (id, job, owner, route, model, model_id, size, estimate_nano_usd, state, charge, cost_nano_usd,
       started_at, local_day, caller, tells_sending)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'started', 'none', 0, ?, ?, ?, 1) ON CONFLICT (id) DO NOTHING`,
  ).run(id, job, owner, route, model, modelId, size, toNano(estimateUsd), startedAt, localDayOf(startedAt), caller);
}

/** Also a row that another process has ended because it took this one for dead. */
function markSent(db: DatabaseSync, id: string): boolean {
  const update = statementOf(
    db,
    `UPDATE attempt SET state = 'sent', charge = 'unknown', cost_nano_usd = estimate_nano_usd, failure = NULL,
       settled_by = NULL
     WHERE id = ? AND (state = 'started' OR settled_by = 'recovered')`,
  );
  return Number(update.run(id).changes) === 1;
}

function markFinished(db: DatabaseSync, id: string, { charge, costUsd, failure, ...end }: EndedAttempt): boolean {
  const { priceKind, pricedOn, status, requestId, endedAt } = end;
  const told = toNano(costUsd);
  // a cost that cannot be believed says only that something was charged
  const isAbsurd = costUsd !== undefined && told === null;
  const update = statementOf(
    db,
    `UPDATE attempt SET state = 'finished', charge = :charge,
       cost_nano_usd = CASE WHEN :isAbsurd THEN estimate_nano_usd ELSE :cost END,
       price_kind = :priceKind, priced_on = :pricedOn,
       failure = :failure, status = :status, request_id = :requestId, ended_at = :endedAt, settled_by = NULL
     WHERE id = :id AND settled_by IS NOT 'user'`,
  );
  const free = charge === 'none';
  const { changes } = update.run({
    id,
    charge: isAbsurd && !free ? 'unknown' : charge,
    isAbsurd: isAbsurd && !free ? 1 : 0,
    cost: free ? 0 : told,
    priceKind: isAbsurd && !free ? 'unknown' : (priceKind ?? null),
    pricedOn: pricedOn ?? null,
    failure: failure ?? null,
    status: status ?? null,
    requestId: requestId ?? null,
    endedAt: Math.round(endedAt),
  });
  return Number(changes) === 1;
}

function recoverFrom(db: DatabaseSync, owner: string): unknown[] {
  return rowsOf(
    db,
    `UPDATE attempt SET state = 'finished', settled_by = 'recovered',
       failure = CASE WHEN state = 'started' AND tells_sending THEN 'cancelled' ELSE 'interrupted' END,
       price_kind = CASE WHEN state = 'started' AND tells_sending THEN 'estimated' ELSE 'unknown' END,
       charge = CASE WHEN state = 'started' AND NOT tells_sending THEN 'unknown' ELSE charge END,
       cost_nano_usd = CASE WHEN state = 'started' AND NOT tells_sending THEN estimate_nano_usd ELSE cost_nano_usd END
     WHERE owner = :owner AND state <> 'finished' RETURNING *`,
    { owner },
  );
}
