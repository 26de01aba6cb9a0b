import type { Clock } from '../../core/clock';
import { errorWords } from '../../core/run/logLines';
import type { LeftJob } from '../../store/jobs/jobs';
import type { LedgerRow } from '../../store/ledger/ledgerRow';
import type { Store } from '../../store/store';
import type { Asker } from '../asker';
import { Changes } from '../changes';
import type { RunningJob } from '../job';
import type { Wanted } from '../wanted';
import type { Work } from '../work';
import { leftLine } from './leftLine';
import { groupsOf } from './sameWish';

/** A picture that was wanted, and whose window was gone before it was there. */
export interface InterruptedJob {
  readonly id: string;
  readonly wanted: Wanted;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  /** What the ledger knows of it. */
  readonly attempts: readonly LedgerRow[];
}

interface InterruptedJobsParts {
  readonly store: Pick<Store, 'jobs' | 'ledger' | 'inbox' | 'recover' | 'isThere'>;
  readonly work: Pick<Work, 'make'>;
  readonly clock: Clock;
  /** The workspace folders of this window: it takes the jobs that are for them. */
  folders(): readonly string[];
  /** Says that they were interrupted; `all` can make them again. Resolves when the user has seen it. Never rejects. */
  tell(jobs: readonly InterruptedJob[], all: InterruptedJobs): Promise<void>;
  readonly log: { warn(line: string): void };
}

/** While another window has jobs for the same folders, such as one that is just closing: when to look again, in milliseconds; the last repeats. */
const waits = [1_000, 2_000, 5_000, 15_000, 60_000] as const;

/**
 * The jobs that a reload or a crash has interrupted, until the user has them made again or dismisses them. A job whose answer has
 * come whole is not among them as long as that may hold its picture: that is for `recoverAnswers`. Nothing here uses the network.
 */
export class InterruptedJobs {
  readonly #parts: InterruptedJobsParts;
  readonly #changes = new Changes();
  /** Those that are made again, or dismissed, and not yet written down as such. */
  readonly #leaving = new Set<string>();
  /** Those of which the user is being told. */
  readonly #telling = new Set<string>();
  #all: readonly InterruptedJob[] = [];

  readonly onDidChange = this.#changes.on;

  constructor(parts: InterruptedJobsParts) {
    this.#parts = parts;
  }

  /** Oldest first. */
  get all(): readonly InterruptedJob[] {
    return this.#all.filter(({ id }) => !this.#leaving.has(id));
  }

  /** How many of them are still interrupted: some may have been made again or dismissed meanwhile. */
  left(ids: readonly string[]): number {
    return this.#chosen(ids).length;
  }

  /** Looks now, and again as long as jobs for the same folders are under way elsewhere: their window may be gone any moment. Never rejects. */
  async watch(signal: AbortSignal): Promise<void> {
    for (let n = 0; !signal.aborted; n += 1) {
      const isOver = await this.look();
      if (isOver) return;
      await this.#parts.clock.sleep(waits[n] ?? waits[4], signal).catch(() => undefined);
    }
  }

  /** Takes over what dead processes have left for this window, and tells it. False: there may be more in a moment. Never rejects. */
  async look(): Promise<boolean> {
    try {
      return await this.#look();
    } catch (error) {
      this.#parts.log.warn(`Interrupted pictures could not be looked for: ${errorWords(error)}`);
      return true; // the store has waited for what passes
    }
  }

  /** Charges were settled, or pictures recovered. Rejects with what the store throws. */
  async refresh(): Promise<void> {
    await this.#parts.store.jobs.forget();
    await this.#read();
  }

  /**
   * Makes them again as they were wanted; those that were one click are one again, so that its questions are asked once. `follow` is
   * given each job that begins. Rejects with what `Work.make` throws; what has not begun stays interrupted.
   */
  async again(ids: readonly string[], asker: Asker, follow: (running: RunningJob) => void): Promise<void> {
    for (const { jobs, wanted } of groupsOf(this.#chosen(ids))) {
      const group = jobs.map(({ id }) => id);
      await this.#leave(group, async () => {
        const running = await this.#parts.work.make(wanted, asker);
        running.forEach(follow);
        if (running.length > 0) await this.#end(group, 'repeated');
      });
    }
  }

  /** The user wants to see them no more; what they may have cost stays in the ledger. Rejects with what the store throws. */
  async dismiss(ids: readonly string[]): Promise<void> {
    const chosen = this.#chosen(ids).map(({ id }) => id);
    await this.#leave(chosen, () => this.#end(chosen, 'dismissed'));
  }

  async #look(): Promise<boolean> {
    const { store, clock } = this.#parts;
    if (!store.isThere()) return true; // nothing was ever made
    const { dead, areOthers } = await store.jobs.left(this.#parts.folders());
    if (dead.length > 0) await this.#recover();
    const without = await this.#withoutAnswer(dead);
    if (without.length > 0 || this.#all.length > 0) await store.jobs.claim(without, clock.now());
    if (without.length > 0 || this.#all.length > 0) await this.#read();
    return !areOthers;
  }

  /** So that it is known what they may have cost. */
  async #recover(): Promise<void> {
    const { store, log } = this.#parts;
    for (const line of (await store.recover()).map(leftLine)) log.warn(line);
  }

  /** Without those of which an answer lies in the inbox. */
  async #withoutAnswer(jobs: readonly LeftJob[]): Promise<readonly LeftJob[]> {
    const { ledger, inbox } = this.#parts.store;
    const attempts = jobs.length === 0 ? [] : await ledger.ofJobs(jobs.map(({ id }) => id));
    const answered = await Promise.all(
      attempts.map(async ({ id, job }) => ((await inbox.holdsWhole(id)) ? [job] : [])),
    );
    const waiting = new Set(answered.flat());
    return jobs.filter(({ id }) => !waiting.has(id));
  }

  async #read(): Promise<void> {
    const { jobs, ledger } = this.#parts.store;
    const rows = await jobs.interrupted();
    const attempts = rows.length === 0 ? [] : await ledger.ofJobs(rows.map(({ id }) => id));
    this.#all = rows.map(({ id, wish, beganAt }) => ({
      ...{ id, wanted: wish, beganAt },
      attempts: attempts.filter(({ job }) => job === id),
    }));
    this.#changes.fire();
    const untold = new Set(rows.flatMap(({ id, told }) => (told || this.#telling.has(id) ? [] : [id])));
    if (untold.size > 0) void this.#tell(this.#all.filter(({ id }) => untold.has(id)));
  }

  /** Once: but where a window is gone before the user has seen it, the next one says it again. */
  async #tell(jobs: readonly InterruptedJob[]): Promise<void> {
    const ids = jobs.map(({ id }) => id);
    for (const id of ids) this.#telling.add(id);
    await this.#parts.tell(jobs, this);
    await this.#parts.store.jobs.told(ids).catch(() => undefined); // then the next window says it again
  }

  #chosen(ids: readonly string[]): readonly InterruptedJob[] {
    return this.all.filter(({ id }) => ids.includes(id));
  }

  /** Takes them out of the list meanwhile, so that they are not made twice. */
  async #leave<T>(ids: readonly string[], run: () => Promise<T>): Promise<T> {
    for (const id of ids) this.#leaving.add(id);
    this.#changes.fire();
    try {
      return await run();
    } finally {
      for (const id of ids) this.#leaving.delete(id);
      this.#changes.fire();
    }
  }

  async #end(ids: readonly string[], how: 'repeated' | 'dismissed'): Promise<void> {
    const { store, clock } = this.#parts;
    this.#all = this.#all.filter(({ id }) => !ids.includes(id));
    this.#changes.fire();
    await store.jobs.end(ids, how, clock.now());
  }
}
