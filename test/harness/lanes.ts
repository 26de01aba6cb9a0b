import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { follow } from '../../scripts/processes';
import { projectRoot, removeFolder, temporaryFolder } from '../../scripts/project';
import type { Counts, Failure, Report } from './runMocha';
import { reportVariable, testFilesBelow } from './runMocha';

export interface LaneOptions {
  /** Of one test, in milliseconds. */
  readonly timeout: number;
  /** After so many milliseconds a file is ended, and has failed. */
  readonly limitMs: number;
  /** How long it has then to end by itself. Default: five seconds. */
  readonly graceMs?: number | undefined;
  /** How many files run at a time. Default: one for each two cores, which is what a window with its hosts takes. */
  readonly lanes?: number;
  /** Names of files, as `routes/diagnosis`, to begin with: a long one that begins last would run alone at the end. */
  readonly longest?: readonly string[];
  /**
   * How many files may run once more, alone, when they have failed: more are no accident, and then none does. What passes only then
   * is `unsteady` in the report, never silent. Default: none.
   */
  readonly secondTries?: number;
  /** Default: to the console. */
  readonly print?: (text: string) => void;
}

/**
 * Runs the test files below a folder, each in a process of its own, some at a time: who is free takes the next one. Prints what
 * each has printed in one piece, once it has ended. A file that crashes or does not end has failed. Each process starts its own servers, on ports that the system chooses, in temporary folders of its own.
 */
export async function runInLanes(folder: string, options: LaneOptions): Promise<Report> {
  const { lanes = Math.max(1, Math.floor(os.availableParallelism() / 2)), longest = [], secondTries = 0 } = options;
  const { print = printOut } = options;
  const nameOf = (file: string): string =>
    path
      .relative(folder, file)
      .replace(/\.test\.js$/, '')
      .split(path.sep)
      .join('/');
  const place = (file: string): number => (longest.includes(nameOf(file)) ? longest.indexOf(nameOf(file)) : Infinity);
  const left = testFilesBelow(folder).sort((one, other) =>
    place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0,
  );
  const reports = new Map<string, Report>();
  const run = async (file: string): Promise<void> => {
    const { report, printed } = await runFile(file, nameOf(file), options);
    reports.set(file, report);
    print(printed);
  };
  const lane = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) await run(file);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const failed = [...reports].filter(([, report]) => report.failed > 0);
  const unsteady: Failure[] = [];
  for (const [file, first] of failed.length <= secondTries ? failed : []) {
    print(`\n--- ${nameOf(file)}: a second try, alone\n`);
    await run(file);
    if (reports.get(file)?.failed === 0) unsteady.push(...first.failures);
  }
  const all = [...reports.values()];
  const sum = (key: keyof Counts): number => all.reduce((total, report) => total + report[key], 0);
  const failures = all.flatMap((report) => report.failures);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), failures, unsteady };
}

const printOut = (text: string): void => void process.stdout.write(text);

async function runFile(
  file: string,
  name: string,
  { timeout, limitMs, graceMs }: LaneOptions,
): Promise<{ report: Report; printed: string }> {
  const home = temporaryFolder();
  const [report, log] = [path.join(home, 'report.json'), path.join(home, 'log')];
  const output = fs.openSync(log, 'w');
  const began = performance.now();
  try {
    const script = path.join(projectRoot(), 'out/harness/mocha.js');
    const code = await follow(process.execPath, ['--enable-source-maps', script, file, String(timeout)], {
      cwd: projectRoot(),
      env: { ...process.env, [reportVariable]: report },
      stdio: ['ignore', output, output],
      ...{ limitMs, graceMs },
    });
    const seconds = Math.round((performance.now() - began) / 1_000);
    const printed = `\n--- ${name}: ${seconds} s\n${fs.readFileSync(log, 'utf8')}`;
    return { report: reportIn(report, name, code), printed };
  } finally {
    fs.closeSync(output);
    removeFolder(home);
  }
}

/** The report of a process that ended with this code. One that left none, or ended badly all the same, has failed. */
function reportIn(file: string, title: string, code: number): Report {
  const report = fs.existsSync(file)
    ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Report)
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (code === 0 || report.failed > 0) return report;
  const failure: Failure = { title, why: `its process ended with code ${code}` };
  return { ...report, failed: 1, failures: [failure] };
}
