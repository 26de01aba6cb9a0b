import type { Charge, FailureKind } from '../../core/failure';
import type { ToldUse } from '../answer/toldUse';
import { saysFree } from './freeWords';

/**
 * The charge of an answer without a picture that is no error: by a price or by what it says was used, or as the service says
 * in words of its own. Token counts are no price, but those of a picture were paid.
 */
export function chargeAsTold(serviceWords: readonly string[], told: ToldUse): Charge {
  const isNothing = told.cost === 0 || told.isAllZero;
  return chargeOfPaid(told) ?? (isNothing || serviceWords.some(saysFree) ? 'none' : 'unknown');
}

/** The charge of what an answer says was paid; undefined if it says nothing of that. */
export function chargeOfPaid({ cost, hasPictures }: Pick<ToldUse, 'cost' | 'hasPictures'>): Charge | undefined {
  if (cost === 'unknown') return 'unknown';
  if (cost !== undefined && cost > 0) return 'billed';
  return hasPictures ? 'unknown' : undefined;
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
