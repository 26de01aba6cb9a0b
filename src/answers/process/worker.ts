import { GenerationFailure } from '../../core/failures/failure';
import type { PictureFile } from '../../core/pictures/image';
import type { Fetched, FromChild, Job, ReadJob, Ready, ToChild } from './messages';
import { PassedError, plainError } from './plainError';
import { checkInChild, readInChild } from './readInChild';
import { startWatchdog } from './watchdog';

interface Waiting {
  resolve(file: PictureFile | undefined): void;
  reject(error: Error): void;
}

/** Does one job after the other for the process that has started this one. */
class Worker {
  readonly #fetches = new Map<number, Waiting>();
  #asked = 0;
  readonly #parent = process.ppid;
  #isWatched = false;

  serve(): void {
    process.on('message', (message: ToChild) => this.#hear(message));
    process.on('disconnect', () => process.exit());
    // Ctrl+C in a terminal reaches all its processes: the parent says what becomes of this one
    process.on('SIGINT', () => undefined);
    tell({ type: 'ready' });
  }

  #hear(message: ToChild): void {
    if (message.type === 'fetched' || message.type === 'notFetched') return this.#fetched(message);
    if (!this.#isWatched) startWatchdog(this.#parent);
    this.#isWatched = true;
    void this.#do(message).then(tell);
  }

  async #do(job: Job): Promise<FromChild> {
    if (job.type === 'read') return this.#read(job);
    try {
      return { type: 'checked', result: checkInChild(job.file) };
    } catch (error) {
      return { type: 'notChecked', error: plainError(error) };
    }
  }

  async #read(job: ReadJob): Promise<FromChild> {
    try {
      return { type: 'answer', answer: await readInChild(job, (url) => this.#fetch(url)) };
    } catch (error) {
      if (!(error instanceof GenerationFailure)) throw error;
      const { cause, ...facts } = error.facts;
      return { type: 'failed', facts, cause: plainError(cause) };
    }
  }

  #fetch(url: string): Promise<PictureFile | undefined> {
    const id = this.#asked++;
    return new Promise((resolve, reject) => {
      this.#fetches.set(id, { resolve, reject });
      tell({ type: 'fetch', id, url });
    });
  }

  #fetched(message: Fetched): void {
    const waiting = this.#fetches.get(message.id);
    this.#fetches.delete(message.id);
    if (message.type === 'fetched') waiting?.resolve(message.file);
    else waiting?.reject(message.error ? new PassedError(message.error) : new Error('It could not be fetched'));
  }
}

function tell(message: FromChild | Ready): void {
  process.send?.(message);
}

new Worker().serve();
