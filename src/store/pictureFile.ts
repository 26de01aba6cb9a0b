import { randomBytes } from 'node:crypto';
import * as nodeFs from 'node:fs/promises';
import path from 'node:path';
import { numberedName } from '../core/fileName';

/** A name that nobody else had within this many tries means that something else is wrong. */
const maxTries = 10_000;

/** What a file system has to do; tests play those of other machines with it. */
export type PictureFileSystem = Pick<typeof nodeFs, 'link' | 'mkdir' | 'open' | 'readdir' | 'rm' | 'stat'>;

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
  fs: PictureFileSystem = nodeFs,
): Promise<string> {
  await makeFolder(folder, fs);
  const temporary = await stage(await stagingFor(folder, staging, fs), folder, bytes, fs);
  try {
    return await firstFree(stem, extension, (name) => claim(temporary, path.join(folder, name), bytes, fs));
  } finally {
    await fs.rm(temporary, { force: true }).catch(() => undefined); // the next save sweeps it away
  }
}

/** That it is there is enough: the root of a drive, for one, cannot be made again. */
async function makeFolder(folder: string, fs: PictureFileSystem): Promise<void> {
  try {
    await fs.mkdir(folder, { recursive: true });
  } catch (error) {
    const isThere = await fs.stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}

/** The whole file under a hidden name. A staging folder that belongs to somebody else is done without. */
async function stage(where: string, folder: string, bytes: Uint8Array, fs: PictureFileSystem): Promise<string> {
  const temporary = path.join(where, `.dualtrack-${process.pid}-${randomBytes(8).toString('hex')}.partial`);
  try {
    await sweep(where, fs);
    await writeExclusive(temporary, bytes, fs);
    return temporary;
  } catch (error) {
    if (where === folder) throw error;
    return stage(folder, folder, bytes, fs);
  }
}

/** A link cannot lead from one disk to another. */
async function stagingFor(folder: string, staging: string | undefined, fs: PictureFileSystem): Promise<string> {
  if (staging === undefined) return folder;
  try {
    await fs.mkdir(staging, { recursive: true });
    const [one, other] = await Promise.all([fs.stat(folder), fs.stat(staging)]);
    return one.dev === other.dev ? staging : folder;
  } catch {
    return folder; // it cannot be made: the folder has to do
  }
}

/** Removes what processes that are dead have left half-written; what cannot be removed is in nobody's way. */
async function sweep(folder: string, fs: PictureFileSystem): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) {
    const pid = /^\.dualtrack-(\d+)-[0-9a-f]+\.partial$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await fs.rm(path.join(folder, name), { force: true }).catch(() => undefined);
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

/**
 * File systems without hard links say so in many ways (exFAT on Windows: EISDIR). Whatever is really wrong, such as a full
 * disk, the exclusive write tells.
 */
async function claim(temporary: string, target: string, bytes: Uint8Array, fs: PictureFileSystem): Promise<string> {
  try {
    await fs.link(temporary, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await writeExclusive(target, bytes, fs);
  }
  return target;
}

/** All or nothing. */
async function writeExclusive(target: string, bytes: Uint8Array, fs: PictureFileSystem): Promise<void> {
  const file = await fs.open(target, 'wx');
  try {
    try {
      await file.writeFile(bytes);
      await flush(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    await fs.rm(target, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** What says that the bytes are not on the disk. RAM disks and some network drives only say that they do not flush. */
const lost = new Set(['EIO', 'ENOSPC', 'EDQUOT', 'EFBIG']);

async function flush(file: Pick<nodeFs.FileHandle, 'sync'>): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (lost.has(codeOf(error))) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
