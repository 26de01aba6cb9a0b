import { GenerationFailure } from '../failures/failure';
import { usdOf, wholeNano } from './nano';
import type { Caller } from './caller';
import type { LimitName } from './limitReached';
import { localDayOf, monthOf } from './localDay';

/** How much may be spent, in US dollars; what is left out has no limit. Days and months are the user's own. */
export interface Limits {
  readonly dailyUsd?: number | undefined;
  /** In a calendar month. */
  readonly monthlyUsd?: number | undefined;
  /** In a day, for all that nobody watches. Counts in the others too. */
  readonly agentDailyUsd?: number | undefined;
  /** In a day, by the ids of routes. */
  readonly routeDailyUsd?: ReadonlyMap<string, number> | undefined;
}

/** The largest limit that can be set. */
export const mostLimitUsd = 1_000_000;

/** The attempts that count in a limit: those from a local day on, also such as are dated in the future. */
export interface Counted {
  readonly fromDay: string;
  readonly route?: string | undefined;
  /** Only those that nobody watched. */
  readonly unwatched?: boolean | undefined;
}

/** What a limit is asked about. */
interface Asked {
  readonly route: string;
  readonly caller?: Caller | undefined;
  /** US dollars; undefined where no price is known. */
  readonly estimateUsd: number | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** What the attempts that count have cost, and what they have reserved. */
type SumUp = (counted: Counted) => { readonly knownUsd: number; readonly unknownUsd: number };

/** The limits that routes have of their own. */
export function routeLimitsOf(
  routes: readonly { readonly id: string; readonly dailyLimitUsd?: number | undefined }[],
): ReadonlyMap<string, number> {
  return new Map(routes.flatMap(({ id, dailyLimitUsd }) => (dailyLimitUsd === undefined ? [] : [[id, dailyLimitUsd]])));
}

/** Whether any of them says no to anything. */
export function areSet(limits: Limits): boolean {
  const { dailyUsd, monthlyUsd, agentDailyUsd, routeDailyUsd } = limits;
  return [dailyUsd, monthlyUsd, agentDailyUsd].some((usd) => usd !== undefined) || (routeDailyUsd?.size ?? 0) > 0;
}

/** Those that hold for a caller: what nobody watches has one more. */
export function limitsFor(limits: Limits, caller: Caller): Limits {
  return caller === 'person' ? { ...limits, agentDailyUsd: undefined } : limits;
}

/**
 * Throws a `GenerationFailure` of kind `budget` where an attempt does not fit into one of the limits: what is charged and what is
 * reserved must not exceed it when the attempt is sent. A free one always fits. One at an unknown price fits only where a person has
 * agreed to it.
 */
export function checkLimits(limits: Limits, asked: Asked, sumUp: SumUp, agreedToUnpriced = false): void {
  const held = limitsFor(limits, asked.caller ?? 'person');
  const rows = rowsOf(held, asked);
  if (rows.length === 0 || asked.estimateUsd === 0) return;
  const { estimateUsd } = asked;
  if (estimateUsd === undefined && !agreedToUnpriced) {
    throw new GenerationFailure({ kind: 'budget', reason: 'priceUnknown', charge: 'none', routeOnly: true });
  }
  const next = wholeNano(estimateUsd ?? 0);
  for (const { limit, limitUsd, counted } of rows) {
    const { knownUsd, unknownUsd } = sumUp(counted);
    const [spent, reserved] = [wholeNano(knownUsd), wholeNano(unknownUsd)];
    const most = wholeNano(limitUsd);
    // at an unknown price only a limit that is used up says no
    const fits = estimateUsd === undefined ? spent + reserved < most : spent + reserved + next <= most;
    if (fits) continue;
    const reached = { limit, limitUsd, spentUsd: usdOf(spent), reservedUsd: usdOf(reserved), nextUsd: usdOf(next) };
    throw new GenerationFailure({
      kind: 'budget',
      reason: 'overLimit',
      charge: 'none',
      limitReached: reached,
      // another route has room of its own, and no other limit says no to it
      routeOnly: limit === 'routeDaily',
    });
  }
}

interface Row {
  readonly limit: LimitName;
  readonly limitUsd: number;
  readonly counted: Counted;
}

/** The limits that an attempt counts in; that of its route comes last, since another route may go on behind it. */
function rowsOf({ dailyUsd, monthlyUsd, agentDailyUsd, routeDailyUsd }: Limits, { route, startedAt }: Asked): Row[] {
  const today = localDayOf(startedAt);
  const row = (limit: LimitName, limitUsd: number | undefined, counted: Counted): Row[] =>
    limitUsd === undefined ? [] : [{ limit, limitUsd, counted }];
  return [
    ...row('daily', dailyUsd, { fromDay: today }),
    ...row('monthly', monthlyUsd, { fromDay: monthOf(today) }),
    ...row('agentDaily', agentDailyUsd, { fromDay: today, unwatched: true }),
    ...row('routeDaily', routeDailyUsd?.get(route), { fromDay: today, route }),
  ];
}
