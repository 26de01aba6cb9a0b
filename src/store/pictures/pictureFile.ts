import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as nodeFs from 'node:fs/promises';
import path from 'node:path';
import type { PictureName } from '../../core/pictures/fileName';
import { numberedName } from '../../core/pictures/fileName';
import type { GeneratedImage, PictureFacts, PictureFile } from '../../core/pictures/image';

/** If none of so many names is free, something else is wrong. */
const maxTries = 10_000;

/** What saving needs of the file system; tests play those of other machines with it. */
export type PictureFileSystem = Pick<typeof nodeFs, 'copyFile' | 'link' | 'mkdir' | 'open' | 'readdir' | 'rm' | 'stat'>;

/**
 * Writes a picture's bytes to a temporary file in the first of these folders that can be written to; `placeFile` moves it to its
 * place, and `flushFile` makes it last. Throws what the last folder's file system throws. Also removes temporary files of processes
 * that died.
 */
export async function stagePicture(
  image: GeneratedImage,
  folders: readonly [string, ...string[]],
  fs: PictureFileSystem = nodeFs,
): Promise<PictureFile> {
  return { path: await inFirstWritable(folders, (folder) => stage(folder, image.bytes, fs)), facts: factsOf(image) };
}

/**
 * Puts a file's bytes on the disk, so that they survive a power cut. Throws where they are lost; a file that somebody has moved or
 * locked meanwhile is theirs.
 */
export async function flushFile(path: string, fs: PictureFileSystem = nodeFs): Promise<void> {
  const file = await fs.open(path, 'r+').catch(() => undefined);
  if (file) await flush(file).finally(() => file.close());
}

/** What is known of a picture without its bytes. */
export function factsOf({ bytes, mime, width, height }: GeneratedImage): PictureFacts {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { mime, width, height, bytes: bytes.byteLength, sha256 };
}

/**
 * Moves a temporary file to its place, and never overwrites another file, also when several processes save to one name at once: the
 * last step is an exclusive link of a complete file. Makes the folder if needed. Resolves to the new path; throws what the file
 * system throws, and then leaves nothing half-written, and the file where it was.
 */
export async function placeFile(
  file: string,
  folder: string,
  { stem, extension }: PictureName,
  fs: PictureFileSystem = nodeFs,
): Promise<string> {
  await makeFolder(folder, fs);
  const free = (claimName: (target: string) => Promise<void>): Promise<string> =>
    firstFree(stem, extension, async (name) => {
      const target = path.join(folder, name);
      await claimName(target);
      return target;
    });
  let placed: string;
  try {
    placed = await free((target) => fs.link(file, target));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    placed = await placeCopy(file, folder, free, fs); // a link cannot lead from one disk to another, and not every disk has links
  }
  await removeQuietly(file, fs);
  return placed;
}

/** By way of a whole copy near its place. */
async function placeCopy(
  file: string,
  folder: string,
  free: (claimName: (target: string) => Promise<void>) => Promise<string>,
  fs: PictureFileSystem,
): Promise<string> {
  const near = temporaryIn(folder);
  await copyExclusive(file, near, fs);
  try {
    return await free((target) => claim(near, target, fs));
  } finally {
    await removeQuietly(near, fs);
  }
}

/** What cannot be removed now is removed by a later save. */
async function removeQuietly(file: string, fs: PictureFileSystem): Promise<void> {
  await fs.rm(file, { force: true }).catch(() => undefined);
}

async function inFirstWritable<T>(
  [folder, ...others]: readonly [string, ...string[]],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  try {
    return await use(folder);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return inFirstWritable([next, ...rest], use);
  }
}

/** It is enough that the folder exists: `mkdir` fails for the root of a drive, for example. */
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

/** The whole file under a hidden name. */
async function stage(folder: string, bytes: Uint8Array, fs: PictureFileSystem): Promise<string> {
  await makeFolder(folder, fs);
  await sweep(folder, fs);
  const temporary = temporaryIn(folder);
  await writeExclusive(temporary, bytes, fs);
  return temporary;
}

/** A name for a file on its way to its place; `sweep` removes what a dead process has left of such. */
export function temporaryIn(folder: string): string {
  return path.join(folder, `.dualtrack-${process.pid}-${randomBytes(8).toString('hex')}.partial`);
}

/** Removes what dead processes have left half-written; what cannot be removed does no harm. */
export async function sweep(folder: string, fs: PictureFileSystem = nodeFs): Promise<void> {
  for (const name of await fs.readdir(folder).catch(() => [])) {
    const pid = /^\.dualtrack-(\d+)-[0-9a-f]+\.partial$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await fs.rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Whether a process of this machine lives. If in doubt, true. */
export function isAlive(pid: number): boolean {
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
 * File systems without hard links fail in many ways (exFAT on Windows: EISDIR). If something else is wrong, such as a full disk, the
 * exclusive copy fails for that reason.
 */
async function claim(file: string, target: string, fs: PictureFileSystem): Promise<void> {
  try {
    await fs.link(file, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    await copyExclusive(file, target, fs);
  }
}

/** All or nothing. */
async function copyExclusive(from: string, to: string, fs: PictureFileSystem): Promise<void> {
  try {
    await fs.copyFile(from, to, constants.COPYFILE_EXCL);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') await removeQuietly(to, fs);
    throw error;
  }
}

/** All or nothing, as far as the system tells before it is flushed. */
async function writeExclusive(target: string, bytes: Uint8Array, fs: PictureFileSystem): Promise<void> {
  const file = await fs.open(target, 'wx');
  try {
    await file.writeFile(bytes).finally(() => file.close());
  } catch (error) {
    await fs.rm(target, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Errors that mean that the bytes are not on the disk. Others come from RAM disks and network drives that cannot flush. */
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
