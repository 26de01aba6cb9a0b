/** `npm run -s limits [-- RUNS]`: lets four processes spend under one limit, so many times, and prints how each run went. Default: 20. */
import { exitOnSignals } from '../../scripts/processes';
import { runUnderLimit } from '../e2e/door/limitRun';

const most = 400;

async function main([count = '20']: readonly string[]): Promise<number> {
  exitOnSignals();
  const runs = Number(count);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`the number of runs is a whole number, not "${count}"`);
  let good = 0;
  for (let n = 1; n <= runs; n += 1) {
    const { charged, ok, known, unknown, limit } = await runUnderLimit({ most, processes: 4, jobsEach: 250 });
    const holds = charged === most && ok === most && known === limit && unknown === 0;
    good += holds ? 1 : 0;
    console.log(`${holds ? 'ok' : 'not ok'} ${n}: ${charged} of ${most} pictures charged, ${ok} saved`);
  }
  console.log(`${good} of ${runs} runs held the limit`);
  return good === runs ? 0 : 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
