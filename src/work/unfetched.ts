import type { Changes } from './changes';
import type { Ended, RunningJob } from './job';

/**
 * Pictures that were made, may have been paid for, and could not be fetched from their addresses. Each stays here until it is fetched
 * or the user gives it up.
 */
export class UnfetchedPictures {
  readonly #changes: Changes;
  readonly #fetches = new Map<string, () => RunningJob>();

  constructor(changes: Changes) {
    this.#changes = changes;
  }

  get count(): number {
    return this.#fetches.size;
  }

  /** Adds one, and returns what fetches it. Calling that again starts another fetch only if the last one has failed. */
  add(id: string, fetch: (again: () => RunningJob) => RunningJob): () => RunningJob {
    let running: RunningJob | undefined;
    const once = (): RunningJob => {
      if (running) return running;
      const job = fetch(once);
      running = job;
      void job.ended.then(({ kind }) => {
        if (kind === 'made') this.#forget(id);
        else running = undefined;
      });
      return job;
    };
    this.#fetches.set(id, once);
    this.#changes.fire();
    return once;
  }

  /** Tries all of them. */
  fetchAll(): Promise<Ended[]> {
    return Promise.all([...this.#fetches.values()].map((fetch) => fetch().ended));
  }

  /** Their answers stay in the inbox, and are offered again after the next start. */
  giveUp(): void {
    this.#fetches.clear();
    this.#changes.fire();
  }

  #forget(id: string): void {
    this.#fetches.delete(id);
    this.#changes.fire();
  }
}
