/** Gives back a place that was taken. */
export type Release = () => void;

interface Queue {
  free: number;
  readonly waiting: (() => void)[];
}

/** Bounds how many requests a route has at once; the others wait in order. */
export class RouteQueues {
  readonly #queues = new Map<string, Queue>();

  /** A place that is free now; undefined: there is none. */
  enterNow(routeId: string, places: number): Release | undefined {
    const queue = this.#of(routeId, places);
    if (queue.free === 0) return undefined;
    queue.free -= 1;
    return releaseOf(queue);
  }

  /** Waits for a place on the route; rejects with the signal's reason when the job is cancelled meanwhile. */
  async enter(routeId: string, places: number, signal: AbortSignal): Promise<Release> {
    signal.throwIfAborted();
    const now = this.enterNow(routeId, places);
    if (now) return now;
    const queue = this.#of(routeId, places);
    await wait(queue.waiting, signal);
    return releaseOf(queue);
  }

  #of(routeId: string, places: number): Queue {
    const queue = this.#queues.get(routeId) ?? { free: places, waiting: [] };
    this.#queues.set(routeId, queue);
    return queue;
  }
}

/** Gives a place that was taken to the next one; doing so twice does nothing. */
function releaseOf(queue: Queue): Release {
  let released = false;
  return () => {
    if (released) return;
    released = true;
    const next = queue.waiting.shift();
    if (next) next();
    else queue.free += 1;
  };
}

function wait(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    const abort = (): void => {
      const place = waiting.indexOf(turn);
      if (place >= 0) waiting.splice(place, 1); // -1 would remove the last one, which is another job's
      reject(signal.reason as Error);
    };
    waiting.push(turn);
    signal.addEventListener('abort', abort, { once: true });
  });
}
