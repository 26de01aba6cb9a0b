import fs from 'node:fs';
import path from 'node:path';
import { output } from '../../scripts/processes';
import { cacheFolder, projectRoot } from '../../scripts/project';

/** code-server is VS Code itself, served to a browser; the npm registry has it, and this version carries VS Code 1.139. */
const version = '4.139.1';
const entry = 'node_modules/code-server/out/node/entry.js';

/** Promises the program file of code-server, for Node 24; installs it into the user's cache folder when it is missing. */
export async function codeServer(): Promise<string> {
  if (process.platform === 'win32') throw new Error('code-server does not run on Windows: use WSL for this');
  const home = path.join(cacheFolder(), `code-server-${version}`);
  if (!fs.existsSync(path.join(home, entry))) await installInto(home);
  giveItALog(home);
  return path.join(home, entry);
}

/** Complete or not at all: it is installed beside its place and moved there at the end, so that two may do it at once. */
async function installInto(home: string): Promise<void> {
  console.error(`dualtrack: installing code-server ${version} into ${home} (600 MB) …`);
  fs.mkdirSync(path.dirname(home), { recursive: true });
  const aside = fs.mkdtempSync(`${home}-`);
  try {
    await npmInstalls(aside);
    fs.renameSync(aside, home);
  } catch (error) {
    fs.rmSync(aside, { recursive: true, force: true });
    if (!fs.existsSync(path.join(home, entry))) throw error;
  }
}

/** Every time, since the cache outlives the checkout that filled it; moved into place, since others may read it. */
function giveItALog(home: string): void {
  const place = path.join(home, 'node_modules/code-server/lib/vscode/node_modules/@vscode/spdlog/index.js');
  const ours = fs.readFileSync(path.join(projectRoot(), 'out/harness/spdlog.js'), 'utf8');
  if (fs.readFileSync(place, 'utf8') === ours) return;
  fs.writeFileSync(`${place}.${process.pid}`, ours);
  fs.renameSync(`${place}.${process.pid}`, place);
}

/** No install script is run: what they would compile is not needed for an editor without a terminal. */
async function npmInstalls(folder: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  await output('npm', ['install', `code-server@${version}`, ...quiet], { cwd: folder });
  await output('npm', ['install', '--omit=dev', ...quiet], { cwd: vscode });
  await output('npm', ['install', '--omit=dev', ...quiet], { cwd: path.join(vscode, 'extensions') });
}
