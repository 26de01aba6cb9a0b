import type { FailureKind } from '../../src/core/failures/policy';
import { drawArrivals, drawsFor } from './draws';
import type { Scenario, ScenarioRoute } from './scenario';
import type { BillEntry } from './service';
import { Service } from './service';
import { VirtualClock } from '../harness/virtualClock';

/** What a client says of one job. */
export interface JobEnd {
  readonly delivered: boolean;
  /** Why not. */
  readonly failure?: FailureKind | undefined;
  /** How often its user agreed to a request that may be paid twice. */
  readonly consents: number;
  /** Whether the client says that it may have been charged for more than it delivered. */
  readonly mayHavePaid: boolean;
}

/** One job from outside: its client's words beside the true bill. */
export interface JobResult extends JobEnd {
  readonly job: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly paidCalls: number;
  readonly paidUsd: number;
}

/** One run's time and services. */
export interface World {
  readonly clock: VirtualClock;
  service(id: string): Service;
}

/** A way to make pictures: called once a run, and what it gives once a job. */
export type Client = (world: World, scenario: Scenario) => (job: number) => Promise<JobEnd>;

/** Plays a scenario with one client. The same scenario gives the same results, whoever was played before. */
export async function play(scenario: Scenario, client: Client): Promise<JobResult[]> {
  const { seed, startsAt, jobs, routes } = scenario;
  const clock = new VirtualClock({ now: Date.parse(startsAt), random: drawsFor(seed, 'jitter') });
  const bill: BillEntry[] = [];
  const serviceOf = (route: ScenarioRoute): [string, Service] => [
    route.id,
    new Service(route, clock, drawsFor(seed, 'route', route.id), bill),
  ];
  const services = new Map(routes.map(serviceOf));
  const service = (id: string): Service => {
    const found = services.get(id);
    if (!found) throw new Error(`There is no service "${id}" in the scenario.`);
    return found;
  };
  const start = client({ clock, service }, scenario);
  const ends = await clock.run(() => runAll(clock, drawArrivals(jobs, drawsFor(seed, 'arrivals')), start));
  const perJob = Map.groupBy(bill, ({ job }) => job);
  return ends.map((end) => {
    const entries = perJob.get(end.job) ?? [];
    return { ...end, paidCalls: entries.length, paidUsd: entries.reduce((sum, { usd }) => sum + usd, 0) };
  });
}

async function runAll(
  clock: VirtualClock,
  arrivals: readonly number[],
  start: (job: number) => Promise<JobEnd>,
): Promise<Omit<JobResult, 'paidCalls' | 'paidUsd'>[]> {
  const opened = clock.elapsed();
  const running: Promise<Omit<JobResult, 'paidCalls' | 'paidUsd'>>[] = [];
  for (const [job, at] of arrivals.entries()) {
    await clock.sleep(opened + at - clock.elapsed());
    const startedAt = clock.elapsed();
    running.push(start(job).then((end) => ({ ...end, job, startedAt, endedAt: clock.elapsed() })));
  }
  return Promise.all(running);
}
