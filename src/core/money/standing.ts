import type { Counted, Limits } from './limits';
import { localDayOf, monthOf } from './localDay';
import { usdOf, wholeNano } from './nano';

/** How one of the user's limits stands. All sums are US dollars. */
export interface Standing {
  readonly limit: 'daily' | 'monthly';
  readonly limitUsd: number;
  /** What was charged, is under way, or may have been charged. */
  readonly usedUsd: number;
  /** Never below 0. */
  readonly leftUsd: number;
  /** The first day that counts; names the day or month. */
  readonly fromDay: string;
}

type Spent = (counted: Counted) => Promise<{ readonly knownUsd: number; readonly unknownUsd: number }>;

/** The part of a limit from which on its user is warned. */
const warnFrom = 0.8;

/** The user's daily and monthly limit, as far as they are set, the tighter one first. */
export async function standingsOf(
  { dailyUsd, monthlyUsd }: Limits,
  now: number,
  spent: Spent,
): Promise<readonly Standing[]> {
  const today = localDayOf(now);
  const of = async (limit: Standing['limit'], limitUsd: number | undefined, fromDay: string): Promise<Standing[]> => {
    if (limitUsd === undefined) return [];
    const { knownUsd, unknownUsd } = await spent({ fromDay });
    const used = wholeNano(knownUsd) + wholeNano(unknownUsd);
    const left = Math.max(0, wholeNano(limitUsd) - used);
    return [{ limit, limitUsd, usedUsd: usdOf(used), leftUsd: usdOf(left), fromDay }];
  };
  const all = [...(await of('daily', dailyUsd, today)), ...(await of('monthly', monthlyUsd, monthOf(today)))];
  return all.sort((one, other) => one.leftUsd - other.leftUsd);
}

/** Whether so much of a limit is used that its user should know. */
export function isNearlyUsed({ limitUsd, usedUsd }: Standing): boolean {
  return usedUsd > 0 && wholeNano(usedUsd) >= wholeNano(limitUsd * warnFrom);
}

/** Milliseconds until the next local day begins. */
export function untilTomorrow(now: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime() - now;
}
