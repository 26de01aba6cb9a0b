// Installs the project's packages when they are missing or older than package-lock.json.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';

const windows = process.platform === 'win32';

/** Makes sure that all packages are installed as package-lock.json says. Resolves to the path of the project's own Node. */
export async function install(root) {
  const lock = path.join(root, '.cache/install.lock');
  if (!isInstalled(root)) {
    await withLock(lock, async () => {
      if (!isInstalled(root)) await npm(root, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    });
  }
  const node = path.join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node');
  if (!fs.existsSync(node)) {
    // The package brings its program by an install script, which `ignore-scripts` in a user's npm settings prevents.
    await withLock(lock, () => npm(root, ['rebuild', 'node', '--ignore-scripts=false']));
  }
  if (!fs.existsSync(node)) throw new Error('the package "node" did not bring its program: run "npm rebuild node"');
  return node;
}

/** npm writes the second file when an install is complete: a broken one leaves none. */
function isInstalled(root) {
  const wanted = packagesIn(path.join(root, 'package-lock.json'));
  const present = packagesIn(path.join(root, 'node_modules/.package-lock.json'));
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || present[name]?.version === entry.version || (entry.optional && present[name] === undefined),
  );
}

function packagesIn(file) {
  if (!fs.existsSync(file)) return {};
  return JSON.parse(fs.readFileSync(file, 'utf8')).packages ?? {};
}

function npm(root, args) {
  console.error(`dualtrack: npm ${args.join(' ')} …`);
  // Without the project's Node, which the install is about to replace.
  const inside = path.join(root, 'node_modules/.bin');
  const PATH = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.resolve(folder) !== inside);
  const env = { ...process.env, PATH: PATH.join(path.delimiter) };
  return run('npm', args, { cwd: root, env, shell: windows });
}

/** Runs a program with its output on our stderr. Throws when it fails. */
export function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 2, 2] });
    const stop = () => child.kill();
    process.once('exit', stop);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.removeListener('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`"${[path.basename(program), ...args].join(' ')}" failed (${signal ?? code})`));
    });
  });
}
