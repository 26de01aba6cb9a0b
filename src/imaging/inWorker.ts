import { Worker } from 'node:worker_threads';
import { wordsOf } from '../core/words/wordsOf';
import type { ShrinkAnswer, ShrinkJob } from './job';

/**
 * Runs jobs one after the other in a thread of their own, which ends with them: pixels take hundreds of megabytes. `done` is
 * called with each answer and may throw to stop. Rejects with the signal's reason once it aborts.
 */
export async function inWorker(
  workerFile: string,
  jobs: readonly ShrinkJob[],
  done: (answer: ShrinkAnswer, index: number) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const worker = startThread(workerFile);
  try {
    for (const [index, job] of jobs.entries()) done(await answerTo(worker, job, signal), index);
  } finally {
    await worker.terminate();
  }
}

/** A thread that answers jobs, one at a time. To be terminated. */
export function startThread(workerFile: string): Worker {
  // nothing of the process is handed on: neither its environment nor flags such as --inspect
  const worker = new Worker(workerFile, { argv: [], env: {}, execArgv: [], stdout: true, stderr: true });
  // what a codec prints is dropped: stdout is for the lines of the command, which tools read
  worker.stdout.resume();
  worker.stderr.resume();
  return worker;
}

/** `Answer` is what the thread gives for the job. Rejects with what has ended the thread, or with the signal's reason once it aborts. */
export function answerTo<Answer = ShrinkAnswer>(worker: Worker, job: object, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => end(() => reject(signal.reason as Error));
    const stopped = (code: number): void =>
      end(() => reject(new Error(`The codec's thread stopped (exit code ${code})`)));
    const failed = (thrown: unknown): void => end(() => reject(asError(thrown)));
    const answered = (answer: Answer): void => end(() => resolve(answer));
    const end = (then: () => void): void => {
      worker.off('message', answered).off('error', failed).off('exit', stopped);
      signal.removeEventListener('abort', abort);
      then();
    };
    worker.on('message', answered).on('error', failed).on('exit', stopped);
    signal.addEventListener('abort', abort, { once: true });
    worker.postMessage(job);
  });
}

/** A thread can die of whatever is thrown. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(wordsOf(thrown), { cause: thrown });
}
