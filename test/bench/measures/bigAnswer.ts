import { setTimeout as wait } from 'node:timers/promises';
import { largeAnswers } from '../answerPaths';
import { Aside } from '../aside';
import type { Jobs, JobsDone } from '../aside/subject';
import { median, rounded } from '../median';
import type { SubjectName } from '../subjects';
import { subjects } from '../subjects';
import { withServer } from '../withServer';

export interface BigAnswer {
  /** The longest time in which nothing else could run on the main thread. */
  readonly longestStallMs: number;
  /** That, as a multiple of a bare pipe's into a file. */
  readonly stallOfPipe: number;
  /** The time until the picture is there, as a multiple of that of `@google/genai`. */
  readonly timeOfGoogle: number;
}

const megabytes = 50;
/** So long a client's collector may go on before the next one has the machine. */
const restMs = 200;
const names = Object.keys(subjects) as SubjectName[];

/**
 * Reads an answer of 50 MB; medians of the rounds. Each client is in a process of its own, so that what one leaves for its
 * collector is no stall of another, and they take turns, so that a slow moment of the machine hits them all.
 */
export function bigAnswers(rounds: number): Promise<Record<string, BigAnswer>> {
  return withServer(async (server) => {
    const url = `${server}${largeAnswers(megabytes)}`;
    const readers = names.map((name) => ({ name, process: new Aside<Jobs, JobsDone>('subject', [name]) }));
    const taken = new Map(names.map((name) => [name, [] as JobsDone[]]));
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const { name, process } of readers) {
          taken.get(name)?.push(await process.ask({ url, count: 1 }));
          await wait(restMs);
        }
      }
    } finally {
      await Promise.all(readers.map(({ process }) => process.end()));
    }
    return compared(taken);
  });
}

function compared(taken: ReadonlyMap<SubjectName, readonly JobsDone[]>): Record<string, BigAnswer> {
  const middle = (name: SubjectName, of: keyof JobsDone): number =>
    median((taken.get(name) ?? []).map((one) => one[of]));
  const pipe = middle('a bare pipe into a file', 'longestStallMs');
  const google = middle('@google/genai', 'wallMs');
  const rows = names.map((name): [string, BigAnswer] => [
    name,
    {
      longestStallMs: Number(middle(name, 'longestStallMs').toFixed(1)),
      stallOfPipe: rounded(middle(name, 'longestStallMs') / pipe),
      timeOfGoogle: rounded(middle(name, 'wallMs') / google),
    },
  ]);
  return Object.fromEntries(rows);
}
