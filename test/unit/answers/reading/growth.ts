import assert from 'node:assert/strict';

/** Something to be done with an input that was made before; only the doing is measured. */
export type Run = () => unknown;

/** Milliseconds from which a measurement says more than the noise around it. */
const floorMs = 2;
const largest = 1024 * 1024;
/** How many signs it begins with. */
export const usual = 16_384;
const rounds = 3;
/**
 * Milliseconds of CPU after which a small input has hung its reader: some hundred times what any of them takes, so that no busy machine
 * and no garbage collection comes near it.
 */
export const hangMs = 5_000;
/** From here on a second round would show the same. */
const longMs = 200;

export interface Growth {
  /** How much longer four times the input takes: 4 where the time is linear, 16 where it is quadratic, less where a limit ends it. */
  readonly factor: number;
  /** Milliseconds of CPU for a million signs of the larger input. */
  readonly msPerMillion: number;
}

const tries = 6;
/** How much more input is given than at first, and what that may cost: 16 where it is linear, 256 where it is quadratic. */
const [more, most] = [16, 90];

/** Fails where the CPU time of a run grows as the square of its input. Bounds are wide: a busy machine fails none that is linear. */
export async function assertNotQuadratic(make: (size: number) => Run, size: number, what: string): Promise<void> {
  await make(size)(); // warm
  const seen: number[] = [];
  while (seen.length < tries) {
    const small = await cpuMs(make(size));
    const factor = (await cpuMs(make(size * more))) / Math.max(small, floorMs);
    if (factor <= most) return;
    seen.push(Math.round(factor));
  }
  assert.fail(`${what}: ${more} times the size took ${seen.join(', ')} times as long`);
}

/** How the CPU time of a run grows. Begins with the smallest input of at least `smallest` signs whose time can be told from noise. */
export async function growth(make: (size: number) => Run, smallest = usual): Promise<Growth> {
  let size = smallest;
  let small = await cpuMs(make(size));
  while (small < floorMs && size < largest) {
    size *= 4;
    small = await cpuMs(make(size));
  }
  const large = await cpuMs(make(size * 4));
  return { factor: large / Math.max(small, floorMs), msPerMillion: (large / (size * 4)) * 1_000_000 };
}

/** The milliseconds of CPU that a run takes: the least of some rounds, since noise only adds to it. */
export async function cpuMs(run: Run): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds && !(round > 0 && least > longMs); round++) {
    least = Math.min(least, await cpuMsOnce(run));
  }
  return least;
}

/** The milliseconds of CPU that this one run takes, with all that happens beside it in this process. */
export async function cpuMsOnce(run: Run): Promise<number> {
  // of the whole process: some kernels count that of a thread in steps of milliseconds
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
