import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

export interface Size {
  readonly files: number;
  readonly bytes: number;
}

/** What lies in Dualtrack's own storage. */
export interface Sizes {
  /** With what SQLite keeps beside it. */
  readonly database: Size;
  /** Databases that could not be read, and were put aside. */
  readonly aside: Size;
  /** Raw answers whose pictures are not saved. */
  readonly inbox: Size;
  /** With the large pictures that lie beside them for a while. */
  readonly thumbnails: Size;
  /** Pictures that had no place. */
  readonly unsaved: Size;
}

/** So many files are looked at at once. */
const atOnce = 64;

/** What lies in the folder that holds the database `file`. What cannot be looked at counts as nothing. */
export async function sizesBeside(file: string): Promise<Sizes> {
  const folder = path.dirname(file);
  const name = path.basename(file);
  const below = (one: string): Promise<Size> => sizeOf(path.join(folder, one));
  const [database, aside, inbox, thumbnails, unsaved, large] = await Promise.all([
    sizeOf(folder, (found) => ['', '-wal', '-shm'].some((end) => found === name + end)),
    sizeOf(folder, (found) => found.startsWith(`${name}.corrupt-`)),
    ...['inbox', 'thumbnails', 'unsaved', path.join('thumbnails', 'large')].map(below),
  ]);
  const sum = (...sizes: readonly (Size | undefined)[]): Size => ({
    files: sizes.reduce((files, size) => files + (size?.files ?? 0), 0),
    bytes: sizes.reduce((bytes, size) => bytes + (size?.bytes ?? 0), 0),
  });
  return { database, aside, inbox: sum(inbox), thumbnails: sum(thumbnails, large), unsaved: sum(unsaved) };
}

async function sizeOf(folder: string, isMeant: (name: string) => boolean = () => true): Promise<Size> {
  const names = (await readdir(folder).catch(() => [])).filter(isMeant);
  let [files, bytes] = [0, 0];
  for (let start = 0; start < names.length; start += atOnce) {
    const found = await Promise.all(
      names.slice(start, start + atOnce).map((name) => lstat(path.join(folder, name)).catch(() => undefined)),
    );
    for (const one of found) {
      if (!one?.isFile()) continue;
      files += 1;
      bytes += one.size;
    }
  }
  return { files, bytes };
}
