import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { errorWords } from '../../core/run/logLines';
import type { Store } from '../../store/store';
import type { Work } from '../../work/work';

interface ClearedHistoryDeps {
  readonly work: Pick<Work, 'made' | 'keepMade' | 'recorded'>;
  readonly store: Pick<Store, 'history' | 'isThere'>;
  /** Dualtrack's own storage, which all windows share. */
  readonly folder: string;
  readonly log: { warn(line: string): void };
  /** The history may have fewer pictures. */
  readonly onLook: () => void;
}

/** Written anew each time the history was cleared: all windows watch it. */
const markName = 'history-cleared';

/** Takes what the history no longer has out of this window's list, whichever window has cleared it. */
export class ClearedHistory implements vscode.Disposable {
  readonly #deps: ClearedHistoryDeps;
  readonly #watcher: vscode.FileSystemWatcher;

  constructor(deps: ClearedHistoryDeps) {
    this.#deps = deps;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(deps.folder), markName);
    this.#watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    this.#watcher.onDidCreate(() => void this.#look());
    this.#watcher.onDidChange(() => void this.#look());
  }

  /** This window has cleared it. */
  async tell(): Promise<void> {
    await this.#look();
    const { folder, log } = this.#deps;
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, markName), new Date().toISOString());
    } catch (error) {
      log.warn(`Other windows were not told that the history is cleared: ${errorWords(error)}`);
    }
  }

  dispose(): void {
    this.#watcher.dispose();
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const { work, store, log, onLook } = this.#deps;
    try {
      await work.recorded(); // what has just been made is still to come
      const left = store.isThere() ? await store.history.ofJobs(work.made.map(({ id }) => id)) : [];
      work.keepMade(new Set(left.map(({ job }) => job)));
      onLook();
    } catch (error) {
      log.warn(`The list of pictures is not up to date: ${errorWords(error)}`);
    }
  }
}
