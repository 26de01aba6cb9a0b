import { keepConsoleOffStdout } from '../../../src/cli/print';
import { answerQuestions } from '../aside';
import type { Client } from '../contestant';
import { watchStalls } from '../stalls';
import type { SubjectName } from '../subjects';
import { placesAt, subjects } from '../subjects';

/** A client and so many jobs at once. */
export interface Jobs {
  readonly url: string;
  readonly count: number;
}

export interface JobsDone {
  /** Until the last one had its picture. */
  readonly wallMs: number;
  readonly longestStallMs: number;
}

keepConsoleOffStdout();
const subject = subjects[process.argv[2] as SubjectName]();
const clients = new Map<string, Client>();

async function doJobs({ url, count }: Jobs): Promise<JobsDone> {
  const client = clients.get(url) ?? subject.create(placesAt(url));
  clients.set(url, client);
  const stalls = watchStalls();
  const start = performance.now();
  const ends = await Promise.all(Array.from({ length: count }, () => client.generate()));
  const wallMs = performance.now() - start;
  const longestStallMs = await stalls.stop();
  if (!ends.every((end) => end === 'picture')) throw new Error('an answer was read without its picture');
  await client.settled?.();
  return { wallMs, longestStallMs };
}

answerQuestions(doJobs, () => subject.close());
