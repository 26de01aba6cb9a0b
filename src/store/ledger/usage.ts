import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { believed } from '../database/nanoUsd';
import { rowsOf, whole } from '../database/rows';

/** Money in whole billionths of a US dollar, so that sums are exact. No amount is in two of the sums. */
export interface Usage {
  /** What was charged, whatever is known of its price: a charge without a price counts by its estimate. */
  readonly known: bigint;
  /** The most that may have been charged for what has ended and is not settled. */
  readonly unknown: bigint;
  readonly unknownCount: number;
  /** The estimates of what is under way, and of what dead processes have left unfinished. */
  readonly reserved: bigint;
  /** All attempts, those that cost nothing too. */
  readonly attempts: number;
  /** Pictures that came, also those that the history no longer has. */
  readonly pictures: number;
  readonly byRoute: ReadonlyMap<string, RouteUsage>;
}

export type RouteUsage = Pick<Usage, 'known' | 'unknown' | 'pictures'>;

const attemptRow = v.object({
  route: v.string(),
  kind: v.picklist(['known', 'unknown', 'reserved', 'free']),
  count: whole,
  nano: v.bigint(),
});
const pictureRow = v.object({ route: v.string(), count: whole });

/** As `repair` has it: an amount that cannot be believed makes a charge unknown, unless the user has said that it is one. */
const byRouteAndKind = `
  WITH believed AS (
    SELECT *, ${believed('cost_nano_usd')} AS paid, ${believed('estimate_nano_usd')} AS estimate FROM attempt
  ), chosen AS (
    SELECT route,
      CASE WHEN state <> 'finished' THEN 'reserved'
        WHEN charge = 'none' THEN 'free'
        WHEN charge = 'billed' AND (paid IS cost_nano_usd OR settled_by IS 'user') THEN 'known'
        ELSE 'unknown' END AS kind,
      CASE state WHEN 'started' THEN estimate ELSE coalesce(paid, estimate) END AS usd
    FROM believed
  )
  SELECT route, kind, count(*) AS count, coalesce(sum(usd), 0) AS nano FROM chosen GROUP BY route, kind`;

/** Attempts whose picture came, at once or when it was recovered or downloaded again. A job makes one picture of a route at most. */
const delivered = `SELECT job, route FROM attempt
  WHERE state = 'finished' AND (failure IS NULL OR (charge = 'billed' AND settled_by = 'recovered'))`;

/** The first versions had no list of pictures, the next ones no attempts in it. A download is a job of its own. */
function remembered(db: DatabaseSync): string {
  const columns = rowsOf(db, 'PRAGMA table_info(picture)').map(({ name }) => name);
  if (columns.length === 0) return '';
  if (!columns.includes('attempt')) return 'UNION SELECT job, route FROM picture';
  return `UNION SELECT coalesce(attempt.job, picture.job), picture.route
    FROM picture LEFT JOIN attempt ON attempt.id = picture.attempt`;
}

/** What the ledger says, of all time. Also for a database of an earlier version. Within one transaction, all is of one moment. */
export function usageOf(db: DatabaseSync): Usage {
  const came = `SELECT DISTINCT job, route FROM (${delivered} ${remembered(db)})`;
  const sums = rowsOf(db, byRouteAndKind).map((row) => v.parse(attemptRow, row));
  const pictures = new Map(
    rowsOf(db, `SELECT route, count(*) AS count FROM (${came}) GROUP BY route`)
      .map((row) => v.parse(pictureRow, row))
      .map(({ route, count }) => [route, count]),
  );
  const routes = [...new Set([...sums.map(({ route }) => route), ...pictures.keys()])].sort();
  const sumOf = (kind: string, of?: string): bigint =>
    sums.reduce((sum, row) => (row.kind === kind && row.route === (of ?? row.route) ? sum + row.nano : sum), 0n);
  const countOf = (kind?: string): number =>
    sums.reduce((sum, row) => (row.kind === (kind ?? row.kind) ? sum + row.count : sum), 0);
  return {
    known: sumOf('known'),
    unknown: sumOf('unknown'),
    unknownCount: countOf('unknown'),
    reserved: sumOf('reserved'),
    attempts: countOf(),
    pictures: [...pictures.values()].reduce((sum, count) => sum + count, 0),
    byRoute: new Map(
      routes.map((route) => [
        route,
        { known: sumOf('known', route), unknown: sumOf('unknown', route), pictures: pictures.get(route) ?? 0 },
      ]),
    ),
  };
}
