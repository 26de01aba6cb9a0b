import path from 'node:path';
import { UsageError } from '../../src/cli/usageError';
import { simulate } from './command';
import { ScenarioError } from './scenario';
import { print, tell } from '../../src/cli/print';

/** Thousands of jobs on a virtual clock: `npm run -s simulate -- --scenario FILE`. */
async function main(): Promise<number> {
  try {
    print(await simulate(process.argv.slice(2), path.join(__dirname, '../..')));
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ScenarioError)) throw error;
    tell(error.message);
    return 2;
  }
}

void main().then((code) => (process.exitCode = code));
