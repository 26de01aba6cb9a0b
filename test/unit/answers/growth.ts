/** Something to be done with an input that was made before; only the doing is measured. */
export type Run = () => unknown;

/** Milliseconds from which a measurement says more than the noise around it. */
const floorMs = 2;
const largest = 1024 * 1024;
const rounds = 3;
/** From here on a second round would show the same. */
const longMs = 200;

/**
 * By which factor the CPU time of a run grows when its input becomes four times as large: 4 where it is linear, 16 where it
 * is quadratic, less where a limit ends it. Begins with the smallest input, of at least `smallest` signs, whose time can be told from noise.
 */
export async function growth(make: (size: number) => Run, smallest = 16_384): Promise<number> {
  let size = smallest;
  let small = await cpuMs(make(size));
  while (small < floorMs && size < largest) {
    size *= 4;
    small = await cpuMs(make(size));
  }
  return (await cpuMs(make(size * 4))) / Math.max(small, floorMs);
}

/** The milliseconds of CPU that a run takes on this thread: the least of some rounds, since noise only adds to it. */
export async function cpuMs(run: Run): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds && !(round > 0 && least > longMs); round++) {
    const before = process.threadCpuUsage();
    await run();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
