import { GenerationFailure } from '../failures/failure';
import type { Clock } from '../clock';
import type { AttemptDeps } from './attempts';
import type { FailoverDeps } from './failover';
import type { Health } from './health';
import type { Providers } from './provider';
import type { RouteQueues } from './queue';

/** What all jobs of one process share. */
export interface SharedDeps {
  readonly clock: Clock;
  readonly health: Health;
  readonly queues: RouteQueues;
  readonly providers: Providers;
  readonly check?: Exclude<FailoverDeps['check'], undefined>;
}

/** What each job brings along. Where a question is left out, nobody is there to be asked: the answer is no, and a slow request is waited for. */
export interface JobDeps
  extends
    Pick<AttemptDeps, 'credential' | 'recorder'>,
    Partial<Pick<FailoverDeps, 'ask' | 'askSlow' | 'onEvent' | 'stagingFolders'>> {}

/** The one place where a job's failover is put together, for the window, the doors, simulations and benchmarks alike. */
export function failoverDeps({ providers, queues, ...shared }: SharedDeps, job: JobDeps): FailoverDeps {
  return {
    ...shared,
    enterNow: (route) => queues.enterNow(route.id, route.preset.concurrency),
    enter: (route, signal) => queues.enter(route.id, route.preset.concurrency, signal),
    provider: ({ id, wire }) => {
      const provider = providers[wire];
      if (provider) return provider;
      throw new GenerationFailure({ kind: 'unsupported', charge: 'none', route: id });
    },
    ...job,
    ask: job.ask ?? (async () => false),
    onEvent: job.onEvent ?? (() => undefined),
  };
}
