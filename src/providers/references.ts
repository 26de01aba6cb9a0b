import type { ReferenceImage } from '../core/image';
import { readImage } from '../core/imageBytes';
import type { ReferenceLimits } from '../core/presets';
import type { ReferenceChange } from '../core/reference';
import type { Checked, Reference } from './references/check';
import { check } from './references/check';
import { inWorker } from './references/inWorker';
import type { ShrinkAnswer, ShrinkJob } from './references/job';
import { ReferenceError } from './references/problem';

/** A picture as it is sent. */
export interface PreparedReference {
  readonly image: ReferenceImage;
  /** Set if it is not sent as it was. */
  readonly change?: ReferenceChange;
}

export interface ReferencePreparer {
  /**
   * The pictures as a route takes them: unchanged where they are within its limits, smaller where they are not. Throws
   * `ReferenceError`, or the signal's reason once it aborts.
   */
  prepare(
    references: readonly Reference[],
    limits: ReferenceLimits,
    signal: AbortSignal,
  ): Promise<readonly PreparedReference[]>;
}

/** Makes the preparer. `workerFile`: the absolute path of the bundle of workers/references.ts, with its modules beside it. */
export function createReferencePreparer({ workerFile }: { readonly workerFile: string }): ReferencePreparer {
  // one thread at a time, however many jobs: each needs much memory
  let last: Promise<unknown> = Promise.resolve();
  return {
    async prepare(references, limits, signal) {
      signal.throwIfAborted();
      const checked = check(references, limits);
      if (checked.every(({ job }) => !job)) return checked.map(({ image }) => ({ image }));
      const turn = last.then(() => shrink(checked, workerFile, signal));
      last = turn.catch(() => undefined);
      return unlessAborted(turn, signal);
    },
  };
}

async function shrink(
  checked: readonly Checked[],
  workerFile: string,
  signal: AbortSignal,
): Promise<readonly PreparedReference[]> {
  const prepared: PreparedReference[] = checked.map(({ image }) => ({ image }));
  const large = checked.flatMap(({ name, job }, index) => (job ? [{ name, job, index }] : []));
  const keep = (answer: ShrinkAnswer, which: number): void => {
    const picture = large[which];
    if (picture) prepared[picture.index] = changed(picture.name, picture.job, answer);
  };
  await inWorker(
    workerFile,
    large.map(({ job }) => job),
    keep,
    signal,
  );
  return prepared;
}

function changed(name: string, { bytes, mime, maxBytes }: ShrinkJob, answer: ShrinkAnswer): PreparedReference {
  if ('failed' in answer) {
    const { failed, detail } = answer;
    throw new ReferenceError(failed === 'tooLarge' ? { what: failed, name, maxBytes } : { what: failed, name, detail });
  }
  const { width = 0, height = 0 } = readImage(bytes) ?? {};
  return {
    image: { bytes: answer.bytes, mime: answer.mime },
    change: {
      name,
      from: { mime, bytes: bytes.byteLength, width, height },
      to: { mime: answer.mime, bytes: answer.bytes.byteLength, width: answer.width, height: answer.height },
    },
  };
}

/** The same, but a caller who gives up does not wait for the turn of others. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
