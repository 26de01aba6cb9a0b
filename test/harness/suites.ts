import fs from 'node:fs';
import path from 'node:path';
import { codeServer } from './codeServer';
import { runInVsCode } from './inVsCode';
import { runInLanes } from './lanes';
import { follow } from '../../scripts/processes';
import { projectRoot, removeFolder, temporaryFolder } from '../../scripts/project';
import { reportVariable, type Failure, type Report } from './runMocha';
import { builtVsix } from '../../scripts/vsix';
import { openChromium } from './workbench/chromium';

/** The end-to-end tests that take longest: measured, and only to begin with. */
const longest = ['routes/testRoutesRows', 'routes/diagnosis', 'attacks/outsideTexts', 'crash/crash'];

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
  unit: () => reported(runUnitTests),
  vscode: () => reported(runInVsCode),
  e2e: async () => {
    await installWhatWindowsNeed();
    const report = await runInLanes(path.join(projectRoot(), 'out/e2e'), {
      timeout: 240_000,
      limitMs: 20 * 60_000,
      longest,
      secondTries: 2,
    });
    return report.passed + report.failed > 0 ? report : nothingRan();
  },
} satisfies Record<string, () => Promise<Report>>;

/** A check counts as one test. */
async function allPass(commands: readonly (readonly string[])[]): Promise<Report> {
  const failures: Failure[] = [];
  for (const command of commands) {
    const code = await follow(process.execPath, command, { cwd: projectRoot() });
    if (code !== 0) failures.push({ title: command.join(' '), why: `ended with code ${code}` });
  }
  const failed = failures.length === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0, failures };
}

async function runUnitTests(report: string): Promise<void> {
  const cwd = projectRoot();
  const args = ['--enable-source-maps', path.join(cwd, 'out/harness/mocha.js'), path.join(cwd, 'out/unit'), '10000'];
  const env = { ...process.env, [reportVariable]: report };
  await follow(process.execPath, args, { cwd, env, limitMs: 60 * 60_000 });
}

/** Before there are two who would install it at the same time, and outside of the time that a test has. */
async function installWhatWindowsNeed(): Promise<void> {
  await codeServer();
  await (await openChromium()).close();
  await builtVsix();
}

/** Takes the report that a suite in another process has left. A suite that left none, or ran nothing, has failed. */
async function reported(run: (file: string) => Promise<void>): Promise<Report> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'report.json');
  try {
    await run(file);
    const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
    return report.passed + report.failed > 0 ? report : nothingRan();
  } catch (error) {
    return broken(error instanceof Error ? error.message : String(error));
  } finally {
    removeFolder(folder);
  }
}

const nothingRan = (): Report => broken('no test ran');

const broken = (why: string): Report => ({ passed: 0, failed: 1, skipped: 0, failures: [{ title: 'the suite', why }] });
