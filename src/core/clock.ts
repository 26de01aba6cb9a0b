/** Time as the core sees it, so that tests and simulations can bring their own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with the signal's reason at once when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 (included) to 1, for jitter. */
  random(): number;
}
