import type { Clock } from '../../src/core/clock';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export interface VirtualClockOptions {
  /** What the wall clock shows at first, in milliseconds since 1970. */
  readonly now?: number;
  /** Where the steady clock begins; left out: at the same number. */
  readonly elapsed?: number;
  readonly random?: () => number;
  /** Called as somebody falls asleep, before it is looked at whether they may. */
  readonly onSleep?: () => void;
}

/**
 * Time for tests and simulations. Within `run` it jumps to the next thing to happen as soon as nobody has anything left to do
 * at the present one, so that any number may sleep at once. Outside, a sleep is over at once, and its time has passed.
 */
export class VirtualClock implements Clock {
  #elapsed: number;
  /** How far the wall clock is ahead of the steady one. */
  #ahead: number;
  #runs = false;
  readonly #random: () => number;
  readonly #onSleep: () => void;
  /** Latest first; those of one time in the order in which they fell asleep, from the end. */
  readonly #sleepers: Sleeper[] = [];
  /** How long was slept outside `run`, in order. */
  readonly waits: number[] = [];

  constructor({ now = 0, elapsed = now, random = () => 0.5, onSleep = () => undefined }: VirtualClockOptions = {}) {
    this.#elapsed = elapsed;
    this.#ahead = now - elapsed;
    this.#random = random;
    this.#onSleep = onSleep;
  }

  now(): number {
    return this.#elapsed + this.#ahead;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  random(): number {
    return this.#random();
  }

  /** Lets time pass, on both clocks. */
  pass(ms: number): void {
    this.#elapsed += ms;
  }

  /** Sets the wall clock forward or back; no time passes. */
  setWall(byMs: number): void {
    this.#ahead += byMs;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.#onSleep();
    signal?.throwIfAborted();
    if (this.#runs) return this.#asleep(ms, signal);
    this.waits.push(ms);
    this.pass(ms);
  }

  /** Lets time pass until the work is done. Throws when it waits for something that can no longer happen. */
  async run<T>(start: () => Promise<T>): Promise<T> {
    this.#runs = true;
    try {
      return await this.#drive(start());
    } finally {
      this.#runs = false;
    }
  }

  async #drive<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = (): void => void (over = true);
    work.then(end, end);
    for (;;) {
      // every promise that can go on now has gone on after this
      await new Promise<void>((resolve) => setImmediate(resolve));
      if (over) return work;
      const next = this.#sleepers.pop();
      if (!next) throw new Error('Time stands still: somebody waits for something that never happens.');
      this.#elapsed = next.at;
      next.wake();
    }
  }

  #asleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason as Error);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { at: this.#elapsed + ms, wake };
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.splice(this.#placeOf(sleeper.at), 0, sleeper);
    });
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
