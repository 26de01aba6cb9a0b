import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Where a path below a folder really leads, every link resolved: its parts below the folder's own real path, existing or
 * not. Undefined if it leads out of the folder, or nowhere.
 */
export async function realPartsBelow(folder: string, file: string): Promise<readonly string[] | undefined> {
  const root = await realPathOf(folder);
  const target = await realPathOf(file);
  if (root === undefined || target === undefined) return undefined;
  const parts = path.relative(root, target).split(path.sep).filter(Boolean);
  return parts[0] === '..' || path.isAbsolute(parts.join(path.sep)) ? undefined : parts;
}

/** The real path of the parts that exist, with the others behind them; undefined behind a link that leads nowhere. */
export async function realPathOf(file: string): Promise<string | undefined> {
  try {
    return await realpath(file);
  } catch {
    // it came only now, as a folder does that another save makes, or it is a link that leads nowhere
    if (await isThere(file)) return realpath(file).catch(() => undefined);
    const parent = path.dirname(file);
    if (parent === file) return file;
    const above = await realPathOf(parent);
    return above === undefined ? undefined : path.join(above, path.basename(file));
  }
}

/** A link is there even if what it leads to is not. */
async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}
