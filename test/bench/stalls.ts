/**
 * Looks as often as it can whether it is let: the longest gap between two looks, in milliseconds, is the longest time in which
 * nothing else could run.
 */
export function watchStalls(): { stop(): Promise<number> } {
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
