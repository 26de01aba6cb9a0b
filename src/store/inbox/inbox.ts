import { mkdirSync, writeFileSync } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AnswerNote } from './answerNote';
import { parseNote } from './answerNote';
import { AnswerWriter, maxAnswerBytes } from './answerWriter';
import type { Presence } from './presence';
import type { OnStoreFact } from '../storeFact';

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

/** A raw answer that a process began to read and never finished, or that could not be read. */
export interface AsideAnswer extends Omit<PendingAnswer, 'owner' | 'bytes'> {
  /** The file that holds its body. */
  readonly file: string;
}

/** What lies in the place of an answer is not one: a folder, a link to itself, or a file that is far too large. */
export class NotAnAnswerError extends Error {}

/**
 * Names of notes: `<id>.<owner>.json`, or `<id>.<owner>.reading.json` while the owner reads the answer. Owner and state are in the
 * name, so that taking an answer over in order to read it is one rename. `<id>.aside.json`: read only when the user wants it.
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
  /** Those that arrive, and those that are kept and not flushed yet. */
  readonly #arriving = new Map<string, AnswerWriter>();

  constructor(folder: string, presence: Presence, onFact: OnStoreFact, maxBytes = maxAnswerBytes) {
    this.#folder = folder;
    this.#presence = presence;
    this.#onFact = onFact;
    this.#maxBytes = maxBytes;
  }

  /** Begins to keep an answer; this process must have entered `presence`. What cannot be kept is told as a fact. Never throws. */
  receive(id: string, note: AnswerNote): AnswerWriter {
    const writer = new AnswerWriter({
      part: this.#partFile(id),
      target: this.#wholeFile(id),
      maxBytes: this.#maxBytes,
      prepare: () => this.#writeNote(id, note),
      onError: (cause) => this.#onFact({ what: 'inboxFailed', attempt: id, cause }),
      onOver: () => this.#arriving.delete(id),
    });
    this.#arriving.set(id, writer);
    return writer;
  }

  /**
   * The answers that dead processes have left, oldest first. Not those of living processes, those that were taken over, nor those
   * that somebody began to read: see `setUnfinishedAside`.
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
   * Takes a pending answer over, and notes on the disk that its reading begins: if it kills this process, it must not kill the next
   * one too. True: it is this process's now; only one of several windows gets that.
   */
  async beginReading({ id, owner }: Pick<PendingAnswer, 'id' | 'owner'>): Promise<boolean> {
    return this.#rename(this.#noteFile(id, owner), this.#readingFile(id, await this.#presence.enter()));
  }

  /** The same for an answer that was set aside, when the user wants it read. */
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
   * Sets aside the answers that dead processes began to read and never finished: they froze or killed them, and would do so again.
   * Resolves to those that this process has set aside; each goes to only one of several windows.
   */
  async setUnfinishedAside(): Promise<AsideAnswer[]> {
    const begun = (await this.#leftNotes()).filter(({ isRead }) => isRead);
    const moved = await Promise.all(
      begun.map(({ id, owner }) =>
        this.#setAside(id, this.#readingFile(id, owner)).catch((cause: unknown) => {
          // do not reject: the others were moved, and are told of only once; this one is not read either
          this.#onFact({ what: 'inboxFailed', attempt: id, cause });
          return undefined;
        }),
      ),
    );
    return moved.filter((answer) => answer !== undefined);
  }

  /** Sets an answer of this process aside, which cannot be read. Undefined: it is gone. */
  async setAside(id: string): Promise<AsideAnswer | undefined> {
    await this.end(id);
    const { id: owner } = this.#presence;
    return (
      (await this.#setAside(id, this.#readingFile(id, owner))) ?? (await this.#setAside(id, this.#noteFile(id, owner)))
    );
  }

  /** No more of an answer of this process will come; it stays until it is removed. */
  async end(id: string): Promise<void> {
    await this.#arriving.get(id)?.end();
  }

  /** All that was ever set aside and is still there. */
  async aside(): Promise<AsideAnswer[]> {
    const ids = (await this.#names()).flatMap((name) => asideName.exec(name)?.[1] ?? []);
    return (await Promise.all(ids.map((id) => this.#lookAside(id)))).filter((answer) => answer !== undefined);
  }

  /** Whether the whole answer of an attempt lies here and may hold a picture, whoever reads it and whether anybody will. */
  async holdsWhole(id: string): Promise<boolean> {
    if ((await sizeOf(this.#wholeFile(id))) === undefined) return false;
    const note = (await this.#names()).find((name) => name.startsWith(`${id}.`) && name.endsWith('.json'));
    const text = note === undefined ? '' : await readFile(path.join(this.#folder, note), 'utf8').catch(() => '');
    const { status = 200 } = parseNote(text) ?? {};
    return status >= 200 && status < 300;
  }

  /** The file with the bytes as they came over the wire, whole or not. Throws `NotAnAnswerError` and what the file system throws. */
  async bodyOf(id: string): Promise<{ readonly file: string; readonly size: number }> {
    try {
      return await this.#lookAtFile(this.#wholeFile(id));
    } catch (error) {
      if (!isMissing(error)) throw error;
      return this.#lookAtFile(this.#partFile(id));
    }
  }

  /** Removes an answer of this process, or one that it has taken over. Throws what the file system throws. */
  async remove(id: string): Promise<void> {
    await this.#arriving.get(id)?.discard();
    this.#arriving.delete(id);
    // the note last: a note alone is removed at the next start, bytes alone would stay for ever
    await rm(this.#wholeFile(id), { force: true, recursive: true });
    await rm(this.#partFile(id), { force: true, recursive: true });
    const { id: owner } = this.#presence;
    for (const note of [this.#noteFile(id, owner), this.#readingFile(id, owner), this.#asideFile(id)]) {
      await rm(note, { force: true });
    }
  }

  /** No more of any answer of this process will come. Never rejects. */
  async close(): Promise<void> {
    await Promise.all([...this.#arriving.keys()].map((id) => this.end(id)));
  }

  /** The notes of dead processes. Each process is looked up once: one can have left thousands of notes. */
  async #leftNotes(): Promise<{ readonly id: string; readonly owner: string; readonly isRead: boolean }[]> {
    const notes = (await this.#names()).flatMap((name) => {
      const [, id, owner, reading] = noteName.exec(name) ?? [];
      return id !== undefined && owner !== undefined ? [{ id, owner, isRead: reading !== undefined }] : [];
    });
    const owners = new Set(notes.map(({ owner }) => owner));
    const dead = new Set([...owners].filter((owner) => !this.#presence.isAlive(owner)));
    return notes.filter(({ owner }) => dead.has(owner));
  }

  /** At once: a few hundred bytes take less than to wait for three calls of a thread. */
  #writeNote(id: string, note: AnswerNote): void {
    const write = (): void =>
      writeFileSync(this.#noteFile(id, this.#presence.id), JSON.stringify(note), { flag: 'wx', mode: 0o600 });
    try {
      write();
    } catch (error) {
      if (!isMissing(error)) throw error;
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      write();
    }
  }

  async #lookAtFile(file: string): Promise<{ readonly file: string; readonly size: number }> {
    const found = await stat(file).catch((error: unknown) => {
      if (isLoop(error)) throw new NotAnAnswerError(`${path.basename(file)} is a link to itself`, { cause: error });
      throw error;
    });
    if (found.isFile() && found.size <= this.#maxBytes) return { file, size: found.size };
    throw new NotAnAnswerError(`${path.basename(file)} is no file of at most ${this.#maxBytes} bytes`);
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

  /** On the disk when it resolves. False: another process was faster. */
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

  /** Undefined: there is no body, or another process was faster. */
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

/** Undefined where there is no file; 0 where it cannot be looked at, so that reading it says why, and the others are still read. */
async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    return isMissing(error) ? undefined : 0;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function isLoop(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ELOOP';
}
