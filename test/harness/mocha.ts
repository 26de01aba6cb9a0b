/** Runs the tests of one file, or of all below a folder, in a process of their own: `mocha.js PLACE TIMEOUT`. */
import { exitOnSignals } from '../../scripts/processes';
import { runMocha } from './runMocha';

async function main([place = '', timeout = '']: readonly string[]): Promise<void> {
  exitOnSignals();
  const counts = await runMocha(place, Number(timeout));
  process.exit(counts.failed > 0 ? 1 : 0);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
