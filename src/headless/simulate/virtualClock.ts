import type { Clock } from '../../core/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that jumps to the next thing to happen as soon as nobody has anything left to do at the present one. */
export class VirtualClock implements Clock {
  #now: number;
  readonly #random: () => number;
  /** Latest first; those of one time in the order in which they fell asleep, from the end. */
  readonly #sleepers: Sleeper[] = [];

  constructor(startsAt: number, random: () => number) {
    this.#now = startsAt;
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  elapsed(): number {
    return this.#now;
  }

  random(): number {
    return this.#random();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const abort = (): void => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason as Error);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { at: this.#now + ms, wake };
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.splice(this.#placeOf(sleeper.at), 0, sleeper);
    });
  }

  /** Lets time pass until the work is done. Throws when it waits for something that can no longer happen. */
  async run<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = (): void => void (over = true);
    work.then(end, end);
    for (;;) {
      // every promise that can go on now has gone on after this
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (over) return work;
      const next = this.#sleepers.pop();
      if (!next) throw new Error('The simulation stands still: a job waits for something that never happens.');
      this.#now = next.at;
      next.wake();
    }
  }

  #placeOf(at: number): number {
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sleepers[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
