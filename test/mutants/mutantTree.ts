import fs from 'node:fs';
import path from 'node:path';
import { follow, output } from '../../scripts/processes';
import { projectRoot, removeFolder, temporaryFolder } from '../../scripts/project';
import type { Report } from '../harness/runMocha';
import { reportVariable } from '../harness/runMocha';
import type { Edit } from './mutant';
import { mutate } from './mutant';

/** A test that fails here mostly waits for what will never come: no need to wait for it as long as for what may come late. */
const lessPatience: readonly Edit[] = [
  { file: 'test/harness/workbench/driver.ts', from: 'setDefaultTimeout(60_000)', to: 'setDefaultTimeout(20_000)' },
];

/** Runs the end-to-end tests with these titles, once each, on a copy of the checkout with the edits made. */
export async function runMutated(edits: readonly Edit[], titles: readonly string[]): Promise<Report> {
  const home = temporaryFolder();
  const tree = path.join(home, 'tree');
  const report = path.join(home, 'report.json');
  const env = { ...process.env, [reportVariable]: report, DUALTRACK_GREP: titles.map(literally).join('|') };
  try {
    await copyCheckout(tree);
    mutate(tree, [...lessPatience, ...edits]);
    await output(process.execPath, ['esbuild.js'], { cwd: tree });
    const script = path.join(tree, 'out/harness/mocha.js');
    const log = fs.openSync(path.join(home, 'log'), 'w');
    const args = ['--enable-source-maps', script, path.join(tree, 'out/e2e'), '240000'];
    await follow(process.execPath, args, { cwd: tree, env, stdio: ['ignore', log, log], limitMs: 20 * 60_000 });
    return JSON.parse(fs.readFileSync(report, 'utf8')) as Report;
  } finally {
    removeFolder(home);
  }
}

/** The files that git knows or would add, as they are now; the packages are shared. */
async function copyCheckout(tree: string): Promise<void> {
  const root = projectRoot();
  const listed = await output('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.split('\0')) {
    const isFile = fs.lstatSync(path.join(root, file), { throwIfNoEntry: false })?.isFile();
    if (isFile) fs.cpSync(path.join(root, file), path.join(tree, file));
  }
  fs.symlinkSync(fs.realpathSync(path.join(root, 'node_modules')), path.join(tree, 'node_modules'));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
