import path from 'node:path';
import { UsageError } from './generate/usageError';
import { simulate } from './simulate/command';
import { ScenarioError } from './simulate/scenario';

/** Thousands of jobs on a virtual clock: `npm run -s simulate -- --scenario FILE`. */
async function main(): Promise<number> {
  try {
    process.stdout.write(await simulate(process.argv.slice(2), path.join(__dirname, '../..')));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ScenarioError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

void main().then((code) => (process.exitCode = code));
