import type { FailureKind } from '../../src/core/failures/policy';
import type { JobResult } from './world';

/** The numbers of one run. Shares are of the jobs; what no picture was made for has no number. */
export interface Tally {
  readonly jobs: number;
  readonly delivered: number;
  readonly deliveredShare: number;
  readonly paidCalls: number;
  readonly paidUsd: number;
  /** Jobs that were charged more than once. */
  readonly paidTwice: number;
  /** Those of them whose user never agreed to it. */
  readonly paidTwiceUnasked: number;
  /** Jobs that were charged and got no picture. */
  readonly paidForNothing: number;
  /** Jobs without a picture whose client says that they may have been charged. */
  readonly saidMayHavePaid: number;
  readonly paidCallsPerPicture?: number | undefined;
  readonly usdPerPicture?: number | undefined;
  readonly secondsToPicture?: Percentiles | undefined;
  /** How long a job took that ended without a picture. */
  readonly secondsToFailure?: Percentiles | undefined;
  readonly failures: Readonly<Partial<Record<FailureKind, number>>>;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Adds up what became of all jobs. `switching`: the settings allow one request that may be paid twice, unasked. */
export function tallyOf(results: readonly JobResult[], switching: boolean): Tally {
  const delivered = results.filter((result) => result.delivered);
  const failed = results.filter((result) => !result.delivered);
  const twice = results.filter(({ paidCalls }) => paidCalls > 1);
  const paidCalls = sum(results.map((result) => result.paidCalls));
  const paidUsd = sum(results.map((result) => result.paidUsd));
  const perPicture = (value: number, digits: number): number | undefined =>
    delivered.length === 0 ? undefined : rounded(value / delivered.length, digits);
  return {
    jobs: results.length,
    delivered: delivered.length,
    deliveredShare: rounded(delivered.length / results.length, 5),
    paidCalls,
    paidUsd: rounded(paidUsd, 3),
    paidTwice: twice.length,
    paidTwiceUnasked: switching ? 0 : twice.filter(({ paidCalls: calls, consents }) => calls > consents + 1).length,
    paidForNothing: failed.filter((result) => result.paidCalls > 0).length,
    saidMayHavePaid: failed.filter(({ mayHavePaid }) => mayHavePaid).length,
    paidCallsPerPicture: perPicture(paidCalls, 3),
    usdPerPicture: perPicture(paidUsd, 4),
    secondsToPicture: percentiles(delivered),
    secondsToFailure: percentiles(failed),
    failures: countsOf(failed),
  };
}

function percentiles(results: readonly JobResult[]): Percentiles | undefined {
  if (results.length === 0) return undefined;
  const seconds = results.map(({ startedAt, endedAt }) => (endedAt - startedAt) / 1000).sort((a, b) => a - b);
  const at = (share: number): number => rounded(seconds[Math.ceil(seconds.length * share) - 1] ?? 0, 1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function countsOf(failed: readonly JobResult[]): Tally['failures'] {
  const counts: Partial<Record<FailureKind, number>> = {};
  for (const { failure } of failed) if (failure) counts[failure] = (counts[failure] ?? 0) + 1;
  return counts;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
