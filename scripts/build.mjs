// Builds dist/ and out/ when a source is newer than they are.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { run } from './install.mjs';
import { withLock } from './lock.mjs';

const inputs = [
  'src',
  'scripts',
  'test',
  'esbuild.js',
  'package.json',
  'package.nls.json',
  'package-lock.json',
  'tsconfig.json',
];
// Results and texts that are among the sources but in no bundle.
const noInput = /\.md$|[\\/]results\.json$|[\\/]harness[\\/]sample[\\/]/;

/** Makes sure that there is a complete build of the sources as they are now. */
export async function build(root, node) {
  if (isBuilt(root, hash(root))) return;
  await withLock(path.join(root, '.cache/build.lock'), async () => {
    const now = hash(root);
    if (isBuilt(root, now)) return;
    console.error('dualtrack: building …');
    await run(node, ['esbuild.js'], { cwd: root });
    fs.writeFileSync(stampOf(root), now);
  });
}

/** In out/, so that a build by hand, which empties out/, removes it as well. */
function stampOf(root) {
  return path.join(root, 'out/.built');
}

function isBuilt(root, now) {
  const stamp = stampOf(root);
  const complete = fs.existsSync(stamp) && fs.existsSync(path.join(root, 'dist/extension.js'));
  return complete && fs.readFileSync(stamp, 'utf8') === now;
}

function hash(root) {
  const sum = crypto.createHash('sha256');
  for (const file of inputs.flatMap((input) => filesOf(root, input))) {
    sum
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
      .update('\0');
  }
  return sum.digest('hex');
}

function filesOf(root, input) {
  const seen = fs.statSync(path.join(root, input), { throwIfNoEntry: false });
  if (seen === undefined) return [];
  if (seen.isFile()) return [input];
  return fs
    .readdirSync(path.join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !noInput.test(file))
    .sort();
}
