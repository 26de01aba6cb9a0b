import { orAborted } from '../../core/orAborted';
import type { PictureFile } from '../../core/pictures/image';
import type { ReaderProcess } from './childProcess';
import { ReaderDied } from './childProcess';
import type { FetchAsked, Fetched, FromChild, Job, Reply } from './messages';
import type { Places } from './places';
import { plainError } from './plainError';

/** What came of a job. */
export interface Done {
  readonly reply: Reply;
  /** What its fetches threw, by the numbers in `PlainError.fetch`. */
  readonly thrown: readonly unknown[];
}

type Partner = Pick<ReaderProcess, 'begin' | 'tell'>;

interface Circumstances {
  readonly places: Places;
  readonly jobMs: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: (url: string) => Promise<PictureFile | undefined>;
}

/** One job with its process. It has a place from the beginning, and gives it back while it waits for the network. */
export class Conversation {
  readonly #child: Partner;
  readonly #given: Circumstances;
  readonly #limit: Limit;
  readonly #thrown: unknown[] = [];
  readonly #ready: Fetched[] = [];
  #waitingFor = 0;
  #hasPlace = true;
  #taking: Promise<void> | undefined;
  #settle: { resolve(done: Done): void; reject(error: Error): void } | undefined;

  constructor(child: Partner, given: Circumstances) {
    this.#child = child;
    this.#given = given;
    this.#limit = new Limit(given.jobMs, () => this.#fail(new ReaderDied('Reading the answer took too long')));
  }

  /** Rejects with `ReaderDied`, or with the signal's reason; then the process is to be ended. */
  have(job: Job): Promise<Done> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#given.signal?.addEventListener('abort', this.#abort, { once: true });
      this.#child.begin({
        ready: () => this.#begin(job),
        heard: (message) => this.#hear(message),
        died: (error) => this.#fail(error),
      });
      if (this.#given.signal?.aborted) this.#abort();
    });
  }

  /** Gives back what it has. */
  leave(): void {
    this.#settle = undefined;
    this.#limit.pause();
    this.#given.signal?.removeEventListener('abort', this.#abort);
    this.#givePlaceBack();
  }

  readonly #abort = (): void => {
    // while pictures are fetched the fetches end, and the answer says what it has cost
    if (this.#waitingFor === 0) this.#fail(this.#given.signal?.reason as Error);
  };

  #begin(job: Job): void {
    if (!this.#settle) return; // it was cancelled before
    this.#limit.run();
    this.#child.tell(job);
  }

  #fail(error: Error): void {
    this.#settle?.reject(error);
    this.#settle = undefined;
  }

  #hear(message: FromChild): void {
    if (message.type === 'fetch') return void this.#fetch(message);
    this.#settle?.resolve({ reply: message, thrown: this.#thrown });
    this.#settle = undefined;
  }

  async #fetch(asked: FetchAsked): Promise<void> {
    if (this.#waitingFor++ === 0) {
      this.#limit.pause();
      this.#givePlaceBack();
    }
    this.#ready.push(await this.#fetched(asked));
    if (--this.#waitingFor > 0) return;
    await this.#takePlace();
    if (this.#waitingFor > 0 || !this.#settle) return this.#givePlaceBack();
    this.#limit.run();
    for (const ready of this.#ready.splice(0)) this.#child.tell(ready);
  }

  async #fetched({ id, url }: FetchAsked): Promise<Fetched> {
    const { fetch, signal } = this.#given;
    try {
      const file = await (signal ? orAborted(fetch(url), signal) : fetch(url));
      return { type: 'fetched', id, file };
    } catch (error) {
      const number = this.#thrown.push(error) - 1;
      return { type: 'notFetched', id, error: plainError(error, number) };
    }
  }

  /** All fetches wait for the same one. */
  #takePlace(): Promise<void> {
    if (this.#hasPlace) return Promise.resolve();
    this.#taking ??= this.#turn().finally(() => (this.#taking = undefined));
    return this.#taking;
  }

  async #turn(): Promise<void> {
    try {
      await this.#given.places.take(this.#given.signal);
      this.#hasPlace = true;
    } catch {
      // the job is cancelled, or the pool is closed: it ends without one
    }
  }

  #givePlaceBack(): void {
    if (!this.#hasPlace) return;
    this.#hasPlace = false;
    this.#given.places.giveBack();
  }
}

/** Milliseconds that may pass, but for pauses. */
class Limit {
  #left: number;
  readonly #over: () => void;
  #timer: NodeJS.Timeout | undefined;
  #since = 0;

  constructor(ms: number, over: () => void) {
    this.#left = ms;
    this.#over = over;
  }

  run(): void {
    if (this.#timer) return;
    this.#since = performance.now();
    this.#timer = setTimeout(this.#over, this.#left);
  }

  pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= performance.now() - this.#since;
  }
}
