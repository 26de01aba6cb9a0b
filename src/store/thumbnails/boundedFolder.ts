import { randomBytes } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** How much may lie in a folder. */
export interface FolderLimits {
  readonly files: number;
  readonly bytes: number;
}

interface Found {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

const partialName = /^\.[0-9a-f]{16}\.partial$/;
/** Milliseconds after which nobody still writes a file. */
const partialAge = 24 * 60 * 60 * 1_000;

/** Where a file can be written before it gets its name, so that a reader sees the whole of it or none. */
export function partialIn(folder: string): string {
  return path.join(folder, `.${randomBytes(8).toString('hex')}.partial`);
}

/**
 * Makes room in a folder for so many more bytes, and resolves to how much may be added: of the files with names like `own` those go
 * that were not used for the longest time, and what a dead process has begun. Other files stay. Rejects with what the file system
 * throws.
 */
export async function tidyFolder(
  folder: string,
  own: RegExp,
  limits: FolderLimits,
  more: number,
): Promise<FolderLimits> {
  const found = await filesIn(folder, own);
  const stale = found.filter(({ name, usedAt }) => partialName.test(name) && Date.now() - usedAt > partialAge);
  const files = found.filter(({ name }) => own.test(name)).sort((a, b) => b.usedAt - a.usedAt);
  const kept = newestWithin(files, more, limits);
  for (const { name } of [...stale, ...files.slice(kept.length)]) await removeQuietly(path.join(folder, name));
  return { files: limits.files - kept.length, bytes: limits.bytes - sizeOf(kept) };
}

/** Removes all files with names like `own`, save those that another window reads. */
export async function emptyFolder(folder: string, own: RegExp): Promise<void> {
  for (const { name } of await filesIn(folder, own).catch(() => [])) {
    if (own.test(name)) await removeQuietly(path.join(folder, name));
  }
}

async function filesIn(folder: string, own: RegExp): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of await readdir(folder)) {
    if (!own.test(name) && !partialName.test(name)) continue;
    const file = await lstat(path.join(folder, name)).catch(() => undefined); // gone meanwhile
    if (file) found.push({ name, size: file.size, usedAt: file.mtimeMs });
  }
  return found;
}

/** Another window may read it. */
async function removeQuietly(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}

/** All, where there is room for one more; else somewhat fewer than there could be, so that the next ones have room too. */
function newestWithin(newestFirst: readonly Found[], more: number, limits: FolderLimits): readonly Found[] {
  if (newestFirst.length < limits.files && sizeOf(newestFirst) + more <= limits.bytes) return newestFirst;
  let bytes = 0.95 * limits.bytes - more;
  const surplus = newestFirst.findIndex((one) => (bytes -= one.size) < 0);
  return newestFirst.slice(0, Math.min(surplus < 0 ? Infinity : surplus, Math.floor(0.95 * limits.files)));
}

function sizeOf(files: readonly Found[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}
