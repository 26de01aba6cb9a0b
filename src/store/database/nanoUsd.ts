import { usdOf, wholeNano } from '../../core/money/nano';
import { mostPictureUsd } from '../../core/services/price';

/** The most that a row may cost; an amount above that, or below zero, is not believed. */
export const mostNano = mostPictureUsd * 1e9;

/** US dollars as the database keeps them: whole billionths, so that sums are exact. Null: unknown, or not to be believed. */
export function toNano(usd: number | undefined): number | null {
  if (usd === undefined || !(usd >= 0 && usd <= mostPictureUsd)) return null;
  return wholeNano(usd);
}

/** Undefined: unknown, or an amount of an earlier version that cannot be believed. */
export function fromNano(nano: number | null): number | undefined {
  return nano === null || nano < 0 || nano > mostNano ? undefined : usdOf(nano);
}

/** In SQL, null for an amount that cannot be believed: one such row would make every sum meaningless, or overflow it. */
export const believed = (column: string): string => `CASE WHEN ${column} BETWEEN 0 AND ${mostNano} THEN ${column} END`;
