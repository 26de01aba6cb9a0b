import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import type { Counted } from '../../core/money/limits';
import { believed } from '../database/nanoUsd';
import { rowsOf, whole } from '../database/rows';

/** Attempts that were started at or after a moment (milliseconds since 1970), of one route or of all. */
export interface Since {
  readonly since: number;
  readonly route?: string | undefined;
}

/** A row without a day, and one of a day that is yet to come, count as of today. */
const ofPeriod = {
  since: `started_at >= :since`,
  fromDay: `(local_day >= :fromDay OR local_day IS NULL) AND (NOT :unwatched OR caller <> 'person')`,
} as const;

/** Money that was spent, and money that may have been. */
export interface Spent {
  /** US dollars that answers, or the user, say were charged. */
  readonly knownUsd: number;
  /** Attempts that may have cost something, or did at an unknown price; those under way are among them. */
  readonly unknownCount: number;
  /** The most that these cost, in US dollars, as far as their prices are known. */
  readonly unknownUsd: number;
  /** How many of these have no known price: they are not in `unknownUsd`. */
  readonly unpricedCount: number;
}

const sums = v.object({ known: whole, unknown: whole, unknownCost: whole, unpriced: whole });

/** Also called within the transaction that writes the next attempt. */
export function spent(db: DatabaseSync, period: Since | Counted): Spent {
  const { route = null } = period;
  const [which, values] =
    'since' in period
      ? [ofPeriod.since, { since: period.since }]
      : [ofPeriod.fromDay, { fromDay: period.fromDay, unwatched: period.unwatched ? 1 : 0 }];
  const [row] = rowsOf(
    db,
    `WITH believed AS (
         SELECT *, ${believed('cost_nano_usd')} AS paid, ${believed('estimate_nano_usd')} AS estimate
         FROM attempt WHERE ${which} AND (:route IS NULL OR route = :route)
       ), chosen AS (
         SELECT charge = 'billed' AND state = 'finished' AND paid IS NOT NULL AS is_known,
           charge = 'none' AND state = 'finished' AS is_free,
           CASE state WHEN 'started' THEN estimate ELSE coalesce(paid, estimate) END AS cost
         FROM believed
       )
       SELECT coalesce(sum(cost) FILTER (WHERE is_known), 0) AS known,
         count(*) FILTER (WHERE NOT is_known AND NOT is_free) AS unknown,
         coalesce(sum(cost) FILTER (WHERE NOT is_known AND NOT is_free), 0) AS unknownCost,
         count(*) FILTER (WHERE NOT is_known AND NOT is_free AND cost IS NULL) AS unpriced
       FROM chosen`,
    { ...values, route },
  );
  const { known, unknown, unknownCost, unpriced } = v.parse(sums, row);
  return {
    knownUsd: known / 1e9,
    unknownCount: unknown,
    unknownUsd: unknownCost / 1e9,
    unpricedCount: unpriced,
  };
}
