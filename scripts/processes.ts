import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a program has to end by itself, once it is asked to. */
const usualGraceMs = 5_000;

/** A program with all that it starts. */
export interface Group {
  readonly child: ChildProcess;
  /** Ends all of it, by asking first; resolves when it is gone. */
  stop(): Promise<void>;
}

/** Starts a program as a group of its own, which does not outlive this process, however that ends (but for SIGKILL). */
export function startGroup(program: string, args: readonly string[], options: SpawnOptions): Group {
  const child = spawn(program, args, { ...options, detached: process.platform !== 'win32' });
  const kill = () => signalGroup(child, 'SIGKILL');
  // Before the other listeners, so that it no longer uses the folders that they remove.
  process.prependOnceListener('exit', kill);
  // Members of the group that are left over are ended with its leader.
  child.once('exit', () => {
    process.removeListener('exit', kill);
    kill();
  });
  return { child, stop: () => stopGroup(child) };
}

/** Runs a program to its end and resolves to its output. Throws, with the output, when it fails. */
export async function output(program: string, args: readonly string[], options: SpawnOptions): Promise<string> {
  const { child } = startGroup(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${[program, ...args].join(' ')} failed (${code}):\n${text}`);
  return text;
}

/**
 * Runs a program to its end with its output on ours; resolves to its exit code. A `limitMs` ends it, with a code that is not 0: it is
 * asked to end, and has `graceMs` for that, five seconds if that is left out.
 */
export async function follow(
  program: string,
  args: readonly string[],
  options: SpawnOptions & { limitMs?: number | undefined; graceMs?: number | undefined },
): Promise<number> {
  const { limitMs, graceMs = usualGraceMs, ...rest } = options;
  const child = spawn(program, args, { stdio: 'inherit', ...rest });
  const ask = () => child.kill('SIGTERM');
  const kill = () => child.kill('SIGKILL');
  process.once('exit', ask);
  const timers = limitMs === undefined ? [] : [setTimeout(ask, limitMs), setTimeout(kill, limitMs + graceMs)];
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    process.removeListener('exit', ask);
  }
}

/** Makes signals end this process through its `exit` event, at which groups and browsers are ended. */
export function exitOnSignals(): void {
  // Each of them listens, and there may be any number of them.
  process.setMaxListeners(0);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    await Promise.race([gone, wait(usualGraceMs, undefined, { ref: false })]);
  }
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // ESRCH: nobody is left in it.
  }
}
