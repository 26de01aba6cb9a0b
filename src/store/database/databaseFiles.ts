import { statSync } from 'node:fs';

/**
 * Tells whether the files of an open database are still in place. SQLite goes on writing to a file that somebody has deleted,
 * replaced or cut, without an error, and nobody would ever read that.
 */
export class DatabaseFiles {
  readonly #file: string;
  readonly #inode: bigint;
  #bytes: bigint;
  #walInode: bigint | undefined;

  /** Throws what the file system throws. */
  constructor(file: string) {
    this.#file = file;
    const { ino, size } = statSync(file, { bigint: true });
    this.#inode = ino;
    this.#bytes = size;
    this.#walInode = inodeOf(walOf(file));
  }

  /** Whether all that was written is where others look for it. Throws what the file system throws. */
  areThere(): boolean {
    const found = statSync(this.#file, { bigint: true, throwIfNoEntry: false });
    if (found?.ino !== this.#inode || found.size < this.#bytes) return false;
    this.#bytes = found.size;
    const walInode = inodeOf(walOf(this.#file));
    this.#walInode ??= walInode; // it is made with the first write
    return walInode === this.#walInode; // it stays for as long as one process has the database open
  }
}

function walOf(file: string): string {
  return `${file}-wal`;
}

function inodeOf(file: string): bigint | undefined {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;
}
