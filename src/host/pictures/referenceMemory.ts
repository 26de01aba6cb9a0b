import type { Memento } from 'vscode';
import { maxReferences } from '../../core/pictures/reference';
import type { ReferenceFile } from '../../work/wanted';
import type { Log } from '../window/createLog';

const key = 'panelReferences';

interface ReferenceMemoryParts {
  /** The workspace's. */
  readonly memento: Pick<Memento, 'get' | 'update'>;
  /** False in Restricted Mode, where nothing is kept and nothing comes back. */
  readonly mayUse: () => boolean;
  /** Those of the files that can be chosen. */
  readonly schemes: () => readonly string[];
  /** Undefined: there is no file any more. */
  readonly find: (uri: string) => Promise<ReferenceFile | undefined>;
  readonly log: Pick<Log, 'info'>;
}

/** The panel's reference pictures, kept over a reload: where they lie, never what is in them. */
export class ReferenceMemory {
  readonly #parts: ReferenceMemoryParts;
  #recalled: Promise<void> | undefined;

  constructor(parts: ReferenceMemoryParts) {
    this.#parts = parts;
  }

  async keep(files: readonly ReferenceFile[]): Promise<void> {
    const { memento, mayUse } = this.#parts;
    if (!mayUse()) return;
    const uris = files.map(({ uri }) => uri);
    await memento.update(key, this.#allowed(uris));
  }

  /** Gives `take` those that were kept and are still there, once a window; who asks meanwhile waits for that. */
  async recall(take: (files: readonly ReferenceFile[]) => void): Promise<void> {
    if (!this.#parts.mayUse()) return;
    this.#recalled ??= this.#find().then(take);
    await this.#recalled;
  }

  async #find(): Promise<readonly ReferenceFile[]> {
    const { memento, find, log } = this.#parts;
    const uris = this.#allowed(memento.get<unknown>(key));
    const files = (await Promise.all(uris.map(find))).flatMap((file) => file ?? []);
    const gone = uris.length - files.length;
    if (gone > 0) log.info(`Reference pictures of the last window that are gone: ${gone}.`);
    return files;
  }

  #allowed(kept: unknown): readonly string[] {
    const schemes = this.#parts.schemes();
    const uris = (Array.isArray(kept) ? kept : []).filter((uri) => typeof uri === 'string');
    return uris.filter((uri) => schemes.includes(uri.slice(0, uri.indexOf(':')))).slice(0, maxReferences);
  }
}
