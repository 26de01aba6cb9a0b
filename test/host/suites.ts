import fs from 'node:fs';
import path from 'node:path';
import { runInVsCode } from './inVsCode';
import { follow } from './processes';
import { projectRoot, removeFolder, temporaryFolder } from './project';
import { reportVariable, type Counts } from './runMocha';

/** Every suite, in the order in which they are run. */
export const suites = {
  types: () =>
    allPass([
      ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'],
      ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'src/webview'],
    ]),
  lint: () =>
    allPass([
      ['node_modules/eslint/bin/eslint.js', '.'],
      ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
    ]),
  unit: () => counted((report) => runFolder('out/unit', { timeout: 10_000, tries: 1 }, report)),
  vscode: () => counted(runInVsCode),
  // a workbench in a browser on a busy machine can miss a click or a toast; what needs another try is named
  e2e: () => counted((report) => runFolder('out/e2e', { timeout: 240_000, tries: 3 }, report)),
} satisfies Record<string, () => Promise<Counts>>;

/** A check counts as one test. */
async function allPass(commands: readonly (readonly string[])[]): Promise<Counts> {
  let failures = 0;
  for (const command of commands) {
    if ((await follow(process.execPath, command, { cwd: projectRoot() })) !== 0) failures++;
  }
  return { passed: failures === 0 ? 1 : 0, failed: failures === 0 ? 0 : 1, skipped: 0 };
}

async function runFolder(
  folder: string,
  { timeout, tries }: { readonly timeout: number; readonly tries: number },
  report: string,
): Promise<void> {
  const cwd = projectRoot();
  const script = path.join(cwd, 'out/host/mocha.js');
  const args = ['--enable-source-maps', script, path.join(cwd, folder), String(timeout), String(tries)];
  const env = { ...process.env, [reportVariable]: report };
  await follow(process.execPath, args, { cwd, env, limitMs: 60 * 60_000 });
}

/** Takes the counts that a suite in another process has left. A suite that left none, or ran nothing, has failed. */
async function counted(run: (report: string) => Promise<void>): Promise<Counts> {
  const folder = temporaryFolder();
  const report = path.join(folder, 'counts.json');
  try {
    await run(report);
    const counts = JSON.parse(fs.readFileSync(report, 'utf8')) as Counts;
    if (counts.passed + counts.failed > 0) return counts;
    console.error('no test ran');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  } finally {
    removeFolder(folder);
  }
  return { passed: 0, failed: 1, skipped: 0 };
}
