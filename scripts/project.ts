import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The checkout that this program, wherever in out/ it was bundled to, belongs to. */
export function projectRoot(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package-lock.json'))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error(`no project above ${__dirname}`);
    folder = above;
  }
  return folder;
}

/** `publisher.name`, as VS Code knows the extension. */
export function extensionId(): string {
  const manifest = JSON.parse(fs.readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
    publisher: string;
    name: string;
  };
  return `${manifest.publisher}.${manifest.name}`;
}

/** The user's own folder for large files that can be fetched again; `DUALTRACK_CACHE` can name another one. */
export function cacheFolder(): string {
  const chosen = process.env['DUALTRACK_CACHE'];
  if (chosen) return path.resolve(chosen);
  const base = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : process.env['XDG_CACHE_HOME'];
  return path.join(base || path.join(os.homedir(), '.cache'), 'dualtrack');
}

/**
 * A new empty folder, gone when this process ends. Its path is short, since sockets lie in it and their paths have a limit
 * of about 100 bytes.
 */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'dualtrack-'));
  process.once('exit', () => removeFolder(folder));
  return folder;
}

/** Removes a folder in which a program that was just ended may still have been writing. */
export function removeFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
