import { Arena } from '../arena';
import type { Contestant } from '../contestant';
import { prompt } from '../contestant';
import { median } from '../median';

/** Medians in milliseconds. */
interface Turns {
  /** A bare `fetch` of the same answer. */
  readonly bare: number;
  readonly clients: readonly {
    readonly name: string;
    /** The first route delivers. */
    readonly direct: number;
    /** The first route says 503 at once. */
    readonly failover: number;
  }[];
}

const warmUp = 3;

/** Times jobs, each of a new client. All take turns, so that a slow moment of the machine hits them all. */
export function takeTurns(
  contestants: readonly Contestant[],
  { latencyMs, rounds }: { readonly latencyMs: number; readonly rounds: number },
): Promise<Turns> {
  return Arena.within(async (arena) => {
    const bare: number[] = [];
    const taken = contestants.map((contestant) => ({ contestant, direct: [] as number[], failover: [] as number[] }));
    for (let round = -warmUp; round < rounds; round += 1) {
      const keep = (list: number[], ms: number): void => void (round >= 0 && list.push(ms));
      keep(bare, await timed(() => bareAnswer(arena)));
      for (const { contestant, direct, failover } of taken) {
        keep(direct, await timeOfJob(contestant, arena));
        arena.relayFaults({ do: 'error', error: 'overloaded' });
        keep(failover, await timeOfJob(contestant, arena));
      }
    }
    const clients = taken.map(({ contestant: { name }, direct, failover }) => ({
      ...{ name, direct: median(direct), failover: median(failover) },
    }));
    return { bare: median(bare), clients };
  }, latencyMs);
}

async function timeOfJob(contestant: Contestant, arena: Arena): Promise<number> {
  const client = arena.enter(contestant);
  const ms = await timed(async () => {
    if ((await client.generate()) !== 'picture') throw new Error('there is no picture to take the time of');
  });
  await client.settled?.();
  return ms;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function bareAnswer(arena: Arena): Promise<void> {
  const { officialUrl, officialKey, modelId } = arena.places(0);
  const response = await fetch(`${officialUrl}/v1beta/models/${modelId}:generateContent`, {
    method: 'POST',
    headers: { 'x-goog-api-key': officialKey, 'content-type': 'application/json' },
    body: JSON.stringify({ contents: [{ role: 'user', parts: [{ text: prompt }] }] }),
  });
  if (!response.ok) throw new Error(`the emulator answered ${response.status}`);
  await response.json();
}
