import { mkdirSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
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
  /** Whether all of the body is there. A part may hold a picture too. */
  readonly whole: boolean;
  readonly bytes: number;
  /** Undefined: it was damaged. */
  readonly note: AnswerNote | undefined;
}

/** As large as the largest answer that is read at all. */
const maxAnswerBytes = 256 * 1024 * 1024;

/** `<id>.<owner>.json`: the owner stands in the name, so that taking an answer over is one rename. */
const noteName = /^([0-9a-f-]{36})\.([0-9a-f]+)\.json$/;
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

  /** What dead processes have left, oldest first. Answers of living ones are not among them, nor those taken over. */
  async pending(): Promise<PendingAnswer[]> {
    const found = await Promise.all(
      (await this.#notes())
        .filter(({ owner }) => !this.#presence.isAlive(owner))
        .map(({ id, owner }) => this.#look(id, owner)),
    );
    return found
      .filter((answer) => answer !== undefined)
      .sort((a, b) => (a.note?.startedAt ?? 0) - (b.note?.startedAt ?? 0));
  }

  /** Takes a pending answer over. True: it is this process's now; of several windows only one hears that. */
  async claim(id: string): Promise<boolean> {
    const note = (await this.#notes()).find((found) => found.id === id);
    if (!note || this.#presence.isAlive(note.owner)) return false;
    const owner = await this.#presence.enter();
    try {
      await rename(this.#noteFile(id, note.owner), this.#noteFile(id, owner));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
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
    await rm(this.#noteFile(id, this.#presence.id), { force: true });
  }

  async #notes(): Promise<{ readonly id: string; readonly owner: string }[]> {
    let names: string[];
    try {
      names = await readdir(this.#folder);
    } catch (error) {
      if (isMissing(error)) return []; // nothing ever came
      throw error;
    }
    return names.flatMap((name) => {
      const [, id, owner] = noteName.exec(name) ?? [];
      return id !== undefined && owner !== undefined ? [{ id, owner }] : [];
    });
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
    return { id, whole: whole !== undefined, bytes, note };
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
