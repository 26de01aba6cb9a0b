import type { Attempt } from '../core/run/attempts';
import type { FailoverEvent } from '../core/run/failover';
import type { Route } from '../core/services/route';

/** What a job has just learned; shown beside what it is doing. */
export type Learned = Extract<FailoverEvent, { type: 'failed' | 'successor' | 'allResting' }>;

/** What a job does now. */
export type Step =
  | Extract<FailoverEvent, { type: 'trying' | 'waiting' }>
  | { readonly type: 'working' | 'fetching' | 'saving' }
  /** Somebody is asked for a key. */
  | { readonly type: 'keyWanted'; readonly route: Route };

/** Where a job is. The words for it are made where it is shown. */
export interface Progress {
  readonly learned?: Learned | undefined;
  /** The attempts that failed so far, the first one first. Left out: none. */
  readonly failed?: readonly Attempt[] | undefined;
  readonly step: Step;
  /** When the step began, on the monotonic clock; undefined where nobody needs to know how long it takes. */
  readonly since?: number | undefined;
}

/** Where a job is after an event. */
export function progressAfter(progress: Progress, event: FailoverEvent, now: number): Progress {
  switch (event.type) {
    case 'trying':
    case 'waiting':
      return { ...progress, step: event, since: now };
    case 'failed':
      return {
        learned: event.attempt.failure && event,
        failed: [...(progress.failed ?? []), event.attempt],
        step: { type: 'working' },
        since: now,
      };
    case 'successor':
    case 'allResting':
      return { ...progress, learned: event, since: now };
    case 'sent':
      return progress;
  }
}

/** Milliseconds until the routes are tried again, and until the job gives up: never less than the former. */
export interface WaitLeft {
  readonly retryMs: number;
  readonly endMs: number;
}

/** What is left of the wait of a job; undefined where it does not wait. `now`: on the monotonic clock. */
export function waitLeft({ step, since = 0 }: Progress, now: number): WaitLeft | undefined {
  if (step.type !== 'waiting') return undefined;
  const retryMs = Math.max(0, step.ms - Math.max(0, now - since));
  return { retryMs, endMs: retryMs + Math.max(0, step.leftMs) };
}
