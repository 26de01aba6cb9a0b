import { existsSync } from 'node:fs';
import { inspect } from 'node:util';
import type { ConformanceCase } from './cases';
import { readCases } from './cases';
import type { Outcome } from './check';
import { problemsOf } from './check';
import { createCaseHttpClient } from './caseHttpClient';
import { play } from './play';
import { print, tell } from '../../src/cli/print';

const longestMs = 2000;

/** Keeps what libraries print, since stdout belongs to the results. */
function catchConsole(): string[] {
  const lines: string[] = [];
  const keep = (...args: unknown[]): void => void lines.push(args.map((arg) => inspect(arg)).join(' '));
  for (const name of ['debug', 'log', 'info', 'warn', 'error'] as const) console[name] = keep;
  return lines;
}

async function outcomeOf(run: Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ error: new Error(`it took more than ${longestMs} ms`) }), longestMs);
  });
  return Promise.race([run, late]).finally(() => clearTimeout(timer));
}

async function problemsOfCase(played: ConformanceCase, logged: string[]): Promise<string[]> {
  const { http, violations } = createCaseHttpClient(played);
  logged.length = 0;
  const run = play(played, http).then(
    (answer): Outcome => ({ answer }),
    (error: unknown): Outcome => ({ error }),
  );
  const outcome = await outcomeOf(run);
  return [...violations, ...problemsOf(played.expect, outcome, logged.join('\n'))];
}

/** Plays every case of a folder, prints a line for each and the sum. The exit code is 0 only if all passed. */
async function main(folder: string | undefined): Promise<number> {
  if (folder === undefined || !existsSync(folder)) {
    tell('usage: npm run -s conformance -- DIR (a folder with *.json cases)');
    return 2;
  }
  const logged = catchConsole();
  let passed = 0;
  let failed = 0;
  for (const played of readCases(folder)) {
    const problems = 'problem' in played ? [played.problem] : await problemsOfCase(played, logged);
    if (problems.length === 0) passed++;
    else failed++;
    const words = problems.join('; ').replace(/\s+/g, ' ');
    print(problems.length === 0 ? `ok ${played.name}\n` : `FAIL ${played.name}: ${words}\n`);
  }
  print(`${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

void main(process.argv[2]).then((code) => (process.exitCode = code));
