import { Arena } from '../arena';
import type { Client, Contestant } from '../contestant';
import { median } from '../median';

export interface DownRoute {
  /** Calls of the dead route for each job, once three jobs have met it. */
  readonly callsPerJob: number;
  /** Seconds that such a job takes longer than one whose first route is well. */
  readonly secondsLostPerJob: number;
  readonly delivered: number;
}

const deadAfterMs = 300;
const jobs = 12;
const learning = 3;

/** One client, job after job, while the first route takes 0.3 s for each 503. */
export async function downRoute(contestant: Contestant): Promise<DownRoute> {
  const usual = await Arena.within((arena) => timesOf(arena.enter(contestant)));
  return Arena.within(async (arena) => {
    arena.relayFaults({ do: 'error', error: 'overloaded', after: deadAfterMs }, Infinity);
    let delivered = 0;
    let callsWhileLearning = 0;
    const client = arena.enter(contestant);
    const taken = await timesOf(client, (end, job) => {
      if (end === 'picture') delivered += 1;
      if (job + 1 === learning) callsWhileLearning = arena.counts().relayCalls;
    });
    const lost = median(taken.slice(learning)) - median(usual.slice(learning));
    const calls = arena.counts().relayCalls - callsWhileLearning;
    return {
      callsPerJob: Number((calls / (jobs - learning)).toFixed(2)),
      secondsLostPerJob: Math.max(0, Number((lost / 1000).toFixed(2))),
      delivered,
    };
  });
}

async function timesOf(client: Client, onEnd?: (end: string, job: number) => void): Promise<number[]> {
  const taken: number[] = [];
  for (let job = 0; job < jobs; job += 1) {
    const start = performance.now();
    const end = await client.generate().catch(() => 'nothing');
    taken.push(performance.now() - start);
    onEnd?.(end, job);
  }
  return taken;
}
