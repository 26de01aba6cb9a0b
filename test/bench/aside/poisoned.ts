import { keepConsoleOffStdout } from '../../../src/cli/print';
import type { AnswerReader } from '../../../src/answers/answerReader';
import { testReader } from '../../harness/answers';
import { answerQuestions } from '../aside';
import { routesOf } from '../contestants/dualtrack';
import { startAsUsed } from '../contestants/dualtrackAsUsed';
import { watchStalls } from '../stalls';
import { placesAt } from '../subjects';

/** The addresses of a service that answers with poison and of one that is well. */
export interface Poisoned {
  readonly poisonUrl: string;
  readonly goodUrl: string;
}

export interface NextJob {
  /** From the moment in which the poisoned answer begins to be read until the next job has its picture. */
  readonly nextMs: number;
  /** Of the main thread, until both jobs have ended. */
  readonly longestStallMs: number;
}

keepConsoleOffStdout();
let onRead = (): void => undefined;
const reader: AnswerReader = {
  read: (arrived, context) => {
    onRead();
    return testReader.read(arrived, context);
  },
  check: testReader.check,
  close: () => testReader.close(),
};
const dualtrack = startAsUsed({
  ...{ files: true, reader, timeBudgetMs: 0 },
  routes: (places) => routesOf(places).filter(({ id }) => id === 'official'),
});

async function poison({ poisonUrl, goodUrl }: Poisoned): Promise<NextJob> {
  const bad = dualtrack.create(placesAt(poisonUrl));
  const good = dualtrack.create(placesAt(goodUrl));
  const reading = new Promise<void>((resolve) => (onRead = resolve));
  const stalls = watchStalls();
  const ended = bad.generate().catch(() => 'nothing');
  await Promise.race([reading, ended]);
  const start = performance.now();
  await good.generate();
  const nextMs = performance.now() - start;
  await ended;
  const longestStallMs = await stalls.stop();
  await Promise.all([bad.settled?.(), good.settled?.()]);
  return { nextMs, longestStallMs };
}

answerQuestions(poison, () => dualtrack.close());
