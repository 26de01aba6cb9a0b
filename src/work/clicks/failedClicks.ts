import type { Ended, RunningJob } from '../job';
import type { Wanted } from '../wanted';

/** A failure that a tile of its own tells. What can still be fetched is not one: it is kept, and offered until it is there. */
export type ToldFailure = Extract<Ended, { kind: 'failed' | 'broken' }>;

/** What of one click failed for the same reason. */
export interface FailedTile {
  /** Of the first job. */
  readonly id: string;
  readonly job: RunningJob;
  readonly failures: readonly [ToldFailure, ...ToldFailure[]];
}

/** The failure that a tile tells; undefined: it was none, or another one. Whoever has cancelled a job knows. */
export function toldFailure(ended: Ended): ToldFailure | undefined {
  if (ended.kind !== 'failed') return ended.kind === 'broken' ? ended : undefined;
  const isOther = ended.outcome.failure.kind === 'cancelled' || ended.downloadAgain !== undefined;
  return isOther ? undefined : ended;
}

/** The failures of this window's clicks, each until it is dismissed, something is done about it, or the same is asked for again. */
export class FailedClicks {
  readonly #reasonOf: (failure: ToldFailure) => string;
  readonly #onChange: () => void;
  #tiles: readonly (FailedTile & { readonly click: object; readonly reason: string })[] = [];

  /** `reasonOf`: what failed for the same one is told once. */
  constructor(reasonOf: (failure: ToldFailure) => string, onChange: () => void) {
    this.#reasonOf = reasonOf;
    this.#onChange = onChange;
  }

  /** In the order in which they came. */
  get tiles(): readonly FailedTile[] {
    return this.#tiles;
  }

  /** Follows the jobs of a click to its end. */
  async follow(jobs: readonly RunningJob[]): Promise<readonly Ended[]> {
    const click = {};
    return Promise.all(jobs.map((job) => this.#followOne(click, job)));
  }

  /** Takes one away, and gives it. */
  take(id: string): FailedTile | undefined {
    const tile = this.#tiles.find((one) => one.id === id);
    if (tile) this.#keep((one) => one !== tile);
    return tile;
  }

  /** The same is asked for again. */
  forget(wanted: Pick<Wanted, 'prompt' | 'options'>): void {
    const wish = wishOf(wanted);
    this.#keep(({ failures: [first] }) => first.kind !== 'failed' || wishOf(first.wanted) !== wish);
  }

  async #followOne(click: object, job: RunningJob): Promise<Ended> {
    const ended = await job.ended;
    const failure = toldFailure(ended);
    if (failure) this.#add(click, job, failure);
    return ended;
  }

  #add(click: object, job: RunningJob, failure: ToldFailure): void {
    const reason = this.#reasonOf(failure);
    const same = this.#tiles.find((tile) => tile.click === click && tile.reason === reason);
    this.#tiles = same
      ? this.#tiles.map((tile) => (tile === same ? { ...same, failures: [...same.failures, failure] } : tile))
      : [...this.#tiles, { id: job.id, job, failures: [failure], click, reason }];
    this.#onChange();
  }

  #keep(wanted: (tile: FailedTile) => boolean): void {
    const left = this.#tiles.filter(wanted);
    if (left.length === this.#tiles.length) return;
    this.#tiles = left;
    this.#onChange();
  }
}

function wishOf({ prompt, options }: Pick<Wanted, 'prompt' | 'options'>): string {
  return JSON.stringify([prompt, options.model, options.size, options.ratio]);
}
