import { mkdirSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AnswerNote } from './answerNote';
import { parseNote } from './answerNote';
import { Arrival } from './arrival';
import type { Presence } from './presence';
import type { OnStoreFact } from './storeFact';

/** A raw answer that a dead process has left behind. */
export interface PendingAnswer {
  /** The attempt's id. */
  readonly id: string;
  /** The dead process; its id is never used again. */
  readonly owner: string;
  /** Whether all of the body is there. A part may hold a picture too. */
  readonly whole: boolean;
  readonly bytes: number;
  /** Undefined: it was damaged. */
  readonly note: AnswerNote | undefined;
}

/** A raw answer that a process began to read and did not come to an end with, or that could not be read. */
export interface AsideAnswer extends Omit<PendingAnswer, 'owner' | 'bytes'> {
  /** The file that holds its body. */
  readonly file: string;
}

/** As large as the largest answer that is read at all. */
const maxAnswerBytes = 256 * 1024 * 1024;

/**
 * `<id>.<owner>.json`, or `<id>.<owner>.reading.json` while its owner reads it: all that changes hands stands in the name, so
 * that taking an answer over, with the intent to read it, is one rename. `<id>.aside.json`: nobody reads it by itself.
 */
const noteName = /^([0-9a-f-]{36})\.([0-9a-f]+)(\.reading)?\.json$/;
const asideName = /^([0-9a-f-]{36})\.aside\.json$/;
const idShape = /^[0-9a-f-]{36}$/;

/**
 * Raw answers of paid attempts, until their pictures are saved. `<id>.part` while a body arrives, `<id>` when it is whole,
 * and beside it a note that says what it is. Ids are lower-case UUIDs.
 */
export class Inbox {
  readonly #folder: string;
  readonly #presence: Presence;
  readonly #onFact: OnStoreFact;
  readonly #maxBytes: number;
  readonly #arriving = new Map<string, Arrival>();

  constructor(folder: string, presence: Presence, onFact: OnStoreFact, maxBytes = maxAnswerBytes) {
    this.#folder = folder;
    this.#presence = presence;
    this.#onFact = onFact;
    this.#maxBytes = maxBytes;
  }

  /**
   * Begins to keep an answer, once this process has entered `presence`. Undefined: it cannot be kept, which was told as a
   * fact. Never throws.
   */
  receive(id: string, note: AnswerNote): Arrival | undefined {
    const onError = (cause: unknown): void => this.#onFact({ what: 'inboxFailed', attempt: id, cause });
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      // before the body: bytes without a note would belong to nobody
      writeFileSync(this.#noteFile(id, this.#presence.id), JSON.stringify(note), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      onError(error);
      return undefined;
    }
    const arrival = new Arrival(this.#partFile(id), this.#wholeFile(id), this.#maxBytes, onError);
    this.#arriving.set(id, arrival);
    return arrival;
  }

  /**
   * What dead processes have left, oldest first. Answers of living ones are not among them, nor those taken over, nor any whose
   * reading was begun: see `setBegunAside`.
   */
  async pending(): Promise<PendingAnswer[]> {
    const left = await this.#leftNotes();
    const unread = left.filter(({ isRead }) => !isRead);
    const found = await Promise.all(unread.map(({ id, owner }) => this.#look(id, owner)));
    return found
      .filter((answer) => answer !== undefined)
      .sort((a, b) => (a.note?.startedAt ?? 0) - (b.note?.startedAt ?? 0));
  }

  /**
   * Takes a pending answer over, and notes on the disk that its reading begins: a process that does not survive that must not
   * be the first of many. True: it is this process's now; of several windows only one hears that.
   */
  async beginReading({ id, owner }: Pick<PendingAnswer, 'id' | 'owner'>): Promise<boolean> {
    return this.#rename(this.#noteFile(id, owner), this.#readingFile(id, await this.#presence.enter()));
  }

  /** The same for an answer that was set aside: only because the user wants it. */
  async beginReadingAside(id: string): Promise<boolean> {
    return this.#rename(this.#asideFile(id), this.#readingFile(id, await this.#presence.enter()));
  }

  /** Notes that an answer of this process is not being read now, such as while it waits for the network. */
  async pauseReading(id: string): Promise<void> {
    await this.#rename(this.#readingFile(id, this.#presence.id), this.#noteFile(id, this.#presence.id));
  }

  /** Notes that it is being read again. */
  async resumeReading(id: string): Promise<void> {
    await this.#rename(this.#noteFile(id, this.#presence.id), this.#readingFile(id, this.#presence.id));
  }

  /**
   * Sets aside what dead processes began to read and did not come to an end with: it froze or killed them, and would do so
   * again. Gives what this process has set aside; of several windows only one is given it.
   */
  async setBegunAside(): Promise<AsideAnswer[]> {
    const begun = (await this.#leftNotes()).filter(({ isRead }) => isRead);
    const moved = await Promise.all(begun.map(({ id, owner }) => this.#setAside(id, this.#readingFile(id, owner))));
    return moved.filter((answer) => answer !== undefined);
  }

  /** Sets an answer of this process aside, which cannot be read. Undefined: it is gone. */
  setAside(id: string): Promise<AsideAnswer | undefined> {
    return this.#setAside(id, this.#readingFile(id, this.#presence.id));
  }

  /** All that was ever set aside and is still there. */
  async aside(): Promise<AsideAnswer[]> {
    const ids = (await this.#names()).flatMap((name) => asideName.exec(name)?.[1] ?? []);
    return (await Promise.all(ids.map((id) => this.#lookAside(id)))).filter((answer) => answer !== undefined);
  }

  /** The bytes as they came over the wire, whole or not. Throws what the file system throws. */
  async read(id: string): Promise<Uint8Array> {
    try {
      return await readFile(this.#wholeFile(id));
    } catch (error) {
      if (!isMissing(error)) throw error;
      return readFile(this.#partFile(id));
    }
  }

  /** Forgets an answer of this process, or one that it has claimed. Throws what the file system throws. */
  async remove(id: string): Promise<void> {
    await this.#arriving.get(id)?.end();
    this.#arriving.delete(id);
    // the note last: a note alone is swept away, bytes alone would stay for ever
    await rm(this.#wholeFile(id), { force: true });
    await rm(this.#partFile(id), { force: true });
    const { id: owner } = this.#presence;
    for (const note of [this.#noteFile(id, owner), this.#readingFile(id, owner), this.#asideFile(id)]) {
      await rm(note, { force: true });
    }
  }

  /** The notes of dead processes. Each process is looked for once: one can have left thousands. */
  async #leftNotes(): Promise<{ readonly id: string; readonly owner: string; readonly isRead: boolean }[]> {
    const notes = (await this.#names()).flatMap((name) => {
      const [, id, owner, reading] = noteName.exec(name) ?? [];
      return id !== undefined && owner !== undefined ? [{ id, owner, isRead: reading !== undefined }] : [];
    });
    const owners = new Set(notes.map(({ owner }) => owner));
    const dead = new Set([...owners].filter((owner) => !this.#presence.isAlive(owner)));
    return notes.filter(({ owner }) => dead.has(owner));
  }

  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#folder);
    } catch (error) {
      if (isMissing(error)) return []; // nothing ever came
      throw error;
    }
  }

  async #setAside(id: string, note: string): Promise<AsideAnswer | undefined> {
    const isOurs = await this.#rename(note, this.#asideFile(id));
    return isOurs ? this.#lookAside(id) : undefined;
  }

  /** Undefined: its body is gone, such as when the user has deleted it. */
  async #lookAside(id: string): Promise<AsideAnswer | undefined> {
    const whole = (await sizeOf(this.#wholeFile(id))) !== undefined;
    if (!whole && (await sizeOf(this.#partFile(id))) === undefined) {
      await rm(this.#asideFile(id), { force: true });
      return undefined;
    }
    const note = await readFile(this.#asideFile(id), 'utf8').then(parseNote, () => undefined);
    return { id, whole, file: whole ? this.#wholeFile(id) : this.#partFile(id), note };
  }

  /** On the disk when it resolves. False: somebody else was faster. */
  async #rename(from: string, to: string): Promise<boolean> {
    try {
      await rename(from, to);
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
    await flushFolder(this.#folder);
    return true;
  }

  /** Undefined: there is no body, or somebody else was faster. */
  async #look(id: string, owner: string): Promise<PendingAnswer | undefined> {
    const whole = await sizeOf(this.#wholeFile(id));
    const bytes = whole ?? (await sizeOf(this.#partFile(id)));
    const noteFile = this.#noteFile(id, owner);
    if (bytes === undefined) {
      await rm(noteFile, { force: true });
      return undefined;
    }
    const note = await readFile(noteFile, 'utf8').then(parseNote, () => undefined);
    return { id, owner, whole: whole !== undefined, bytes, note };
  }

  #wholeFile(id: string): string {
    if (!idShape.test(id)) throw new Error(`"${id}" is not the id of an attempt`);
    return path.join(this.#folder, id);
  }

  #partFile(id: string): string {
    return `${this.#wholeFile(id)}.part`;
  }

  #noteFile(id: string, owner: string): string {
    return `${this.#wholeFile(id)}.${owner}.json`;
  }

  #readingFile(id: string, owner: string): string {
    return `${this.#wholeFile(id)}.${owner}.reading.json`;
  }

  #asideFile(id: string): string {
    return `${this.#wholeFile(id)}.aside.json`;
  }
}

/** So that a rename survives a power cut. Not every system opens folders: there it survives the process only. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // see above
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
