import type { ImageSize } from '../pictures/image';
import type { Model } from './models';
import type { Priced } from './price';
import { tableCost, thinkingTokens } from './price';

/** What pictures should cost in US dollars: as a rule `from`, and seldom more than `to`. */
export interface PriceRange {
  readonly from: number;
  readonly to: number;
  readonly kind: 'listed' | 'estimated';
}

/** What is asked for, as far as its price depends on it. */
interface PricedRequest {
  readonly size: ImageSize;
  readonly references: readonly unknown[];
}

/** Tokens that a picture to work from counts as: what answers have shown, and what the models' cards say. */
const referenceTokens = { from: 258, to: 1_120 };

/**
 * What so many pictures should cost on a route; undefined where no price is known. Where tokens are billed, pictures to work from
 * add to it, and a draft or much thinking can double it; a price for a call is one price.
 */
export function estimateRange(
  route: Priced,
  model: Model,
  { size, references }: PricedRequest,
  count = 1,
): PriceRange | undefined {
  const { usd, kind } = tableCost(route, model, size);
  if (usd === undefined) return undefined;
  const { rates } = model;
  if (kind !== 'estimated' || !rates) {
    return { from: usd * count, to: usd * count, kind: kind === 'estimated' ? kind : 'listed' };
  }
  const read = (tokens: number): number => (references.length * tokens * rates.input) / 1_000_000;
  const thought = model.drafts ? usd + (thinkingTokens * rates.text) / 1_000_000 : 0;
  const from = (usd + read(referenceTokens.from)) * count;
  return { from, to: (usd + read(referenceTokens.to) + thought) * count, kind };
}

/** Whether the ends of a range differ so much that people should see both. */
export function differsMuch({ from, to }: Pick<PriceRange, 'from' | 'to'>): boolean {
  return to > from * 1.2;
}
