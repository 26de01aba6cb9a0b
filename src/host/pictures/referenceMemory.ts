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
  readonly find: (uri: string, name?: string) => Promise<ReferenceFile | undefined>;
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
    await memento.update(key, this.#allowed(files.map(noteOf)).map(keptOf));
  }

  /** Gives `take` those that were kept and are still there, once a window; who asks meanwhile waits for that. */
  async recall(take: (files: readonly ReferenceFile[]) => void): Promise<void> {
    if (!this.#parts.mayUse()) return;
    this.#recalled ??= this.#find().then(take);
    await this.#recalled;
  }

  async #find(): Promise<readonly ReferenceFile[]> {
    const { memento, find, log } = this.#parts;
    const notes = this.#allowed(memento.get<unknown>(key));
    const found = await Promise.all(notes.map(({ uri, name }) => (name === undefined ? find(uri) : find(uri, name))));
    const files = found.flatMap((file) => file ?? []);
    const gone = notes.length - files.length;
    if (gone > 0) log.info(`Reference pictures of the last window that are gone: ${gone}.`);
    return files;
  }

  #allowed(kept: unknown): readonly Note[] {
    const schemes = this.#parts.schemes();
    const notes = (Array.isArray(kept) ? kept : []).flatMap(noteFrom);
    return notes.filter(({ uri }) => schemes.includes(uri.slice(0, uri.indexOf(':')))).slice(0, maxReferences);
  }
}

/** `name`: where it is not that of the file. */
interface Note {
  readonly uri: string;
  readonly name?: string | undefined;
}

function noteOf({ uri, name }: ReferenceFile): Note {
  const own = uri.split('/').at(-1) ?? '';
  return own === name || own === encodeURIComponent(name) ? { uri } : { uri, name };
}

function keptOf({ uri, name }: Note): string | Note {
  return name === undefined ? uri : { uri, name };
}

function noteFrom(kept: unknown): Note[] {
  if (typeof kept === 'string') return [{ uri: kept }];
  if (typeof kept !== 'object' || kept === null) return [];
  const { uri, name } = kept as Partial<Record<keyof Note, unknown>>;
  if (typeof uri !== 'string') return [];
  return [{ uri, name: typeof name === 'string' ? name.slice(0, 200) : undefined }];
}
