import type { PictureFile } from '../../core/pictures/image';
import type { StartLimits } from './childProcess';
import { ReaderClosed, ReaderDied, ReaderProcess } from './childProcess';
import type { Done } from './conversation';
import { Conversation } from './conversation';
import type { Job, Reply } from './messages';
import { Places } from './places';

export interface PoolLimits extends StartLimits {
  /** Milliseconds that a job may take, without those in which it waits for the network. */
  readonly jobMs: number;
  /** Milliseconds after which a process that has nothing to do is ended. */
  readonly idleMs: number;
  /** How many jobs are done at once. */
  readonly atOnce: number;
}

interface PoolJob {
  readonly job: Job;
  readonly signal?: AbortSignal | undefined;
  /** Awaited when the job has a place; where it throws, the job is not done. */
  readonly onBegin?: (() => Promise<void>) | undefined;
  /** Fetches a picture for the process. */
  readonly fetch: (url: string) => Promise<PictureFile | undefined>;
  /** Whether the process may say so; one that says anything else is ended. */
  readonly isFine: (reply: Reply) => boolean;
}

interface Resting {
  readonly child: ReaderProcess;
  readonly timer: NodeJS.Timeout;
}

/** Processes that read answers: started when they are needed, ended when they are not. */
export class ReaderPool {
  readonly #workerFile: string;
  readonly #limits: PoolLimits;
  readonly #places: Places;
  readonly #all = new Set<ReaderProcess>();
  #resting: Resting[] = [];
  #isClosed = false;

  constructor(workerFile: string, limits: PoolLimits) {
    this.#workerFile = workerFile;
    this.#limits = limits;
    this.#places = new Places(limits.atOnce);
  }

  /** Rejects with `ReaderDied` if the process ends or takes too long, and with the signal's reason; then the process is gone. */
  async do({ job, signal, onBegin, fetch, isFine }: PoolJob): Promise<Done> {
    await this.#places.take(signal);
    const child = await this.#begin(onBegin);
    const talk = new Conversation(child, { places: this.#places, jobMs: this.#limits.jobMs, signal, fetch });
    try {
      const done = await talk.have(job);
      if (!isFine(done.reply)) throw new ReaderDied('The process that reads answers said what it may not say');
      this.#rest(child);
      return done;
    } catch (error) {
      await this.#end(child);
      throw this.#isClosed && error instanceof ReaderDied ? closed() : error;
    } finally {
      talk.leave();
    }
  }

  /** Ends all processes; the jobs under way and in line reject. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#places.stopAll(closed());
    await Promise.all([...this.#all].map((child) => this.#end(child)));
  }

  /** A process for a job that has a place. Gives the place back where there is none. */
  async #begin(onBegin: PoolJob['onBegin']): Promise<ReaderProcess> {
    try {
      await onBegin?.();
      if (this.#isClosed) throw closed();
      return this.#rested() ?? this.#started();
    } catch (error) {
      this.#places.giveBack();
      throw error;
    }
  }

  #rested(): ReaderProcess | undefined {
    for (let rested = this.#resting.pop(); rested; rested = this.#resting.pop()) {
      clearTimeout(rested.timer);
      if (rested.child.isAlive) return rested.child;
      void this.#end(rested.child);
    }
    return undefined;
  }

  #started(): ReaderProcess {
    const child = new ReaderProcess(this.#workerFile, this.#limits);
    this.#all.add(child);
    return child;
  }

  #rest(child: ReaderProcess): void {
    child.rest();
    const isNeeded = !this.#isClosed && child.isAlive && this.#resting.length < this.#limits.atOnce;
    if (!isNeeded) return void this.#end(child);
    const timer = setTimeout(() => {
      this.#resting = this.#resting.filter((rested) => rested.child !== child);
      void this.#end(child);
    }, this.#limits.idleMs);
    timer.unref();
    this.#resting.push({ child, timer });
  }

  async #end(child: ReaderProcess): Promise<void> {
    this.#resting = this.#resting.filter((rested) => {
      if (rested.child === child) clearTimeout(rested.timer);
      return rested.child !== child;
    });
    await child.kill();
    this.#all.delete(child);
  }
}

function closed(): ReaderClosed {
  return new ReaderClosed('The reader of answers is closed');
}
