/** Time as the core sees it, so that tests and simulations can bring their own. */
export interface Clock {
  /** The wall clock, in milliseconds since 1970, for people and for what is kept. It can be set: never measure with it. */
  now(): number;
  /**
   * A monotonic clock, in milliseconds since an arbitrary moment, for durations: nobody can set it. On some systems it stands
   * still while the machine sleeps.
   */
  elapsed(): number;
  /** Waits; rejects with the signal's reason at once when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 (included) to 1, for jitter. */
  random(): number;
}
