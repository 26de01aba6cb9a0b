import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { numberedName } from '../core/fileName';

/** A name that nobody else had within this many tries means that something else is wrong. */
const maxTries = 10_000;

/**
 * Writes a new file and never overwrites one, also when several processes save to one name at once: the last step is an
 * exclusive link of a complete file. Makes the folder if needed. Gives the path; throws what the file system throws, and
 * leaves nothing half-written. The file grows in `staging` where that is on the same disk, else in the folder itself: there
 * a crash can leave a hidden `.partial`, which the next save removes.
 */
export async function writeNewFile(
  folder: string,
  stem: string,
  extension: string,
  bytes: Uint8Array,
  staging?: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const temporary = await stage(await stagingFor(folder, staging), folder, bytes);
  try {
    return await firstFree(stem, extension, (name) => claim(temporary, path.join(folder, name), bytes));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The whole file under a hidden name. A staging folder that belongs to somebody else is done without. */
async function stage(where: string, folder: string, bytes: Uint8Array): Promise<string> {
  const temporary = path.join(where, `.dualtrack-${process.pid}-${randomBytes(8).toString('hex')}.partial`);
  try {
    await sweep(where);
    await writeSynced(temporary, bytes);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (where === folder) throw error;
    return stage(folder, folder, bytes);
  }
}

/** A link cannot lead from one disk to another. */
async function stagingFor(folder: string, staging: string | undefined): Promise<string> {
  if (staging === undefined) return folder;
  try {
    await mkdir(staging, { recursive: true });
    const [one, other] = await Promise.all([stat(folder), stat(staging)]);
    return one.dev === other.dev ? staging : folder;
  } catch {
    return folder; // it cannot be made: the folder has to do
  }
}

/** Removes what processes that are dead have left half-written. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\.dualtrack-(\d+)-[0-9a-f]+\.partial$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

/** Tries name, name-2, name-3 … until `claimName` does not fail with EEXIST. */
async function firstFree(
  stem: string,
  extension: string,
  claimName: (name: string) => Promise<string>,
): Promise<string> {
  for (let n = 1; n <= maxTries; n += 1) {
    try {
      return await claimName(numberedName(stem, extension, n));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  throw Object.assign(new Error(`No free name for ${stem}.${extension}`), { code: 'EEXIST' });
}

async function claim(temporary: string, target: string, bytes: Uint8Array): Promise<string> {
  try {
    await link(temporary, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EOPNOTSUPP', 'EINVAL'].includes(codeOf(error))) throw error;
    await writeExclusive(target, bytes); // file systems without hard links, such as FAT
  }
  return target;
}

async function writeExclusive(target: string, bytes: Uint8Array): Promise<void> {
  const file = await open(target, 'wx');
  try {
    await file.writeFile(bytes);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function writeSynced(target: string, bytes: Uint8Array): Promise<void> {
  await writeFile(target, bytes, { flag: 'wx', flush: true });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
