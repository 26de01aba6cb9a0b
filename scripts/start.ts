/** `npm start [-- --folder DIR] [-- --once "PROMPT"]`: a real VS Code with the extension on a sample folder. */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { desktop } from '../test/harness/desktop';
import { generateOnce } from '../test/harness/once';
import { plainEnvironment } from '../test/harness/plainEnvironment';
import { exitOnSignals, startGroup } from './processes';
import { projectRoot } from './project';
import { startServer } from '../test/harness/server';
import { writeSettings } from '../test/harness/workbench/settings';
import { builtVsix } from './vsix';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { folder: { type: 'string' }, once: { type: 'string' } } });
  const folder = values.folder === undefined ? sampleFolder() : path.resolve(values.folder);
  if (!fs.existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  console.error(`workspace: ${path.relative(process.cwd(), folder) || '.'}`);
  if (values.once !== undefined) {
    exitOnSignals();
    if (values.once.trim() === '') throw new Error('--once needs a prompt');
    console.log(await generateOnce(folder, values.once));
    return;
  }
  const program = await desktop();
  await (program === undefined ? stayOpen(folder) : openDesktop(program, folder));
}

/** A copy to play with. What was made in it stays: it may have been paid for. */
function sampleFolder(): string {
  const folder = path.join(projectRoot(), '.cache/sample');
  fs.cpSync(path.join(projectRoot(), 'test/harness/sample'), folder, { recursive: true, force: false });
  return folder;
}

/** Serves VS Code until Ctrl+C. */
async function stayOpen(folder: string): Promise<void> {
  const server = await startServer({ home: profile(), extensions: [await builtVsix()] });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, resolve);
  });
  console.log(`VS Code with Dualtrack is at ${server.origin}/?folder=${encodeURIComponent(folder)}`);
  console.log('Ctrl+C ends it.');
  const crashed = server.ended.then(() => true);
  if (await Promise.race([crashed, stopped.then(() => false)])) throw new Error(`it has ended:\n${server.printed()}`);
  await server.stop();
}

/** Opens a window of the desktop VS Code, and waits until it is closed. */
async function openDesktop(program: string, folder: string): Promise<void> {
  exitOnSignals();
  const data = path.join(profile(), 'data');
  if (!fs.existsSync(data)) writeSettings(data, {});
  const args = [
    ...['--new-window', '--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-workspace-trust'],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...[`--user-data-dir=${data}`, `--extensions-dir=${path.join(profile(), 'extensions')}`],
    ...[`--extensionDevelopmentPath=${projectRoot()}`, folder],
  ];
  const { child } = startGroup(program, args, { env: plainEnvironment(), stdio: 'ignore' });
  console.log('VS Code opens. Close its window, or press Ctrl+C here, to end it.');
  await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
}

/** Settings and history of `npm start` stay from one start to the next. */
function profile(): string {
  return path.join(projectRoot(), '.cache/vscode');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`dualtrack: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
