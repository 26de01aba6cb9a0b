import fs from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { output } from './processes';
import { projectRoot } from './project';

const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
/** What is shipped as it is in the checkout. Sources are not listed: a new build of them empties out/, where the VSIX is. */
const shipped = [
  'media',
  'l10n',
  'package.json',
  'package.nls.json',
  '.vscodeignore',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];

/** Packages the extension into `file`, with a production build; resolves to what vsce printed. Throws when vsce fails. */
export async function packageVsix(file: string): Promise<string> {
  return locked(() => runVsce(file));
}

/** The VSIX of the sources as they were built last: what the hosts install. */
export async function builtVsix(): Promise<string> {
  const file = path.join(projectRoot(), 'out/dualtrack.vsix');
  await locked(async () => {
    if (!isCurrent(file)) await runVsce(file);
  });
  return file;
}

/** vsce builds the extension, which must not happen at the same time as another build. */
function locked<T>(work: () => Promise<T>): Promise<T> {
  return withLock(path.join(projectRoot(), '.cache/build.lock'), work);
}

async function runVsce(file: string): Promise<string> {
  const root = projectRoot();
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const said = await output(process.execPath, [vsce, 'package', ...flags, '--out', `${file}.new`], { cwd: root });
  fs.renameSync(`${file}.new`, file);
  return said;
}

function isCurrent(file: string): boolean {
  const seen = fs.statSync(file, { throwIfNoEntry: false });
  return seen !== undefined && newest(shipped.map((name) => path.join(projectRoot(), name))) <= seen.mtimeMs;
}

function newest(places: readonly string[]): number {
  const times = places.map((place) => {
    const seen = fs.statSync(place, { throwIfNoEntry: false });
    if (seen === undefined) return 0;
    if (!seen.isDirectory()) return seen.mtimeMs;
    return Math.max(seen.mtimeMs, newest(fs.readdirSync(place).map((name) => path.join(place, name))));
  });
  return Math.max(0, ...times);
}
