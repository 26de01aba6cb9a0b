import type { DatabaseSync } from 'node:sqlite';
import { localDayOf } from '../../core/money/localDay';
import { mostNano } from '../database/nanoUsd';
import { rowsOf } from '../database/rows';

/** What was spent on one of the user's days on one route. */
export interface DaySpent {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly route: string;
  /** US dollars that answers, or the user, say were charged. */
  readonly knownUsd: number;
  /** Attempts that may have cost something, or did at an unknown price; those under way are among them. */
  readonly unknownCount: number;
  /** The most that these cost, in US dollars, as far as their prices are known. */
  readonly unknownUsd: number;
}

/** As in `spent`: an amount that cannot be believed is none, as is none at all. */
const isBelieved = (column: string): string => `coalesce(${column}, -1) BETWEEN 0 AND ${mostNano}`;
const isKnown = `state = 'finished' AND charge = 'billed' AND ${isBelieved('cost_nano_usd')}`;
const isFree = `state = 'finished' AND charge = 'none'`;
const mostCost = `CASE WHEN state <> 'started' AND ${isBelieved('cost_nano_usd')} THEN cost_nano_usd
  WHEN ${isBelieved('estimate_nano_usd')} THEN estimate_nano_usd END`;

/** An index has all of it, in the order of its groups. */
const sums = (day: string, which: string): string => `
  SELECT ${day} AS day, route,
    coalesce(sum(cost_nano_usd) FILTER (WHERE ${isKnown}), 0) AS known,
    count(*) FILTER (WHERE NOT (${isKnown})) AS unknown,
    coalesce(sum(${mostCost}) FILTER (WHERE NOT (${isKnown})), 0) AS unknownCost
  FROM attempt WHERE ${which} AND NOT (${isFree}) GROUP BY ${day}, route HAVING known > 0 OR unknown > 0`;

const sumsOfPast = `${sums('local_day', 'local_day BETWEEN :from AND :to AND local_day < :today')} ORDER BY day, route`;
const sumsOfToday = `${sums(':today', '(local_day >= :today OR local_day IS NULL)')} ORDER BY route`;

/**
 * What was spent each day on each route, from one local day to another, both included (YYYY-MM-DD), the earliest first. A row without a
 * day, or with one that has not come yet, counts as `today`. Days and routes on which nothing can have been charged are left out.
 */
export function byDay(
  db: DatabaseSync,
  { from, to }: { readonly from: string; readonly to: string },
  today = localDayOf(Date.now()),
): DaySpent[] {
  const past = rowsOf(db, sumsOfPast, { from, to, today });
  const now = from <= today && today <= to ? rowsOf(db, sumsOfToday, { today }) : [];
  return [...past, ...now].map(({ day, route, known, unknown, unknownCost }) => ({
    day: String(day),
    route: String(route),
    knownUsd: Number(known) / 1e9,
    unknownCount: Number(unknown),
    unknownUsd: Number(unknownCost) / 1e9,
  }));
}
