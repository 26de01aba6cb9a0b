import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../scripts/project';

/** The line of one job, as far as tests read it. */
export interface Line {
  readonly ok: boolean;
  readonly file?: string;
  readonly route?: string;
  readonly modelId?: string;
  readonly charge?: string;
  readonly costUsd?: number | null;
  readonly failure?: string;
  readonly message?: string;
  readonly attempts: readonly { readonly route: string; readonly failure: string | null; readonly charge: string }[];
}

export interface DoorRun {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly lines: readonly Line[];
  readonly errors: string;
  /** The lines as they were printed. */
  readonly printed: string;
}

/** Runs `generate` without VS Code over these routes, which are written below `folder` as the pictures are. */
export function door(folder: string, routes: readonly unknown[], ...args: string[]): Promise<DoorRun> {
  return doorWith({}, folder, routes, ...args);
}

/** What a run of the door is given besides its routes. */
export interface Means {
  /** A script that runs in its process first, and may spoil there whatever it likes. */
  readonly script?: string;
  readonly heapMegabytes?: number;
  /** When it is ended. */
  readonly patienceMs?: number;
}

/** The same with means of one's own. A run that takes more than it has ends by a signal, and has no code. */
export async function doorWith(
  { script = '', heapMegabytes, patienceMs }: Means,
  folder: string,
  routes: readonly unknown[],
  ...args: string[]
): Promise<DoorRun> {
  const [file, first] = [path.join(folder, 'routes.json'), path.join(folder, 'first.cjs')];
  fs.writeFileSync(file, JSON.stringify(routes));
  fs.writeFileSync(first, script);
  const generate = path.join(projectRoot(), 'out/cli/generate.js');
  const heap = heapMegabytes === undefined ? [] : [`--max-old-space-size=${heapMegabytes}`];
  const all = [...heap, '--require', first, generate, '--routes', file, '--out', path.join(folder, 'out'), ...args];
  const child = spawn(process.execPath, all, { timeout: patienceMs, killSignal: 'SIGKILL' });
  let [stdout, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = stdout.split('\n').filter(Boolean);
  return { code, errors, printed: stdout, lines: lines.map((line) => JSON.parse(line) as Line) };
}
