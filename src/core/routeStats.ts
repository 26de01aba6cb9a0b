import type { FailureKind } from './failure';
import { failureKinds } from './failure';

/** The facts of an attempt that statistics need; times in milliseconds since 1970. */
export interface PastAttempt {
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly failure?: string | undefined;
}

/** How a route has done. */
export interface RouteStats {
  readonly tries: number;
  /** From 0 to 1; undefined before the first try. */
  readonly successRate: number | undefined;
  /** Milliseconds to a picture. */
  readonly medianMs: number | undefined;
  readonly lastFailure: { readonly kind: FailureKind; readonly at: number } | undefined;
}

/** Sums up attempts, newest first. What the user cancelled says nothing of a route. */
export function routeStats(attempts: readonly PastAttempt[]): RouteStats {
  const counted = attempts.filter(({ endedAt, failure }) => endedAt !== undefined && failure !== 'cancelled');
  const delivered = counted.filter(({ failure }) => failure === undefined);
  // rows of versions that measured with the wall's clock may end before they began
  const times = delivered
    .map(({ startedAt, endedAt = startedAt }) => Math.max(0, endedAt - startedAt))
    .sort((a, b) => a - b);
  const failed = counted.find(({ failure }) => failure !== undefined);
  const kind = failureKinds.find((known) => known === failed?.failure);
  return {
    tries: counted.length,
    successRate: counted.length === 0 ? undefined : delivered.length / counted.length,
    medianMs: times[Math.floor(times.length / 2)],
    lastFailure: failed && kind ? { kind, at: failed.startedAt } : undefined,
  };
}
