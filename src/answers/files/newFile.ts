import type { FileHandle } from 'node:fs/promises';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { stagedName, stagedPrefix } from './stagedName';

/**
 * Makes a temporary file of ours in the first of these folders that takes it. Its name tells whose it is: those of dead processes are
 * removed (`store/pictures/pictureFile.ts`). Rejects with what the last folder's file system says.
 */
export async function newFile([folder, ...others]: readonly [string, ...string[]]): Promise<{
  readonly path: string;
  readonly file: FileHandle;
}> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = path.join(folder, stagedName(stagedPrefix(), 0));
    return { path: name, file: await open(name, 'wx') };
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return newFile([next, ...rest]);
  }
}
