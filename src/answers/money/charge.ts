import type { Charge } from '../../core/failures/failure';
import { saysFree } from './freeWords';
import type { ToldUsage } from './toldUsage';

/**
 * The charge of an answer without a picture that is no error: by a price or by what it says was used, or as the service says
 * in words of its own. Token counts are no price, but those of a picture were paid.
 */
export function chargeAsTold(serviceWords: readonly string[], told: ToldUsage): Charge {
  const isNothing = told.cost === 0 || told.isAllZero;
  return chargeOfPaid(told) ?? (isNothing || serviceWords.some(saysFree) ? 'none' : 'unknown');
}

/** The charge of what an answer says was paid; undefined if it says nothing of that. */
export function chargeOfPaid({ cost, hasPictures }: Pick<ToldUsage, 'cost' | 'hasPictures'>): Charge | undefined {
  if (cost === 'unknown') return 'unknown';
  if (cost !== undefined && cost > 0) return 'billed';
  return hasPictures ? 'unknown' : undefined;
}
