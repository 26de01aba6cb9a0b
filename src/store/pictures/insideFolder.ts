import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What following links needs of the file system; tests play Windows with it. */
export interface LinkSystem {
  realpath(file: string): Promise<string>;
  lstat(file: string): Promise<{ isSymbolicLink(): boolean }>;
  /** How paths are written there. */
  readonly paths: path.PlatformPath;
}

const ownSystem: LinkSystem = { realpath: (file) => realpath(file), lstat: (file) => lstat(file), paths: path };

/**
 * Where a path below a folder really leads, every link resolved: its parts below the folder's own real path, existing or
 * not. Undefined if it leads out of the folder or nowhere, or if that cannot be found out.
 */
export async function realPartsBelow(
  folder: string,
  file: string,
  system = ownSystem,
): Promise<readonly string[] | undefined> {
  const { paths } = system;
  // the folder is the user's own choice, whatever it is
  const root = (await realPathOf(folder, system)) ?? folder;
  const target = await realPathOf(file, system, { place: folder, real: root });
  if (target === undefined) return undefined;
  const below = paths.relative(plainPath(root), plainPath(target));
  if (paths.isAbsolute(below)) return undefined; // another drive, or another machine's folder
  const parts = below.split(paths.sep).filter(Boolean);
  return parts[0] === '..' ? undefined : parts;
}

/** A folder above, whose real path is known already. */
interface Known {
  readonly place: string;
  readonly real: string;
}

/** The real path of the parts that exist, followed by the others; undefined behind a link that leads nowhere. */
export async function realPathOf(file: string, system = ownSystem, known?: Known): Promise<string | undefined> {
  const { paths } = system;
  try {
    return await system.realpath(file);
  } catch {
    if (known && paths.relative(known.place, file) === '') return known.real;
    const kind = await kindOf(file, system);
    if (kind !== 'nothing') {
      // it may just have come into being, such as a folder that another save makes
      const now = await system.realpath(file).catch(() => undefined);
      if (now !== undefined || !isItself(file, kind, paths)) return now;
    }
    const parent = paths.dirname(file);
    if (parent === file) return file;
    const above = await realPathOf(parent, system, known);
    return above === undefined ? undefined : paths.join(above, paths.basename(file));
  }
}

/**
 * Whether something without a real path is where its name says. On some RAM disks of Windows nothing has a real path; there `GIT~1`
 * can still be another name of `.git`.
 */
function isItself(file: string, kind: 'plain' | 'link' | 'unknown', paths: path.PlatformPath): boolean {
  return kind === 'plain' && !(paths.sep === '\\' && /^[^~]{1,6}~\d/.test(paths.basename(file)));
}

/** A link to nothing is a `link` too, and so is a junction of Windows. `unknown`: that cannot be found out. */
async function kindOf(file: string, system: LinkSystem): Promise<'nothing' | 'plain' | 'link' | 'unknown'> {
  try {
    return (await system.lstat(file)).isSymbolicLink() ? 'link' : 'plain';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'nothing' : 'unknown';
  }
}

/** Without the prefix of `\\?\C:\pictures` and `\\?\UNC\server\share`, with which no path of another system begins. */
function plainPath(file: string): string {
  return file.replace(/^\\\\[?.]\\UNC\\/i, '\\\\').replace(/^\\\\[?.]\\(?=[a-z]:)/i, '');
}
