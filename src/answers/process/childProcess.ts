import type { ChildProcess, ForkOptions } from 'node:child_process';
import { fork } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { FromChild, Ready, ToChild } from './messages';

const killedMs = 1000;

/** The process that was to read an answer has ended, or was ended. */
export class ReaderDied extends Error {}

/**
 * It could not even be started, such as where the system allows no more processes, or it ended before it could hear of an answer, such
 * as where a library or its own file is missing.
 */
export class ReaderNotStarted extends ReaderDied {}

/** Nothing is read any more in this window; the answer has no part in it. */
export class ReaderClosed extends ReaderDied {}

export interface StartLimits {
  /** How large the heap of a process may become, in MB. */
  readonly heapMb: number;
  /** Milliseconds that a process may take until it is ready. */
  readonly startMs: number;
}

/** As Node's `fork`; a test has its own. */
type Start = (file: string, args: readonly string[], options: ForkOptions) => ChildProcess;

interface Listener {
  /** It may be told of an answer: an end before that is no answer's fault. */
  ready(): void;
  heard(message: FromChild): void;
  died(error: ReaderDied): void;
}

/** A process that reads answers, one at a time. While it has nothing to do, it does not hold this one open. */
export class ReaderProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<void>;
  #listener: Listener | undefined;
  #death: ReaderDied | undefined;
  #isReady = false;
  readonly #start: NodeJS.Timeout;

  /** Throws `ReaderNotStarted` where the system refuses at once; where it refuses later, the listener is told. */
  constructor(workerFile: string, { heapMb, startMs }: StartLimits, start: Start = fork) {
    this.#child = started(workerFile, heapMb, start);
    this.#start = setTimeout(() => this.#die(notStarted(new Error('It took too long'))), startMs);
    this.#start.unref();
    this.#gone = new Promise((resolve) => {
      this.#child.once('exit', (code, signal) => {
        const how = `The process that reads answers ended (${signal ?? `exit code ${code}`})`;
        this.#die(this.#isReady ? new ReaderDied(how) : notStarted(new Error(how)));
        resolve();
      });
      this.#child.on('error', (error) => {
        if (this.#child.pid === undefined) {
          this.#die(notStarted(error));
          resolve();
        } else this.#die(new ReaderDied('The process that reads answers could not be used', { cause: error }));
      });
    });
    this.#child.on('message', (message) => this.#hear(message as FromChild | Ready));
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get isAlive(): boolean {
    return this.#death === undefined && this.#child.connected;
  }

  /** Is told what the process says from here on. */
  begin(listener: Listener): void {
    this.#listener = listener;
    this.#child.ref();
    this.#child.channel?.ref();
    if (this.#death) listener.died(this.#death);
    else if (this.#isReady) listener.ready();
  }

  tell(message: ToChild): void {
    if (!this.isAlive) return;
    // a process that is gone is told of by its end
    this.#child.send(message, () => undefined);
  }

  /** Keeps it for a next job. */
  rest(): void {
    this.#listener = undefined;
    this.#child.unref();
    this.#child.channel?.unref();
  }

  /** Resolves when it is gone, or after a moment: one that waits for a disk or a dead network folder may stay. Never rejects. */
  async kill(): Promise<void> {
    this.#child.ref();
    try {
      this.#child.kill('SIGKILL');
    } catch (error) {
      this.#die(new ReaderDied('The process that reads answers could not be ended', { cause: error }));
    }
    const patience = new AbortController();
    await Promise.race([this.#gone, delay(killedMs, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
    this.#child.unref(); // nor may it hold this process open
    this.#child.channel?.unref();
  }

  #hear(message: FromChild | Ready): void {
    if (message.type !== 'ready') return this.#listener?.heard(message);
    clearTimeout(this.#start);
    this.#isReady = true;
    this.#listener?.ready();
  }

  #die(death: ReaderDied): void {
    clearTimeout(this.#start);
    this.#death ??= death;
    this.#listener?.died(this.#death);
  }
}

function started(workerFile: string, heapMb: number, start: Start): ChildProcess {
  try {
    return start(workerFile, [], {
      execArgv: [`--max-old-space-size=${heapMb}`],
      env: environment(),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  } catch (error) {
    throw notStarted(error); // such as ENOMEM and EPERM
  }
}

function notStarted(cause: unknown): ReaderNotStarted {
  return new ReaderNotStarted('The process that reads answers could not be started', { cause });
}

/** Nothing of this process is handed on, but what Windows needs to start one. In VS Code, Node is a part of Electron. */
function environment(): NodeJS.ProcessEnv {
  const root = process.platform === 'win32' ? process.env['SystemRoot'] : undefined;
  return { ELECTRON_RUN_AS_NODE: '1', ...(root === undefined ? {} : { SystemRoot: root }) };
}
