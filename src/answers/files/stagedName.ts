import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** How the names of one read's files begin: with this process's id, so that a later one sweeps them when it has died. */
export function stagedPrefix(): string {
  return `.dualtrack-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** The name of a read's file: as those that `store/pictures` makes and sweeps. */
export function stagedName(prefix: string, number: number): string {
  return `${prefix}${number.toString(16).padStart(4, '0')}.partial`;
}

/** Whether a path is one of the read's files, in one of its folders. */
export function isStaged(file: string, folders: readonly string[], prefix: string): boolean {
  const name = path.basename(file);
  const isNamed = name.startsWith(prefix) && /^[0-9a-f]{4}\.partial$/.test(name.slice(prefix.length));
  return isNamed && folders.some((folder) => path.join(folder, name) === file);
}

/** Removes what a read that died has left; what cannot be removed does no harm. */
export async function removeStaged(folders: readonly string[], prefix: string): Promise<void> {
  for (const folder of folders) {
    for (const name of await readdir(folder).catch(() => [])) {
      const file = path.join(folder, name);
      if (isStaged(file, folders, prefix)) await rm(file, { force: true }).catch(() => undefined);
    }
  }
}
