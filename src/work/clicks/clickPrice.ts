import { areSet, limitsFor } from '../../core/money/limits';
import type { Outlook } from '../../core/run/outlook';
import type { Route } from '../../core/services/route';
import type { JobSettings, Wanted } from '../wanted';

/** Asked before a click begins. `dear`: it costs more than its user wants to spend unasked; `unpriced`: nobody can say how it counts in a limit. */
export interface PriceQuestion {
  readonly what: 'dear' | 'unpriced';
  readonly prompt: string;
  readonly pictures: number;
  /** The route that would be asked first. */
  readonly route: Route;
  /** US dollars for all pictures; undefined where nobody knows. */
  readonly usd: number | undefined;
}

/** What is to be asked of a person before this click begins; undefined: nothing. */
export function priceQuestionOf(
  { prompt, count: pictures = 1, caller = 'person' }: Pick<Wanted, 'prompt' | 'count' | 'caller'>,
  { limits = {}, confirmAboveUsd = Infinity }: Pick<JobSettings, 'limits' | 'confirmAboveUsd'>,
  { routes: [route], usd: each }: Pick<Outlook, 'routes' | 'usd'>,
): PriceQuestion | undefined {
  if (!route || caller !== 'person') return undefined;
  const asked = { prompt, pictures, route };
  if (each === undefined) {
    const ofOthers = { ...limitsFor(limits, caller), routeDailyUsd: undefined };
    const isLimited = areSet(ofOthers) || limits.routeDailyUsd?.has(route.id);
    return isLimited ? { what: 'unpriced', ...asked, usd: undefined } : undefined;
  }
  const usd = each * pictures;
  return usd > confirmAboveUsd + 1e-9 ? { what: 'dear', ...asked, usd } : undefined;
}
