import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../host/project';

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
}

/** Runs `generate` without VS Code over these routes, which are written below `folder` as the pictures are. */
export function door(folder: string, routes: readonly unknown[], ...args: string[]): Promise<DoorRun> {
  return spoiledDoor(folder, '', routes, ...args);
}

/** The same; a script runs in its process first, and may spoil there whatever it likes. */
export async function spoiledDoor(
  folder: string,
  script: string,
  routes: readonly unknown[],
  ...args: string[]
): Promise<DoorRun> {
  const [file, first] = [path.join(folder, 'routes.json'), path.join(folder, 'first.cjs')];
  fs.writeFileSync(file, JSON.stringify(routes));
  fs.writeFileSync(first, script);
  const generate = path.join(projectRoot(), 'out/headless/generate.js');
  const options = ['--routes', file, '--out', path.join(folder, 'out'), ...args];
  const child = spawn(process.execPath, ['--require', first, generate, ...options]);
  let [stdout, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = stdout.split('\n').filter(Boolean);
  return { code, errors, lines: lines.map((line) => JSON.parse(line) as Line) };
}
