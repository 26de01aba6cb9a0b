/** Until it is stopped, looks as often as it can whether the main thread is free. */
export interface Stalls {
  /** The longest gap between two looks, in milliseconds: so long nothing else could run. It holds what the system gave to others. */
  stop(): Promise<number>;
  /** The most milliseconds of the processor that the thread has used in one such gap: its own part of it. Known once stopped. */
  readonly longestWorkMs: number;
}

export function watchStalls(): Stalls {
  let [last, lastCpu] = [performance.now(), cpuMs()];
  let [longest, longestWork] = [0, 0];
  const look = (): void => {
    const [now, cpu] = [performance.now(), cpuMs()];
    longest = Math.max(longest, now - last);
    longestWork = Math.max(longestWork, cpu - lastCpu);
    [last, lastCpu] = [now, cpu];
  };
  const timer = setInterval(look, 1);
  return {
    async stop() {
      await new Promise((resolve) => setTimeout(resolve, 5));
      look();
      clearInterval(timer);
      return longest;
    },
    get longestWorkMs() {
      return longestWork;
    },
  };
}

/** Of this thread alone. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
