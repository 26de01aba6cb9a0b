import { randomUUID } from 'node:crypto';
import type { Clock } from '../core/clock';
import type { Changes } from './changes';
import type { ClickPart, Ended, RunningJob } from './job';
import type { Progress } from './progress';

/** What the work of one job gets from `RunningJobs`. */
export interface JobHandle {
  readonly id: string;
  readonly signal: AbortSignal;
  /** The window goes, and the job with it: no choice of the user. */
  readonly interrupted: boolean;
  progress(change: (progress: Progress) => Progress): void;
  /** The picture is there, and only has to be saved. */
  arrived(): void;
}

/** The jobs under way, from their first moment to their end. */
export class RunningJobs {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #running = new Map<string, RunningJob>();
  readonly #interrupted = new Set<string>();
  #ticking: AbortController | undefined;

  constructor(clock: Clock, changes: Changes) {
    this.#clock = clock;
    this.#changes = changes;
  }

  get all(): readonly RunningJob[] {
    return [...this.#running.values()];
  }

  /** Begins a job; where `run` throws, it ends as `broken`. */
  begin(
    prompt: string,
    step: Progress['step'],
    run: (handle: JobHandle) => Promise<Ended>,
    part?: ClickPart,
  ): RunningJob {
    const id = randomUUID();
    const stop = new AbortController();
    const arrival = Promise.withResolvers<void>();
    let progress: Progress = { step, since: this.#clock.elapsed() };
    const interrupted = this.#interrupted;
    const handle: JobHandle = {
      id,
      signal: stop.signal,
      get interrupted() {
        return interrupted.has(id);
      },
      progress: (change) => {
        progress = change(progress);
        this.#changes.fire();
      },
      arrived: arrival.resolve,
    };
    const running: RunningJob = {
      id,
      part,
      prompt,
      get progress() {
        return progress;
      },
      get cancelling() {
        return stop.signal.aborted;
      },
      cancel: () => {
        stop.abort();
        this.#changes.fire();
      },
      arrived: arrival.promise,
      ended: this.#toItsEnd(handle, run),
    };
    this.#running.set(id, running);
    void this.#tick();
    this.#changes.fire();
    return running;
  }

  cancelAll(): void {
    for (const job of this.#running.values()) job.cancel();
  }

  /** Ends all jobs since their window goes. Those that the user was cancelling stay cancelled. */
  interruptAll(): void {
    for (const job of this.#running.values()) {
      if (!job.cancelling) this.#interrupted.add(job.id);
      job.cancel();
    }
  }

  dispose(): void {
    this.interruptAll();
    this.#stopTicking();
  }

  async #toItsEnd(handle: JobHandle, run: (handle: JobHandle) => Promise<Ended>): Promise<Ended> {
    try {
      await Promise.resolve(); // so that the job is in the list before it does anything
      return await run(handle);
    } catch (error) {
      return { kind: 'broken', error };
    } finally {
      handle.arrived();
      this.#running.delete(handle.id);
      this.#interrupted.delete(handle.id);
      if (this.#running.size === 0) this.#stopTicking();
      this.#changes.fire();
    }
  }

  /** Updates the seconds that are shown. */
  async #tick(): Promise<void> {
    if (this.#ticking) return;
    const { signal } = (this.#ticking = new AbortController());
    while (!signal.aborted) {
      await this.#clock.sleep(1_000, signal).catch(() => undefined);
      if (!signal.aborted) this.#changes.fire();
    }
  }

  #stopTicking(): void {
    this.#ticking?.abort();
    this.#ticking = undefined;
  }
}
