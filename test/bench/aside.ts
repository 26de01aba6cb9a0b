import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import path from 'node:path';

interface Answer<T> {
  readonly value?: T;
  readonly error?: string;
}

/** A process beside this one, so that neither's work and memory is taken for the other's. One question at a time. */
export class Aside<Question, Value> {
  readonly #child: ChildProcess;

  /** `name`: of a file in aside/. */
  constructor(name: string, args: readonly string[] = []) {
    this.#child = fork(path.join(__dirname, 'aside', `${name}.js`), args, { execArgv: [] });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('a process beside the bench did not start');
    return this.#child.pid;
  }

  /** Rejects with what went wrong there, also when the process ends instead. */
  ask(question: Question): Promise<Value> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`a process beside the bench ended before it answered`));
      this.#child.once('exit', ended);
      this.#child.once('message', ({ value, error }: Answer<Value>) => {
        this.#child.off('exit', ended);
        if (error === undefined) resolve(value as Value);
        else reject(new Error(error));
      });
      this.#child.send(question as object);
    });
  }

  /** Resolves when it is gone. Before, it removes what it has on the disk. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await gone;
  }
}

/** The other side. `close`: what is done before this process ends, which is when the bench lets go of it. */
export function answerQuestions<Question, Value>(
  answer: (question: Question) => Promise<Value>,
  close: () => Promise<unknown> = async () => undefined,
): void {
  const tell = (told: Answer<Value>): void => void process.send?.(told);
  process.on('message', (question: Question) => {
    answer(question).then(
      (value) => tell({ value }),
      (error: unknown) => tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => void close().finally(() => process.exit()));
}
