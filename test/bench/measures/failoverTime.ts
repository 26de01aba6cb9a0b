import { Arena } from '../arena';
import type { Client, Contestant } from '../contestant';
import { prompt } from '../contestant';
import { median } from '../median';

/** What a failover costs in time, without any absolute one. */
export interface FailoverTime {
  /** A job with a failover, as a multiple of one without, where a service takes 0.3 s for a picture. */
  readonly ofDirect: number;
  /** The client's own work where services take no time, as multiples of a bare `fetch` of the same answer. */
  readonly ownWorkDirect: number;
  readonly ownWorkWithFailover: number;
}

interface Times {
  readonly name: string;
  readonly direct: number;
  readonly failover: number;
}

/** How much longer a job takes whose first route says 503 at once. */
export async function failoverTimes(contestants: readonly Contestant[]): Promise<Record<string, FailoverTime>> {
  const instant = await takeTurns(contestants, { latencyMs: 0, rounds: 40 });
  const usual = await takeTurns(contestants, { latencyMs: 300, rounds: 12 });
  const entries = instant.clients.map(({ name, direct, failover }, index): [string, FailoverTime] => {
    const slow = usual.clients[index];
    return [
      name,
      {
        ofDirect: rounded((slow?.failover ?? NaN) / (slow?.direct ?? NaN)),
        ownWorkDirect: rounded(direct / instant.bare),
        ownWorkWithFailover: rounded(failover / instant.bare),
      },
    ];
  });
  return Object.fromEntries(entries);
}

const warmUp = 3;

/** Medians. All take turns, so that a slow moment of the machine hits them all. */
function takeTurns(
  contestants: readonly Contestant[],
  { latencyMs, rounds }: { readonly latencyMs: number; readonly rounds: number },
): Promise<{ readonly bare: number; readonly clients: readonly Times[] }> {
  return Arena.within(async (arena) => {
    const bare: number[] = [];
    const taken = contestants.map((contestant) => ({ contestant, direct: [] as number[], failover: [] as number[] }));
    for (let round = -warmUp; round < rounds; round += 1) {
      const keep = (list: number[], ms: number): void => void (round >= 0 && list.push(ms));
      keep(bare, await timed(() => bareAnswer(arena)));
      for (const { contestant, direct, failover } of taken) {
        keep(direct, await timed(() => picture(arena.enter(contestant))));
        arena.relayFaults({ do: 'error', error: 'overloaded' });
        keep(failover, await timed(() => picture(arena.enter(contestant))));
      }
    }
    const clients = taken.map(({ contestant: { name }, direct, failover }) => ({
      ...{ name, direct: median(direct), failover: median(failover) },
    }));
    return { bare: median(bare), clients };
  }, latencyMs);
}

async function picture(client: Client): Promise<void> {
  if ((await client.generate()) !== 'picture') throw new Error('there is no picture to take the time of');
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

function rounded(value: number): number {
  return Number(value.toFixed(2));
}
