import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import Mocha from 'mocha';

/** How a suite went. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Failure {
  readonly title: string;
  /** In one line. */
  readonly why: string;
}

/** How a suite went, and what failed in it. */
export interface Report extends Counts {
  readonly failures: readonly Failure[];
  /** What failed first and passed at a second try. */
  readonly unsteady?: readonly Failure[];
}

/** The environment variable that names the file for the report of a suite that runs in another process. */
export const reportVariable = 'DUALTRACK_TEST_REPORT';

/** A pattern for the titles of the tests to run. */
export const chosenTitles = process.env['DUALTRACK_GREP'] || undefined;

/** `DUALTRACK_ORDER=reverse` runs the tests from the last to the first: one that builds on the one before fails then. */
const isReversed = process.env['DUALTRACK_ORDER'] === 'reverse';

/** The `*.test.js` below a folder, in the order of their names. */
export function testFilesBelow(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.test.js'))
    .sort()
    .map((name) => path.join(folder, name));
}

/** Runs one `*.test.js`, or all below a folder, prints what ran and tells the process that waits for the report. */
export async function runMocha(place: string, timeout: number): Promise<Report> {
  const grep = chosenTitles === undefined ? {} : { grep: chosenTitles };
  const mocha = new OrderedMocha({ timeout, forbidOnly: Boolean(process.env['CI']), ...grep });
  for (const file of fs.statSync(place).isDirectory() ? testFilesBelow(place) : [place]) mocha.addFile(file);
  const failed: { readonly title: string; readonly error: Error }[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', ({ title }, error: Error) => failed.push({ title, error }));
  });
  const { passes = 0, failures: count = 0, pending = 0 } = stats ?? {};
  // only now: a hook that explains failures adds to the errors
  const failures = failed.map(({ title, error }) => ({ title, why: inShort(error) }));
  const report: Report = { passed: passes, failed: count, skipped: pending, failures };
  const file = process.env[reportVariable];
  if (file) fs.writeFileSync(file, JSON.stringify(report));
  return report;
}

class OrderedMocha extends Mocha {
  protected override loadFiles(done?: () => void): void {
    super.loadFiles(done);
    if (isReversed) reverse(this.suite);
  }
}

function reverse(suite: Mocha.Suite): void {
  suite.tests.reverse();
  suite.suites.reverse();
  for (const part of suite.suites) reverse(part);
}

/** What the window of a failed test showed begins a line of its error so. */
export const screenMark = 'On the screen: ';

/** The first lines of an error, with what a browser's page was waited for, and what was on the screen. */
function inShort({ message }: Error): string {
  const lines = stripVTControlCharacters(String(message)).split('\n');
  const waited = lines.find((line) => line.includes('waiting for'))?.trim();
  const screen = lines.find((line) => line.startsWith(screenMark));
  // what an assertion compared stands below its first line
  const compared = lines.slice(1, 12).filter((line) => line !== screen && line.trim() !== waited);
  const parts = [lines[0], compared.join(' ').replace(/\s+/g, ' ').slice(0, 500), waited?.replace(/^- /, ''), screen];
  return parts.filter((part) => part !== undefined && part.trim() !== '').join(' ');
}
