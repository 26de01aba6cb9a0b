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

/** What a suite that runs in another process tells of itself. */
export interface Report extends Counts {
  /** The title of each test that failed, with why in one line. */
  readonly failures: readonly { readonly title: string; readonly why: string }[];
}

/** The environment variable that names the file for the report of a suite that runs in another process. */
export const reportVariable = 'DUALTRACK_TEST_REPORT';

/** A pattern for the titles of the tests to run. */
const chosen = process.env['DUALTRACK_GREP'] || undefined;

/**
 * Runs every `*.test.js` below `folder`, prints what ran and tells the process that waits for the report. With more than one
 * try a file whose test fails stops there and is run again from its beginning, as its tests build on each other; what was
 * tried again is worth knowing, and is named at the end. What a developer chooses by its title is tried once.
 */
export async function runMocha(folder: string, timeout: number, mostTries = 1): Promise<Counts> {
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'));
  const files = names.sort().map((name) => path.join(folder, name));
  const tries = chosen === undefined ? mostTries : 1;
  const reports: Report[] = [];
  const again: string[] = [];
  for (const group of tries > 1 ? files.map((file) => [file]) : [files]) {
    for (let left = tries; left > 0; left -= 1) {
      const report = await runFiles(group, timeout, left > 1);
      if (left === 1 || report.failures.length === 0) {
        reports.push(report);
        break;
      }
      again.push(...report.failures.map(({ title, why }) => `again: ${title}: ${why}`));
    }
  }
  for (const line of again) console.log(line);
  const sum = (key: keyof Counts): number => reports.reduce((total, report) => total + report[key], 0);
  const counts = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
  const file = process.env[reportVariable];
  const failures = reports.flatMap((report) => report.failures);
  if (file) fs.writeFileSync(file, JSON.stringify({ ...counts, failures } satisfies Report));
  return counts;
}

/** `bail`: nothing more is run once a test has failed. */
async function runFiles(files: readonly string[], timeout: number, bail: boolean): Promise<Report> {
  const grep = chosen === undefined ? {} : { grep: chosen };
  const mocha = new Mocha({ timeout, bail, forbidOnly: Boolean(process.env['CI']), ...grep });
  for (const file of files) mocha.addFile(file);
  const failures: { title: string; why: string }[] = [];
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
    runner.on('fail', ({ title }, error: Error) => failures.push({ title, why: inShort(error) }));
  });
  mocha.unloadFiles(); // another run begins with nothing
  const { passes = 0, failures: failed = 0, pending = 0 } = stats ?? {};
  return { passed: passes, failed, skipped: pending, failures };
}

/** The first line of an error, with what a browser's page was waited for. */
function inShort({ message }: Error): string {
  const lines = stripVTControlCharacters(String(message)).split('\n');
  const waited = lines.find((line) => line.includes('waiting for'));
  return [lines[0] ?? '', ...(waited === undefined ? [] : [waited.trim().replace(/^- /, '')])].join(' ');
}
