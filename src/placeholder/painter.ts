import { Worker } from 'node:worker_threads';
import type { PlaceholderJob } from './job';
import { checkPixels } from './job';

/** Draws placeholders, offline and free: PNG pictures of the exact size that say what was asked for. */
export interface PlaceholderPainter {
  /**
   * The PNG of a prompt; the same prompt and size give the same bytes. Rejects with a RangeError for a size that cannot be drawn,
   * with the signal's reason once it aborts, and with an Error if the worker stops.
   */
  draw(picture: WantedPlaceholder): Promise<Uint8Array>;
  /** Ends the worker; calls that wait are rejected, and later ones too. */
  dispose(): Promise<void>;
}

interface WantedPlaceholder {
  readonly prompt: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly signal: AbortSignal;
}

interface PainterOptions {
  /** The absolute path of the bundled `worker.ts`, with its font and module beside it. */
  readonly workerFile: string;
  /** The word on the picture that says what it is. */
  readonly label?: string;
  /** How long the worker is kept without work, in milliseconds. */
  readonly idleMs?: number;
}

interface Waiting {
  readonly job: PlaceholderJob;
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** The worker is started by the first call, and does not keep the process alive between calls. */
export function createPlaceholderPainter(options: PainterOptions): PlaceholderPainter {
  const { workerFile, label = 'Placeholder', idleMs = 20_000 } = options;
  const queue = new PlaceholderQueue(workerFile, idleMs);
  return {
    async draw({ prompt, width, height, signal }) {
      signal.throwIfAborted();
      checkPixels(width, height);
      return queue.add({ prompt, width, height, label }, signal);
    },
    dispose: () => queue.dispose(),
  };
}

/** Calls in the order they came; the first one is with the worker. */
class PlaceholderQueue {
  readonly #waiting: Waiting[] = [];
  readonly #workerFile: string;
  readonly #idleMs: number;
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(workerFile: string, idleMs: number) {
    this.#workerFile = workerFile;
    this.#idleMs = idleMs;
  }

  async add(job: PlaceholderJob, signal: AbortSignal): Promise<Uint8Array> {
    if (this.#disposed) throw new Error('The placeholder painter is disposed');
    let stopListening = (): void => undefined;
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        const entry: Waiting = { job, resolve, reject };
        const abort = (): void => this.#abort(entry, signal.reason);
        signal.addEventListener('abort', abort);
        stopListening = () => signal.removeEventListener('abort', abort);
        if (this.#waiting.push(entry) === 1) this.#startFirst();
      });
    } finally {
      stopListening();
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const entry of this.#waiting.splice(0)) entry.reject(new Error('The placeholder painter is disposed'));
    await this.#endWorker();
  }

  #startFirst(): void {
    const first = this.#waiting[0];
    clearTimeout(this.#idle);
    if (!first) return this.#rest();
    try {
      this.#worker ??= this.#makeWorker();
      this.#worker.ref();
      this.#worker.postMessage(first.job);
    } catch (error) {
      this.#crashed(error);
    }
  }

  #rest(): void {
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.#endWorker(), this.#idleMs).unref();
  }

  #makeWorker(): Worker {
    // nothing of the process is handed on: neither its environment nor flags such as --inspect
    const worker = new Worker(this.#workerFile, { argv: [], env: {}, execArgv: [] });
    const current = (then: () => void) => (this.#worker === worker ? then() : undefined);
    worker.on('message', (png: Uint8Array) => current(() => this.#answered(png)));
    worker.on('error', (error) => current(() => this.#crashed(error)));
    worker.on('messageerror', (error) => current(() => this.#crashed(error)));
    worker.on('exit', (code) => current(() => this.#crashed(new Error(`Exit code ${code}`))));
    return worker;
  }

  #answered(png: Uint8Array): void {
    this.#waiting.shift()?.resolve(png);
    this.#startFirst();
  }

  /** Rejects all calls that wait: what stopped one of them would probably stop the next. */
  #crashed(cause: unknown): void {
    void this.#endWorker();
    const error = new Error('The placeholder worker stopped', { cause });
    for (const entry of this.#waiting.splice(0)) entry.reject(error);
  }

  #abort(entry: Waiting, reason: unknown): void {
    const index = this.#waiting.indexOf(entry);
    if (index < 0) return;
    this.#waiting.splice(index, 1);
    entry.reject(reason);
    if (index > 0) return;
    void this.#endWorker();
    this.#startFirst();
  }

  async #endWorker(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    clearTimeout(this.#idle);
    await worker?.terminate();
  }
}
