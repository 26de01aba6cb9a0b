import type { FailureFacts } from '../failures/failure';
import type { ImageSize, Usage } from '../pictures/image';
import type { Model } from './models';
import type { Route } from './route';
import { offerOf } from './route';

/** US dollars. No picture costs more: an amount above that, or below zero, is not believed. */
export const mostPictureUsd = 100;

type Priced = Pick<Route, 'id' | 'preset' | 'wire'>;

/** US dollars that one picture should cost on a route; undefined where no price is known. */
export function estimateUsd(route: Priced, model: Model, size: ImageSize): number | undefined {
  return offerOf(route, model)?.prices[size];
}

/**
 * US dollars that an answer cost: what it says itself, else what its tokens cost at the maker's rates where the service bills by
 * tokens and the sum can be believed, else the estimate. The user's own prices go before rates.
 */
export function actualUsd(route: Priced, model: Model, size: ImageSize, usage: Usage | undefined): number | undefined {
  if (usage?.costUsd !== undefined) return usage.costUsd;
  const byTokens = route.preset.billedBy === 'tokens' && !offerOf(route, model)?.ownPrices;
  if (byTokens && model.rates && usage?.imageTokens) {
    const { input, image, text } = model.rates;
    const micro = (usage.inputTokens ?? 0) * input + usage.imageTokens * image + (usage.textTokens ?? 0) * text;
    if (micro <= mostPictureUsd * 1_000_000) return micro / 1_000_000;
  }
  return estimateUsd(route, model, size);
}

/** A price as people read it, with three decimals below a dollar where the third one matters. */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  return usd < 1 ? `$${usd.toFixed(3).replace(/0$/, '')}` : `$${usd.toFixed(2)}`;
}

/** Tokens of thinking that an answer without a picture may have used. */
const thinkingTokens = 2_000;

/** US dollars that a failed attempt may have cost: the price of a picture, or of its tokens where a service bills only those. */
export function mayHaveCostUsd(
  { kind, toldPaid }: Pick<FailureFacts, 'kind' | 'toldPaid'>,
  route: Pick<Route, 'id' | 'preset' | 'wire' | 'firstParty'>,
  model: Model,
  size: ImageSize,
): number | undefined {
  const isCheap = kind === 'noImage' && !toldPaid && route.preset.pictureless === 'tokens' && route.firstParty;
  const cheap = isCheap ? model.rates : undefined;
  return cheap ? (thinkingTokens * cheap.text) / 1_000_000 : estimateUsd(route, model, size);
}
