/** Gives back a place that was taken. */
export type Release = () => void;

/** Bounds how many requests a route has at once; the others wait in order. */
export class RouteQueues {
  readonly #queues = new Map<string, { free: number; readonly waiting: (() => void)[] }>();

  /** Waits for a place on the route; rejects with the signal's reason when the job is cancelled meanwhile. */
  async enter(routeId: string, places: number, signal: AbortSignal): Promise<Release> {
    signal.throwIfAborted();
    const queue = this.#queues.get(routeId) ?? { free: places, waiting: [] };
    this.#queues.set(routeId, queue);
    if (queue.free > 0) queue.free -= 1;
    else await wait(queue.waiting, signal);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = queue.waiting.shift();
      if (next) next();
      else queue.free += 1;
    };
  }
}

function wait(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      signal.removeEventListener('abort', abort);
      resolve();
    };
    const abort = (): void => {
      const place = waiting.indexOf(turn);
      if (place >= 0) waiting.splice(place, 1); // else it would be somebody else's
      reject(signal.reason as Error);
    };
    waiting.push(turn);
    signal.addEventListener('abort', abort, { once: true });
  });
}
