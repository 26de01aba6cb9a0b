import type { FailureKind } from '../failures/policy';
import { failureKinds } from '../failures/policy';

/** The facts of an attempt that statistics need; times in milliseconds since 1970. */
interface PastAttempt {
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly failure?: string | undefined;
}

/** How a route has done. */
export interface RouteStats {
  readonly tries: number;
  /** How many of them made a picture. */
  readonly delivered: number;
  /** Milliseconds to a picture. */
  readonly medianMs: number | undefined;
  readonly lastFailure: { readonly kind: FailureKind; readonly at: number } | undefined;
}

/** Sums up attempts, which are given newest first. One that the user cancelled says nothing about its route. */
export function routeStats(attempts: readonly PastAttempt[]): RouteStats {
  const counted = attempts.filter(({ endedAt, failure }) => endedAt !== undefined && failure !== 'cancelled');
  const delivered = counted.filter(({ failure }) => failure === undefined);
  // earlier versions measured with the wall clock, so that a row may end before it began
  const times = delivered
    .map(({ startedAt, endedAt = startedAt }) => Math.max(0, endedAt - startedAt))
    .sort((a, b) => a - b);
  const failed = counted.find(({ failure }) => failure !== undefined);
  const kind = failureKinds.find((known) => known === failed?.failure);
  return {
    tries: counted.length,
    delivered: delivered.length,
    medianMs: times[Math.floor(times.length / 2)],
    lastFailure: failed && kind ? { kind, at: failed.startedAt } : undefined,
  };
}
