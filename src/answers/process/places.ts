interface Waiting {
  readonly go: () => void;
  readonly stop: (reason: Error) => void;
}

/** Bounds how many do something at once; the others wait in line. */
export class Places {
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place, to be given back. Rejects with the signal's reason once that aborts. */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal);
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next.go();
    else this.#free += 1;
  }

  /** Ends the waiting of all who wait now. */
  stopAll(reason: Error): void {
    for (const { stop } of this.#waiting.splice(0)) stop(reason);
  }

  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (then: () => void): void => {
        signal?.removeEventListener('abort', abort);
        const place = this.#waiting.indexOf(turn);
        if (place >= 0) this.#waiting.splice(place, 1);
        then();
      };
      const abort = (): void => end(() => reject(signal?.reason as Error));
      const turn: Waiting = { go: () => end(resolve), stop: (reason) => end(() => reject(reason)) };
      this.#waiting.push(turn);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }
}
