import type { Contestant } from '../contestant';
import { rounded } from '../median';
import { takeTurns } from './turns';

/** For each contestant: a job with a failover, as a multiple of one without, where a service takes 0.3 s for a picture. */
export async function failoverTimes(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<Record<string, number>> {
  const { clients } = await takeTurns(contestants, { latencyMs: 300, rounds });
  return Object.fromEntries(clients.map(({ name, direct, failover }) => [name, rounded(failover / direct)]));
}
