export const limitNames = ['daily', 'monthly', 'agentDaily', 'routeDaily'] as const;
export type LimitName = (typeof limitNames)[number];

/** A limit that a picture does not fit in. All sums are US dollars. */
export interface LimitReached {
  readonly limit: LimitName;
  readonly limitUsd: number;
  /** What was charged within the limit's day or month. */
  readonly spentUsd: number;
  /** What is under way, or may have been charged. */
  readonly reservedUsd: number;
  /** What the picture is expected to cost. */
  readonly nextUsd: number;
}
