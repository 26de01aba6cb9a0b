/** Runs the tests of one folder in a process of their own: `mocha.js FOLDER TIMEOUT RETRIES`. */
import { exitOnSignals } from './processes';
import { runMocha } from './runMocha';

async function main([folder = '', timeout = '', retries = '0']: readonly string[]): Promise<void> {
  exitOnSignals();
  const counts = await runMocha(folder, Number(timeout), Number(retries));
  process.exit(counts.failed > 0 ? 1 : 0);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
