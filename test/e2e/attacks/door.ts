import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../host/project';

/** What the door without VS Code says of one job. */
export interface Line {
  readonly ok: boolean;
  readonly file?: string;
  readonly charge: string;
  readonly failure?: string;
  readonly attempts: readonly { readonly failure: string | null; readonly charge: string }[];
}

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly Line[];
  readonly errors: string;
}

/** The door without VS Code, with a folder of its own for its pictures and its database. */
export class Door {
  readonly folder = fs.mkdtempSync(path.join(tmpdir(), 'dualtrack-attack-'));
  readonly db = path.join(this.folder, 'store', 'dualtrack.db');
  readonly inbox = path.join(this.folder, 'store', 'inbox');

  /** `script`: runs in its process first, and may spoil whatever it likes there. */
  start(routes: unknown, script = '', ...args: readonly string[]): Promise<Ended> {
    const routesFile = path.join(this.folder, 'routes.json');
    const scriptFile = path.join(this.folder, 'first.cjs');
    fs.writeFileSync(routesFile, JSON.stringify(routes));
    fs.writeFileSync(scriptFile, script);
    const out = path.join(this.folder, 'out');
    const door = path.join(projectRoot(), 'out/headless/generate.js');
    const options = ['--routes', routesFile, '--prompt', 'a fox', '--out', out, '--db', this.db, ...args];
    return ended(spawn(process.execPath, ['--require', scriptFile, door, ...options]));
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

async function ended(child: ReturnType<typeof spawn>): Promise<Ended> {
  let [stdout, errors] = ['', ''];
  child.stdout?.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (errors += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  const lines = stdout.split('\n').filter(Boolean);
  return { code, errors, lines: lines.map((line) => JSON.parse(line) as Line) };
}
