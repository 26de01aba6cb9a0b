import type { FailureFacts } from '../failures/failure';
import type { Cost, PriceKind } from '../money/priceKind';
import type { ImageSize, Usage } from '../pictures/image';
import type { Model, Prices, TokenRates } from './models';
import type { Route } from './route';
import { offerOf } from './route';

/** US dollars. No picture costs more: an amount above that, or below zero, is not believed. */
export const mostPictureUsd = 100;

/** What the price of a route's pictures depends on. */
export type Priced = Pick<Route, 'id' | 'preset' | 'wire' | 'billing'>;

/** Whether a route's pictures are billed by their tokens: as its user says of the key, else as its service does it. */
export function isBilledByTokens({ billing, preset }: Pick<Route, 'billing' | 'preset'>): boolean {
  return billing === undefined ? preset.billedBy === 'tokens' : billing === 'perToken';
}

/** US dollars that one picture should cost on a route; undefined where no price is known. */
export function estimateUsd(route: Priced, model: Model, size: ImageSize): number | undefined {
  return ownPrice(route, model, size) ?? pricesOn(route, model)?.[size];
}

/** What the user says that a picture costs on a route. It goes before all that we know of prices. */
function ownPrice(route: Priced, model: Model, size: ImageSize): number | undefined {
  const offer = offerOf(route, model);
  return offer?.ownPrices?.includes(size) ? offer.prices[size] : undefined;
}

/** A relay that has a price for a call, and bills this key by tokens, takes the maker's prices as far as anybody knows. */
function pricesOn(route: Priced, model: Model): Prices | undefined {
  const offer = offerOf(route, model);
  const isOther = route.billing === 'perToken' && route.preset.billedBy === 'picture';
  return offer && isOther ? model.offers.google?.prices : offer?.prices;
}

/**
 * What an answer with a picture cost: what it says itself, else the user's own price, else what its tokens cost at the maker's rates
 * where they are what is billed and the sum can be believed, else the price that is known of a picture.
 */
export function actualCost(route: Priced, model: Model, size: ImageSize, usage: Usage | undefined): Cost {
  if (usage?.costUsd !== undefined && (usage.costUsd > 0 || maySayFree(route, model, size))) {
    return { usd: usage.costUsd, kind: 'reported' };
  }
  const isMeasurable = isBilledByTokens(route) && ownPrice(route, model, size) === undefined && usage?.imageTokens;
  return (isMeasurable ? measured(model, usage) : undefined) ?? tableCost(route, model, size);
}

/** A service that does not tell costs, and has a price, does not make a picture free with a nought that it writes everywhere. */
function maySayFree(route: Priced, model: Model, size: ImageSize): boolean {
  return route.preset.tellsCosts || !estimateUsd(route, model, size);
}

/** What a picture should cost. `estimated`: what is billed are tokens, and their number is a guess. */
export function tableCost(route: Priced, model: Model, size: ImageSize): Cost {
  const own = ownPrice(route, model, size);
  if (own !== undefined) return { usd: own, kind: 'listed' };
  const usd = estimateUsd(route, model, size);
  if (usd === undefined) return { usd, kind: 'unknown' };
  return { usd, kind: isBilledByTokens(route) ? 'estimated' : 'listed', pricedOn: model.pricesFrom };
}

/** What the tokens of an answer cost at the maker's rates; undefined where nobody can say, or believe it. */
function measured({ rates, pricesFrom }: Model, usage: Usage): Cost | undefined {
  const usd = rates && usdOfTokens(rates, usage);
  return usd !== undefined && usd <= mostPictureUsd ? { usd, kind: 'measured', pricedOn: pricesFrom } : undefined;
}

/** Tokens that came from a cache are reckoned as the others: what they cost is published nowhere for these models. */
function usdOfTokens(rates: TokenRates, { inputTokens = 0, imageTokens = 0, textTokens = 0 }: Usage): number {
  return (inputTokens * rates.input + imageTokens * rates.image + textTokens * rates.text) / 1_000_000;
}

/** The kind of a price once somebody knows that it was charged. */
export function kindOnceCharged(kind: PriceKind | undefined): PriceKind {
  return kind === undefined || kind === 'unknown' ? 'estimated' : kind;
}

/** A price as people read it, with three decimals below a dollar where the third one matters. */
export function formatUsd(usd: number): string {
  if (usd === 0) return '$0';
  return usd < 1 ? `$${usd.toFixed(3).replace(/0$/, '')}` : `$${usd.toFixed(2)}`;
}

/** Tokens of thinking that an answer may have used. */
export const thinkingTokens = 2_000;

/**
 * What a failed attempt cost, or may have cost: nothing, what its answer says, the tokens of an answer without a picture where a
 * service bills only those, else the price of a picture.
 */
export function failedCost(
  facts: Pick<FailureFacts, 'kind' | 'charge' | 'costUsd' | 'toldPaid' | 'usage'>,
  route: Priced & Pick<Route, 'firstParty'>,
  model: Model,
  size: ImageSize,
): Cost {
  const { kind, charge, costUsd, toldPaid, usage } = facts;
  if (charge === 'none') return { usd: 0, kind: costUsd === undefined ? 'estimated' : 'reported' };
  if (costUsd !== undefined) return { usd: costUsd, kind: 'reported' };
  const isTokens = route.billing === 'perToken' || (route.preset.pictureless === 'tokens' && route.firstParty);
  const billsOnlyTokens = isTokens && !toldPaid;
  const isAnswer = kind === 'noImage' || kind === 'refused';
  const counted = billsOnlyTokens && isAnswer && usage ? measured(model, usage) : undefined;
  if (counted) return counted;
  const cheap = billsOnlyTokens && kind === 'noImage' ? model.rates : undefined;
  const guess: Cost = cheap
    ? { usd: (thinkingTokens * cheap.text) / 1_000_000, kind: 'estimated', pricedOn: model.pricesFrom }
    : tableCost(route, model, size);
  return charge === 'unknown' ? { ...guess, kind: 'unknown' } : guess;
}
