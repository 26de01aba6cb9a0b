/** Time as the core sees it, so that tests and simulations can bring their own. */
export interface Clock {
  /** Milliseconds since 1970, for people and for what is kept. People and machines set this clock: never measure with it. */
  now(): number;
  /**
   * Milliseconds since a moment that means nothing, for durations: nobody sets this clock. While a machine sleeps it stands
   * still on some systems.
   */
  elapsed(): number;
  /** Waits; rejects with the signal's reason at once when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 (included) to 1, for jitter. */
  random(): number;
}
