/** Calls `run` after some milliseconds, unless the returned function was called before. */
type Timer = (run: () => void, ms: number) => () => void;

/**
 * Turns many requests into few runs: the first runs at once, the following ones together when `ms` have passed since
 * the last run. The last request is always served.
 */
export class Coalescer {
  readonly #run: () => void;
  readonly #ms: number;
  readonly #timer: Timer;
  #stopTimer: (() => void) | undefined;
  #wanted = false;

  constructor(run: () => void, ms: number, timer: Timer) {
    this.#run = run;
    this.#ms = ms;
    this.#timer = timer;
  }

  request(): void {
    this.#wanted = true;
    if (!this.#stopTimer) this.flush();
  }

  /** Serves what was requested now, without waiting. */
  flush(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    this.#stopTimer?.();
    this.#stopTimer = this.#timer(() => this.#timePassed(), this.#ms);
    this.#run();
  }

  #timePassed(): void {
    this.#stopTimer = undefined;
    this.flush();
  }

  /** Drops what was requested and not yet served. */
  dispose(): void {
    this.#wanted = false;
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
