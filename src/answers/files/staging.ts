import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { StagedFile } from './stagedFile';
import { stagedName } from './stagedName';

/** The temporary files of one read. */
export class Staging {
  readonly #folders: string[];
  readonly #prefix: string;
  readonly #files: StagedFile[] = [];
  #made = 0;

  /** `prefix`: how the names of the read's files begin, see `stagedPrefix`. */
  constructor(folders: readonly string[], prefix: string) {
    this.#folders = [...folders];
    this.#prefix = prefix;
  }

  /** A file with what `fill` writes, in the first folder that takes it; undefined if none does. `fill` may be called again. */
  stage(fill: (file: StagedFile) => void): StagedFile | undefined {
    for (let [folder] = this.#folders; folder !== undefined; [folder] = this.#folders) {
      try {
        return this.#stageIn(folder, fill);
      } catch (error) {
        if (!isOfFileSystem(error)) throw error;
        this.#folders.shift();
      }
    }
    return undefined;
  }

  /** Removes all files but these. */
  keepOnly(paths: readonly string[]): void {
    for (const file of this.#files) if (!paths.includes(file.path)) file.remove();
  }

  #stageIn(folder: string, fill: (file: StagedFile) => void): StagedFile {
    mkdirSync(folder, { recursive: true, mode: 0o700 }); // as those of newFile
    const file = new StagedFile(path.join(folder, stagedName(this.#prefix, this.#made++)));
    try {
      fill(file);
      file.finish();
    } catch (error) {
      file.remove();
      throw error;
    }
    this.#files.push(file);
    return file;
  }
}

function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
