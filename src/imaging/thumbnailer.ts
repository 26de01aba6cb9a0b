import type { Worker } from 'node:worker_threads';
import { answerTo, startThread } from './inWorker';
import type { PictureSource, Shrunk, Try } from './job';

/** Enough for a tile of the panel on a sharp screen; some ten kilobytes. */
const tries: readonly Try[] = [{ longSide: 512, quality: 80 }];
const maxBytes = 1_000_000;

/** Milliseconds. Nothing sound takes so long. */
const longest = 60_000;
/** Milliseconds that the thread is kept for the next picture. */
const idle = 5_000;

/** Makes thumbnails in a thread of its own, which ends when there is nothing to do and keeps no process alive. */
export class Thumbnailer {
  readonly #workerFile: string;
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  /** The thread tells its answers apart by their order. */
  #last: Promise<unknown> = Promise.resolve();

  /** `workerFile`: the absolute path of the bundle of worker.ts, with its modules beside it. */
  constructor(workerFile: string) {
    this.#workerFile = workerFile;
  }

  /** Undefined where the picture cannot be decoded here. Rejects with what has ended the thread, or if it takes too long. */
  make(picture: PictureSource): Promise<Shrunk | undefined> {
    const made = this.#last.then(() => this.#make(picture));
    this.#last = made.catch(() => undefined);
    return made;
  }

  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  async #make(picture: PictureSource): Promise<Shrunk | undefined> {
    clearTimeout(this.#idle);
    const thread = (this.#thread ??= this.#start());
    try {
      thread.ref();
      const answer = await answerTo(thread, { picture, tries, maxBytes }, AbortSignal.timeout(longest));
      thread.unref();
      this.#idle = setTimeout(() => void this.dispose(), idle).unref();
      return 'failed' in answer ? undefined : answer;
    } catch (error) {
      await this.dispose();
      throw error;
    }
  }

  #start(): Worker {
    const thread = startThread(this.#workerFile);
    const forget = (): void => {
      if (this.#thread === thread) this.#thread = undefined;
    };
    return thread.on('error', forget).on('exit', forget); // also while nobody waits for an answer
  }
}
