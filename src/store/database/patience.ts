import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait for something that passes, such as another process's lock or a disk that is full for a moment. */
export const patienceMs = 5_000;

/** How long one try may wait for a lock, which blocks everything else in this process. */
export const lockWaitMs = 10;

/** When a wait that begins now ends, on the monotonic clock. */
export function patienceEnd(ms: number): number {
  return performance.now() + ms;
}

/**
 * Tries until it no longer fails for a reason that passes, or until `end`; then throws what it failed with. The first try is
 * made before this returns. Each try must be short: it blocks the process.
 */
export async function patiently<T>(run: () => T, end: number, isPassing: (error: unknown) => boolean): Promise<T> {
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (!isPassing(error) || performance.now() >= end) throw error;
    }
    await delay(10 + Math.random() * 40); // two that wait for each other must not meet again
  }
}
