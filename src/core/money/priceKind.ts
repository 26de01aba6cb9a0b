/**
 * How a price is known. `measured`: from the tokens that an answer counts. `reported`: the service said a sum. `listed`: the price of
 * a call. `estimated`: from our own tables. `unknown`: something may have been charged, and nobody can say how much.
 */
export const priceKinds = ['measured', 'reported', 'listed', 'estimated', 'unknown'] as const;
export type PriceKind = (typeof priceKinds)[number];

/** What was, or may have been, charged, and how that is known. */
export interface Cost {
  /** US dollars; undefined where no price is known. */
  readonly usd: number | undefined;
  readonly kind: PriceKind;
  /** The day (YYYY-MM-DD) from which the price holds that it was reckoned with; none for a sum that somebody said. */
  readonly pricedOn?: string | undefined;
}
