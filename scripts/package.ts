/** `npm run package`: makes `dualtrack.vsix`, lists what is in it, and fails when something in it should not be. */
import path from 'node:path';
import { loadedAtStart } from './loadedAtStart';
import { exitOnSignals } from './processes';
import { projectRoot } from './project';
import { packageVsix } from './vsix';
import { bytesOf, startProblems } from './startRules';
import { problemsOf } from './vsixRules';
import { readZip, type Entry } from './zip';

async function main(): Promise<void> {
  exitOnSignals();
  const root = projectRoot();
  const file = path.join(root, 'dualtrack.vsix');
  const said = await packageVsix(file);
  for (const line of said.split('\n')) if (/WARN/.test(line)) console.error(line.trim());
  const entries = readZip(file);
  list(entries);
  const start = loadedAtStart(path.join(root, 'dist'));
  const problems = [...problemsOf(entries), ...startProblems(entries, start)];
  for (const problem of problems) console.error(`dualtrack.vsix: ${problem}`);
  if (problems.length > 0) throw new Error('the VSIX is not fit to be published');
  console.log('dualtrack.vsix is complete: no keys, no stray files, no SDK at start');
  console.log(`loaded at start: ${kilobytes(bytesOf(entries, start))} in ${start.length} files`);
}

function list(entries: readonly Entry[]): void {
  const size = (bytes: number) => kilobytes(bytes).padStart(11);
  for (const entry of entries) console.log(`${size(entry.data.length)}  ${entry.name}`);
  const total = entries.reduce((sum, entry) => sum + entry.data.length, 0);
  console.log(`${size(total)}  in ${entries.length} files, unpacked`);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`dualtrack: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
