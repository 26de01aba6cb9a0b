import type { Charge, FailureKind } from '../../core/failure';
import type { Fields } from '../answer/json';
import { isFields } from '../answer/json';

const freeInWords =
  /(?:not|never|n['’]t) (?:be |been |being )?(?:charged|billed)|no (?:charge|cost|credits? (?:was|were|will be|have been))|free of charge|without (?:charge|cost)|refunded|不(?:会|會|予|被)?(?:扣费|消耗|扣費|计费|計費|收费|收費|扣除)|未(?:被)?(?:扣费|扣費|计费|計費|扣除)|没有扣费|沒有扣費|已退款|已退还|已返还/i;

/** US dollars that an answer says it cost, as `usage.cost`. */
export function costOf(usage: Fields | undefined): number | undefined {
  const cost = usage?.['cost'];
  const number = typeof cost === 'string' && cost.trim() !== '' ? Number(cost) : cost;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}

function numbersIn(value: unknown, depth = 0): number[] {
  if (typeof value === 'number') return [value];
  return isFields(value) && depth < 4 ? Object.values(value).flatMap((item) => numbersIn(item, depth + 1)) : [];
}

/** What an answer without a picture cost: as it tells in words, by its usage or its price. Token counts are no price. */
export function chargeAsTold(words: readonly string[], usage: Fields | undefined): Charge {
  if (words.some((text) => freeInWords.test(text.slice(0, 4000)))) return 'none';
  const cost = costOf(usage);
  const numbers = numbersIn(usage);
  if (cost === 0 || (numbers.length > 0 && numbers.every((number) => number === 0))) return 'none';
  return cost === undefined ? 'unknown' : 'billed';
}

/** Kinds that never cost anything: the service refused before it made a picture. */
const free: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'auth',
  'region',
  'setup',
  'credit',
  'quota',
  'rateLimit',
  'overloaded',
  'model',
  'badRequest',
  'server',
  'network',
]);

/** What a failure of a kind costs where the answer says nothing about it. */
export function usualCharge(kind: FailureKind): Charge {
  return free.has(kind) ? 'none' : 'unknown';
}
