import { readFile } from 'node:fs/promises';
import { orAborted } from '../core/orAborted';
import type { ReferenceImage } from '../core/pictures/image';
import type { ReferenceChange, ReferenceProblem } from '../core/pictures/reference';
import type { ReferenceLimits } from '../core/services/preset';
import { wordsOf } from '../core/words/wordsOf';
import type { CheckedReference, ChosenReference } from './checkReferences';
import { checkReferences, ReferenceImageError, sizeOf } from './checkReferences';
import { inWorker } from './inWorker';
import type { NotShrunk, ShrinkAnswer } from './job';
import { referenceMime } from './mime';

/** A picture as it is sent. */
export interface PreparedReference {
  readonly image: ReferenceImage;
  /** Set if it is not sent as it was. */
  readonly change?: ReferenceChange;
}

export interface ReferencePreparer {
  /**
   * The pictures as a route takes them: unchanged where they are within its limits, smaller where they are not. What is made smaller
   * is read, and looked at, in the thread that does it. Throws `ReferenceImageError`, or the signal's reason once it aborts.
   */
  prepare(
    references: readonly ChosenReference[],
    limits: ReferenceLimits,
    signal: AbortSignal,
  ): Promise<readonly PreparedReference[]>;
}

/** Makes the preparer. `workerFile`: the absolute path of the bundled `worker.ts`, with its modules beside it. */
export function createReferencePreparer({ workerFile }: { readonly workerFile: string }): ReferencePreparer {
  // one thread at a time, however many jobs: each needs much memory
  let last: Promise<unknown> = Promise.resolve();
  return {
    async prepare(references, limits, signal) {
      signal.throwIfAborted();
      const checked = checkReferences(references, limits);
      if (checked.every(({ job }) => !job)) return orAborted(Promise.all(checked.map(unchanged)), signal);
      const turn = last.then(() => shrink(checked, workerFile, signal));
      last = turn.catch(() => undefined);
      return orAborted(turn, signal); // a caller who gives up does not wait for the turns of others
    },
  };
}

async function shrink(
  checked: readonly CheckedReference[],
  workerFile: string,
  signal: AbortSignal,
): Promise<readonly PreparedReference[]> {
  const large = checked.flatMap((one) => (one.job ? [{ ...one, job: one.job }] : []));
  const smaller = new Map<CheckedReference['picture'], PreparedReference>();
  const keep = (answer: ShrinkAnswer, which: number): void => {
    const one = large[which];
    if (one) smaller.set(one.picture, changed(one, one.job.maxBytes, answer));
  };
  await inWorker(
    workerFile,
    large.map(({ job }) => job),
    keep,
    signal,
  );
  return Promise.all(checked.map(async (one) => smaller.get(one.picture) ?? unchanged(one)));
}

async function unchanged({ name, picture }: CheckedReference): Promise<PreparedReference> {
  if ('bytes' in picture) return { image: picture };
  const bytes = await readFile(picture.file).catch((cause: unknown) => {
    throw new ReferenceImageError({ what: 'unreadable', name, detail: wordsOf(cause) });
  });
  // it may have been written anew since it was looked at
  if (referenceMime(bytes) !== picture.mime) throw new ReferenceImageError({ what: 'unknownType', name });
  return { image: { name, bytes, mime: picture.mime } };
}

function changed({ name, picture }: CheckedReference, maxBytes: number, answer: ShrinkAnswer): PreparedReference {
  if ('failed' in answer) throw new ReferenceImageError(problemOf(answer, { name, mime: picture.mime, maxBytes }));
  const { bytes, mime, width, height } = answer;
  const { from } = answer;
  return {
    image: { bytes, mime },
    change: {
      name,
      from: { mime: from.mime, bytes: sizeOf(picture), width: from.width, height: from.height },
      to: { mime, bytes: bytes.byteLength, width, height },
    },
  };
}

interface Given {
  readonly name: string;
  readonly mime: string;
  readonly maxBytes: number;
}

function problemOf(answer: NotShrunk, { name, mime, maxBytes }: Given): ReferenceProblem {
  switch (answer.failed) {
    case 'cannotShrink':
      return { what: answer.failed, name, mime, maxBytes };
    case 'cannotDecode':
      return { what: answer.failed, name, form: answer.form };
    case 'tooManyPixels':
      return { what: answer.failed, name, width: answer.width, height: answer.height };
    case 'tooLarge':
      return { what: answer.failed, name, maxBytes };
    case 'unreadable':
      return { what: answer.failed, name, detail: answer.detail };
  }
}
