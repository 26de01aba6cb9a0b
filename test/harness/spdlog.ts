/**
 * Stands in for VS Code's log writer `@vscode/spdlog`, which is native code and would need a compiler. Without it a host
 * writes no log at all, and what an extension logs could be neither seen nor searched for secrets.
 */
import fs from 'node:fs';
import path from 'node:path';

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

export class Logger {
  private level = 2;
  private plain = false;

  constructor(private readonly file: string) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }

  trace = (message: string) => this.write(0, message);
  debug = (message: string) => this.write(1, message);
  info = (message: string) => this.write(2, message);
  warn = (message: string) => this.write(3, message);
  error = (message: string) => this.write(4, message);
  critical = (message: string) => this.write(5, message);

  getLevel(): number {
    return this.level;
  }
  setLevel(level: number): void {
    this.level = level;
  }
  setPattern(): void {}
  clearFormatters(): void {
    this.plain = true;
  }
  flush(): void {}
  drop(): void {}

  private write(level: number, message: string): void {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    fs.appendFileSync(this.file, this.plain ? message : `${time} [${names[level] ?? ''}] ${message}\n`);
  }
}

export const version = 0;
export function setLevel(): void {}
export function setFlushOn(): void {}
export async function createRotatingLogger(_name: string, file: string): Promise<Logger> {
  return new Logger(file);
}
export const createAsyncRotatingLogger = createRotatingLogger;
