import path from 'node:path';
import type { LinkSystem } from '../../../src/store/pictures/insideFolder';

const { win32 } = path;

/** Windows as far as links go: names in any case, drives and shares, and disks that tell no real paths. */
export class Windows implements LinkSystem {
  readonly paths = win32;
  /** By path in small letters: the path as it is stored, and where it leads if it is a link. */
  readonly #there = new Map<string, { readonly stored: string; readonly target: string | undefined }>();
  /** Drives whose driver knows no real paths, with what it says: `r:` */
  readonly #without = new Map<string, string>();

  /** Makes a folder, with those above it. */
  folder(name: string): this {
    const parent = win32.dirname(name);
    if (parent !== name) this.folder(parent);
    if (!this.#there.has(key(name))) this.#there.set(key(name), { stored: name, target: undefined });
    return this;
  }

  /** Makes a link or junction; its target is absolute. */
  link(name: string, target: string): this {
    this.folder(win32.dirname(name));
    this.#there.set(key(name), { stored: name, target });
    return this;
  }

  withoutRealPaths(drive: string, code: string): this {
    this.#without.set(drive.toLowerCase(), code);
    return this;
  }

  async realpath(file: string): Promise<string> {
    const real = this.#resolve(file, true);
    for (const one of [file, real]) {
      const code = this.#without.get(win32.parse(one).root.slice(0, 2).toLowerCase());
      if (code !== undefined) throw failure(code);
    }
    return real;
  }

  async lstat(file: string): Promise<{ isSymbolicLink(): boolean }> {
    const entry = this.#there.get(key(this.#resolve(file, false)));
    if (!entry) throw failure('ENOENT');
    return { isSymbolicLink: () => entry.target !== undefined };
  }

  /** Follows the links above, and with `last` the last one. */
  #resolve(file: string, last: boolean, depth = 0): string {
    if (depth > 20) throw failure('ELOOP');
    const parent = win32.dirname(file);
    const above = parent === file ? file : win32.join(this.#resolve(parent, true, depth + 1), win32.basename(file));
    const entry = this.#there.get(key(above));
    if (!entry) throw failure('ENOENT');
    return last && entry.target !== undefined ? this.#resolve(entry.target, true, depth + 1) : entry.stored;
  }
}

function key(name: string): string {
  return name.toLowerCase().replace(/\\+$/, '');
}

function failure(code: string): Error {
  return Object.assign(new Error(`${code}: realpath`), { code });
}
