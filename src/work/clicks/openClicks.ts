import type { Ended, RunningJob } from '../job';

/** A picture of a click that has failed while others of it are still being made. */
export interface FailedPart {
  readonly job: RunningJob;
  readonly ended: Exclude<Ended, { kind: 'made' }>;
}

interface OpenClick {
  readonly jobs: readonly RunningJob[];
  readonly failed: Map<RunningJob, FailedPart>;
}

/** The clicks of which pictures are still being made. What has failed of them is kept, since the click is told at its end only. */
export class OpenClicks {
  readonly #clicks = new Set<OpenClick>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Follows the jobs of a click to its end. */
  async follow(jobs: readonly RunningJob[]): Promise<readonly Ended[]> {
    const click: OpenClick = { jobs, failed: new Map() };
    this.#clicks.add(click);
    const ends = await Promise.all(jobs.map((job) => this.#followOne(click, job)));
    this.#clicks.delete(click);
    this.#onChange();
    return ends;
  }

  /** What failed, at its place among those of its click that are still running. */
  among(running: readonly RunningJob[]): readonly (RunningJob | FailedPart)[] {
    const shown = new Set<OpenClick>();
    return running.flatMap((job): (RunningJob | FailedPart)[] => {
      const click = [...this.#clicks].find(({ jobs }) => jobs.includes(job));
      if (!click) return [job];
      if (shown.has(click)) return [];
      shown.add(click);
      return click.jobs.flatMap((one): (RunningJob | FailedPart)[] => {
        const part = running.includes(one) ? one : click.failed.get(one);
        return part ? [part] : [];
      });
    });
  }

  async #followOne({ failed }: OpenClick, job: RunningJob): Promise<Ended> {
    const ended = await job.ended;
    if (ended.kind !== 'made' && !isCancelled(ended)) failed.set(job, { job, ended });
    this.#onChange();
    return ended;
  }
}

/** Whoever has cancelled it knows. */
function isCancelled(ended: Ended): boolean {
  return ended.kind === 'failed' && ended.outcome.failure.kind === 'cancelled';
}
