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

/** Runs every `*.test.js` below `folder`, prints what ran and tells the process that waits for the report. */
export async function runMocha(folder: string, timeout: number, retries = 0): Promise<Counts> {
  const grep = process.env['DUALTRACK_GREP'];
  const mocha = new Mocha({ timeout, retries, forbidOnly: Boolean(process.env['CI']), ...(grep ? { grep } : {}) });
  const names = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.js'));
  for (const name of names.sort()) mocha.addFile(path.join(folder, name));
  const failures: { title: string; why: string }[] = [];
  const again: string[] = [];
  const counts = await new Promise<Counts>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
    runner.on('fail', ({ title }, error: Error) => failures.push({ title, why: inShort(error) }));
    // a test that passes only the second time is worth knowing
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      console.log(`    again: ${test.title}\n${error.stack ?? error}`);
      again.push(`again: ${test.title}: ${inShort(error)}`);
    });
  });
  for (const line of again) console.log(line); // once more at the end, where it is read
  const report = process.env[reportVariable];
  if (report) fs.writeFileSync(report, JSON.stringify({ ...counts, failures } satisfies Report));
  return counts;
}

/** The first line of an error, with what a browser's page was waited for. */
function inShort({ message }: Error): string {
  const lines = stripVTControlCharacters(String(message)).split('\n');
  const waited = lines.find((line) => line.includes('waiting for'));
  return [lines[0] ?? '', ...(waited === undefined ? [] : [waited.trim().replace(/^- /, '')])].join(' ');
}
