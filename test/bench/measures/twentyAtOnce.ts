import { Arena } from '../arena';
import type { Contestant } from '../contestant';

export interface AtOnce {
  readonly delivered: number;
  readonly paid: number;
}

const jobs = 20;

/** Twenty jobs of one client at the same time, whose first route answers everything with 503. */
export function twentyAtOnce(contestant: Contestant): Promise<AtOnce> {
  return Arena.within(async (arena) => {
    const client = arena.enter(contestant);
    arena.relayFaults({ do: 'error', error: 'overloaded' }, Infinity);
    const ends = await Promise.allSettled(Array.from({ length: jobs }, () => client.generate()));
    const delivered = ends.filter((end) => end.status === 'fulfilled' && end.value === 'picture').length;
    return { delivered, paid: arena.counts().paid };
  });
}
