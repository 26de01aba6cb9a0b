/** Runs the tests of one folder in a process of their own: `mocha.js FOLDER TIMEOUT TRIES`. */
import { exitOnSignals } from './processes';
import { runMocha } from './runMocha';

async function main([folder = '', timeout = '', tries = '1']: readonly string[]): Promise<void> {
  exitOnSignals();
  const counts = await runMocha(folder, Number(timeout), Number(tries));
  process.exit(counts.failed > 0 ? 1 : 0);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
