import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/**
 * The child loads a test's own bundle; mocha's globals are not there, so they are put in. It holds the other end of its
 * stdin, so that it ends with its parent, and does not wait for that.
 */
const boot = `globalThis.describe = () => undefined;
process.stdin.on('end', () => process.exit(1)).resume().unref();
const [bundle, name, ...args] = process.argv.slice(1);
Promise.resolve(require(bundle)[name](...args)).catch((error) => { console.error(error); process.exit(1); });`;

/** Runs an exported function of a test bundle in a process of its own. */
export function startChild(
  bundle: string,
  name: string,
  args: readonly string[],
  as: { readonly uid?: number; readonly gid?: number; readonly env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, ['-e', boot, bundle, name, ...args], { stdio: ['pipe', 'pipe', 'pipe'], ...as });
}

/** Runs it to its end. */
export async function runChild(
  ...call: Parameters<typeof startChild>
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = startChild(...call);
  const exit = once(child, 'exit');
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  await exit;
  return { code: child.exitCode, stdout, stderr };
}

/** Waits for the child's first word. Throws if it ends without one. */
export async function untilUp(child: ChildProcess): Promise<void> {
  const said = child.stdout ? once(child.stdout, 'data').then(() => true) : false;
  const ended = once(child, 'exit').then(() => false);
  if (!(await Promise.race([said, ended]))) throw new Error(`The child ended: ${await textOf(child.stderr)}`);
}

/** By SIGKILL, which leaves a process no moment for anything. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

async function textOf(stream: ChildProcess['stdout']): Promise<string> {
  return stream ? text(stream) : '';
}
