import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../../src/cli/usageError';
import { compareAll, readScenarios } from './compare';
import { toTable, withTable } from './readmeTable';
import { toText } from './report';
import { readScenario } from './scenario';
import { wordsOf } from '../../src/core/words/wordsOf';

const usage = 'Usage: npm run -s simulate -- --scenario FILE [--json]   or   --all [--json] [--readme]';

/** Plays what the command line names and gives what is to be printed. Throws `UsageError` and `ScenarioError`. */
export async function simulate(args: readonly string[], root: string): Promise<string> {
  const { scenario, all, json, readme } = read(args);
  if ((scenario === undefined) === !all) throw new UsageError(usage);
  if (readme && !all) throw new UsageError(`--readme goes with --all.\n${usage}`);
  const scenarios =
    scenario === undefined
      ? readScenarios(path.join(root, 'test/simulate/scenarios'))
      : [readScenario(path.resolve(process.env['INIT_CWD'] ?? process.cwd(), scenario))];
  const results = await compareAll(scenarios);
  if (readme) {
    const file = path.join(root, 'README.md');
    writeFileSync(file, withTable(readFileSync(file, 'utf8'), toTable(results)));
  }
  if (json) return `${JSON.stringify(all ? results : results[0], undefined, 2)}\n`;
  return results.map(toText).join('\n');
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string' },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        readme: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${wordsOf(error)}\n${usage}`);
  }
}
