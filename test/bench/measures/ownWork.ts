import type { Contestant } from '../contestant';
import { rounded } from '../median';
import { takeTurns } from './turns';

/** A client's own work until the picture is there, where services take no time, as multiples of a bare `fetch` of the same answer. */
export interface OwnWork {
  readonly direct: number;
  readonly withFailover: number;
}

export async function ownWork(contestants: readonly Contestant[], rounds: number): Promise<Record<string, OwnWork>> {
  const { bare, clients } = await takeTurns(contestants, { latencyMs: 0, rounds });
  return Object.fromEntries(
    clients.map(({ name, direct, failover }) => [
      name,
      { direct: rounded(direct / bare), withFailover: rounded(failover / bare) },
    ]),
  );
}
