import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../scripts/project';
import { keepConsoleOffStdout } from '../../src/cli/print';
import type { Contestant } from './contestant';
import { aiFallback } from './contestants/aiFallback';
import { aiRetry } from './contestants/aiRetry';
import { dualtrack } from './contestants/dualtrack';
import { plain } from './contestants/plain';
import { startPortkey } from './contestants/portkey';
import type { Effort } from './parts';
import { efforts, parts } from './parts';
import { withSpeedTable } from './readmeSpeed';
import { tables } from './report';
import type { Parts, Results, Taken } from './results';
import { foundIn } from './results';

const root = projectRoot();
const resultsFile = path.join(root, 'test/bench/results.json');
const peers = ['@google/genai', 'openai', 'ai', 'ai-retry', 'ai-fallback', '@ai-sdk/google', '@portkey-ai/gateway'];
const all = Object.keys(parts) as (keyof Parts)[];
const quick = '--quick';

/**
 * Compares Dualtrack with its peers on emulated services: prints a table for each part, and writes results.json and the README's
 * table. Where parts are named, only those are run, and the others' results stay. `--quick` tries a part out and writes nothing.
 */
async function main(args: readonly string[]): Promise<void> {
  keepConsoleOffStdout();
  const names = args.filter((arg) => arg !== quick);
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) throw new Error(`no part is called ${unknown.join(', ')}; there are ${all.join(', ')}`);
  const wanted = names.length === 0 ? all : all.filter((part) => names.includes(part));
  const isQuick = args.includes(quick);
  const contestants = new Contestants();
  let ran: Results = {};
  try {
    for (const part of wanted) {
      process.stderr.write(`bench: ${part} …\n`);
      ran = { ...ran, [part]: await take(part, isQuick ? efforts.quick : efforts.whole, contestants) };
      if (!isQuick) write({ ...lastResults(), ...ran });
    }
  } finally {
    await contestants.close();
  }
  process.stdout.write(`${tables(foundIn(ran)).join('\n\n')}\n`);
}

/** Those that take part in more than one part of the bench: started once, and only if somebody asks for them. */
class Contestants {
  #started: Promise<readonly Contestant[]> | undefined;

  readonly all = (): Promise<readonly Contestant[]> => {
    this.#started ??= startPortkey(root).then((portkey) => [dualtrack, plain, aiRetry, aiFallback, portkey]);
    return this.#started;
  };

  async close(): Promise<void> {
    const started = await this.#started?.catch(() => []);
    await Promise.all((started ?? []).map((contestant) => contestant.close()));
  }
}

async function take<P extends keyof Parts>(
  part: P,
  effort: Effort,
  contestants: Contestants,
): Promise<Taken<Parts[P]>> {
  const found = await parts[part](effort, contestants.all);
  return { at: new Date().toISOString(), node: process.version, versions: versionsOf(peers), found };
}

function lastResults(): Results {
  return existsSync(resultsFile) ? (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results) : {};
}

/** After each part, so that a later one that fails takes nothing with it. */
function write(results: Results): void {
  const inOrder = Object.fromEntries(all.map((part) => [part, results[part]]));
  writeFileSync(resultsFile, `${JSON.stringify(inOrder, undefined, 2)}\n`);
  const readme = path.join(root, 'README.md');
  writeFileSync(readme, withSpeedTable(readFileSync(readme, 'utf8'), foundIn(results)));
}

function versionsOf(names: readonly string[]): Record<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? '']));
}

void main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
