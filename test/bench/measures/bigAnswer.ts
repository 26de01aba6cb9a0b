import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Client, Contestant } from '../contestant';
import { median } from '../median';

export interface BigAnswer {
  /** The longest time in which nothing else could run, in milliseconds; the worst of all rounds. */
  readonly longestStallMs: number;
  readonly megabytesPerSecond: number;
}

const rounds = 4;
const megabytes = 50;

/** Reads answers of 50 MB from a server in another thread. `wire`: which of the two routes is there. */
export async function bigAnswers(
  serverFile: string,
  readers: readonly { readonly name: string; readonly contestant: Contestant; readonly wire: 'relay' | 'official' }[],
): Promise<Record<string, BigAnswer>> {
  const server = new Worker(serverFile);
  const [port] = (await once(server, 'message')) as [number];
  const here = `http://127.0.0.1:${port}`;
  const nowhere = 'http://127.0.0.1:9';
  const results: Record<string, BigAnswer> = {};
  for (const { name, contestant, wire } of readers) {
    const client = contestant.create({
      ...{ relayUrl: wire === 'relay' ? here : nowhere, relayKey: 'test-key-not-real' },
      ...{ officialUrl: wire === 'official' ? here : nowhere, officialKey: 'test-key-not-real' },
      modelId: 'gemini-3.1-flash-image',
      patienceMs: 60_000,
    });
    results[name] = await read(client);
  }
  await server.terminate();
  return results;
}

async function read(client: Client): Promise<BigAnswer> {
  const stalls: number[] = [];
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const probe = startProbe();
    const start = performance.now();
    if ((await client.generate()) !== 'picture') throw new Error('the answer of 50 MB was read without its picture');
    taken.push(performance.now() - start);
    stalls.push(await probe.stop());
  }
  return {
    longestStallMs: Math.round(Math.max(...stalls)),
    megabytesPerSecond: Math.round(megabytes / (median(taken) / 1000)),
  };
}

/** Looks as often as it can whether it is let: the longest gap between two looks is the longest stall. */
function startProbe(): { stop(): Promise<number> } {
  let last = performance.now();
  let longest = 0;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  return {
    async stop() {
      await new Promise((resolve) => setTimeout(resolve, 5));
      look();
      clearInterval(timer);
      return longest;
    },
  };
}
