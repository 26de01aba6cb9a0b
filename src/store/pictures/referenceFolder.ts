import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { contentHash } from './contentHash';

/** How much may lie in the folder. */
export interface ReferenceRoom {
  readonly files: number;
  readonly bytes: number;
}

const usual: ReferenceRoom = { files: 500, bytes: 2_000_000_000 };

/** The folder is full of pictures that are in use. */
export class NoRoomError extends Error {}

const ownName = /^[0-9a-f]{64}\.(?:png|jpg|webp|heic|heif)$/;
const partialName = /^\.[0-9a-f]{16}\.partial$/;
const heldName = /^\.held-[0-9a-f]{32}$/;

const day = 24 * 60 * 60 * 1_000;
/** So long what was used is not removed: a job may still need it, in this window or another. */
const jobAge = day;
/** A workspace that was not opened for so long holds nothing any more. */
const heldAge = 180 * day;

const extensions: Readonly<Record<string, string>> = {
  ...{ 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/heic': 'heic', 'image/heif': 'heif' },
};

interface Found {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly usedAt: number;
}

/**
 * Pictures to work from that have no file of the user's: dropped from elsewhere, or pasted. They are named by their content and
 * shared by all windows. Where there are too many, those are removed that nobody holds and that were not used for the longest time.
 */
export class ReferenceFolder {
  readonly #folder: string;
  readonly #room: ReferenceRoom;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string, room = usual) {
    this.#folder = folder;
    this.#room = room;
  }

  /** Resolves to the picture's path. Rejects with `NoRoomError`, and what the file system throws. */
  add(bytes: Uint8Array, mime: string): Promise<string> {
    return this.#inTurn(() => this.#add(bytes, extensions[mime] ?? 'png'));
  }

  /** What a job works from now, or is shown; paths that are not in here are none of it. Never rejects. */
  async use(files: readonly string[]): Promise<void> {
    const now = new Date();
    await Promise.all(this.#own(files).map((name) => utimes(this.#pathOf(name), now, now).catch(() => undefined)));
  }

  /** From now on `holder` needs these, and those only that it held before. Rejects with what the file system throws. */
  hold(holder: string, files: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#hold(holder, files));
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const done = this.#last.then(run);
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #hold(holder: string, files: readonly string[]): Promise<void> {
    const names = this.#own(files);
    const note = this.#pathOf(`.held-${createHash('sha256').update(holder).digest('hex').slice(0, 32)}`);
    if (names.length === 0) return rm(note, { force: true });
    await this.#write(note, Buffer.from(names.join('\n')));
    await this.use(files);
  }

  #own(files: readonly string[]): string[] {
    const inside = files.filter((file) => path.dirname(file) === this.#folder);
    return inside.map((file) => path.basename(file)).filter((name) => ownName.test(name));
  }

  #pathOf(name: string): string {
    return path.join(this.#folder, name);
  }

  async #add(bytes: Uint8Array, extension: string): Promise<string> {
    const file = this.#pathOf(`${await contentHash(bytes)}.${extension}`);
    const known = await lstat(file).catch(() => undefined);
    if (known?.isFile() && known.size === bytes.byteLength) {
      await this.use([file]);
      return file;
    }
    await this.#makeRoom(bytes.byteLength);
    await this.#write(file, bytes);
    return file;
  }

  /** A reader sees the whole file or none. */
  async #write(file: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const partial = this.#pathOf(`.${randomBytes(8).toString('hex')}.partial`);
    try {
      await writeFlushed(partial, bytes);
      await rename(partial, file);
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Removes the oldest of those that nobody needs, until there is room for one more. Files that are not ours stay. */
  async #makeRoom(more: number): Promise<void> {
    const found = await this.#list();
    const partials = found.filter(({ name, usedAt }) => partialName.test(name) && Date.now() - usedAt > day);
    const pictures = found.filter(({ name }) => ownName.test(name)).sort((a, b) => a.usedAt - b.usedAt);
    const held = await this.#held(found);
    const free = pictures.filter(({ name, usedAt }) => !held.has(name) && Date.now() - usedAt > jobAge);
    let [files, bytes] = [pictures.length + 1, pictures.reduce((sum, { size }) => sum + size, more)];
    const isFull = (): boolean => files > this.#room.files || bytes > this.#room.bytes;
    const surplus = free.filter(({ size }) => isFull() && ((files -= 1), (bytes -= size), true));
    if (isFull()) throw new NoRoomError('The folder of dropped pictures is full');
    for (const { name } of [...partials, ...surplus]) {
      await rm(this.#pathOf(name), { force: true }).catch(() => undefined); // another window may read it
    }
  }

  async #held(found: readonly Found[]): Promise<ReadonlySet<string>> {
    const notes = found.filter(({ name, usedAt }) => heldName.test(name) && Date.now() - usedAt < heldAge);
    const texts = notes.map(({ name }) => readFile(this.#pathOf(name), 'utf8').catch(() => ''));
    return new Set((await Promise.all(texts)).flatMap((text) => text.split('\n')));
  }

  async #list(): Promise<Found[]> {
    const found: Found[] = [];
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (![ownName, partialName, heldName].some((known) => known.test(name))) continue;
      const file = await lstat(this.#pathOf(name)).catch(() => undefined); // gone meanwhile
      if (file) found.push({ name, size: file.size, usedAt: file.mtimeMs });
    }
    return found;
  }
}

async function writeFlushed(name: string, bytes: Uint8Array): Promise<void> {
  const file = await open(name, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync().catch(() => undefined); // some disks cannot
  } finally {
    await file.close();
  }
}
