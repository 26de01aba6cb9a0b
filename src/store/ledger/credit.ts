import * as v from 'valibot';
import type { Database } from '../database/database';
import { rowsOf, time, whole } from '../database/rows';
import type { Ledger } from './ledger';

/** Prepaid credit as its user entered it, in US dollars, and what is left of it by the ledger. */
export interface CreditEntry {
  readonly enteredUsd: number;
  /** Milliseconds since 1970. */
  readonly enteredAt: number;
  /** What was entered without what the route has cost since, or may have cost. Below zero: more was spent than there was. */
  readonly leftUsd: number;
}

/** No account of a person holds more; an amount above that, or below zero, is not taken. */
export const mostCreditUsd = 1_000_000;

const row = v.object({ nano_usd: whole, entered_at: time });

/** The prepaid credit of each route. Every method rejects with `StoreError` and what SQLite throws. */
export class Credit {
  readonly #database: Database;
  readonly #ledger: Pick<Ledger, 'spent'>;

  constructor(database: Database, ledger: Pick<Ledger, 'spent'>) {
    this.#database = database;
    this.#ledger = ledger;
  }

  /** Counts down from this amount from now on. Throws a RangeError for an amount that nobody has. */
  async enter(route: string, usd: number, enteredAt: number): Promise<void> {
    if (!(usd >= 0 && usd <= mostCreditUsd)) throw new RangeError(`${usd} is no credit`);
    const values = { route, nano: Math.round(usd * 1e9), at: Math.round(enteredAt) };
    await this.#database.write((db) => {
      db.prepare(
        `INSERT INTO credit (route, nano_usd, entered_at) VALUES (:route, :nano, :at)
         ON CONFLICT (route) DO UPDATE SET nano_usd = excluded.nano_usd, entered_at = excluded.entered_at`,
      ).run(values);
    });
  }

  /** Counts no longer. */
  async forget(route: string): Promise<void> {
    await this.#database.write((db) => void db.prepare('DELETE FROM credit WHERE route = ?').run(route));
  }

  /** Undefined: none was entered for the route. */
  async of(route: string): Promise<CreditEntry | undefined> {
    const [found] = await this.#database.read((db) =>
      rowsOf(db, 'SELECT nano_usd, entered_at FROM credit WHERE route = :route', { route }),
    );
    if (!found) return undefined;
    const { nano_usd: nano, entered_at: enteredAt } = v.parse(row, found);
    const { knownUsd, unknownUsd } = await this.#ledger.spent({ since: enteredAt, route });
    const enteredUsd = nano / 1e9;
    return { enteredUsd, enteredAt, leftUsd: Number((enteredUsd - knownUsd - unknownUsd).toFixed(9)) };
  }
}
