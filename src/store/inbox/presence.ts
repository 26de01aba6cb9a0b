import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { quietly } from '../../core/quietly';
import { FileLock } from '../database/fileLock';
import { lockWaitMs, patienceEnd, patienceMs, patiently } from '../database/patience';
import { isBusy } from '../database/sqlite';
import { StoreError } from '../storeError';
import type { OnStoreFact } from '../storeFact';

const ending = '.lock';

/** Tells living processes from dead ones: each holds the lock on a file of its own for as long as it lives. */
export class Presence {
  /** The name of this process in all files and rows that it writes; no other process ever has it. */
  readonly id = randomBytes(8).toString('hex');
  readonly #folder: string;
  readonly #onFact: OnStoreFact;
  #entering: Promise<void> | undefined;
  /** Somebody was told that others cannot see this process; from then on tries do not wait. */
  #toldUnseen = false;
  /** Also keeps the lock from being collected as garbage, which would end it. */
  #lock: FileLock | undefined;

  constructor(folder: string, onFact: OnStoreFact) {
    this.#folder = folder;
    this.#onFact = onFact;
  }

  /**
   * Makes this process visible to others, and resolves to its id. To be awaited before anything is written under the id. Never
   * rejects: where that fails, it is told as a fact, and tried again with the next call.
   */
  async enter(): Promise<string> {
    if (this.#lock && !existsSync(this.#fileOf(this.id))) this.#release(); // somebody has removed the file
    if (!this.#lock) await (this.#entering ??= this.#enter().finally(() => (this.#entering = undefined)));
    return this.id;
  }

  async #enter(): Promise<void> {
    const end = patienceEnd(this.#toldUnseen ? 0 : patienceMs);
    try {
      this.#lock = await patiently(
        () => this.#withGateLock(() => FileLock.take(this.#fileOf(this.id), 0)),
        end,
        isBusy,
      );
      if (!this.#lock) throw new Error('The file of this process could not be locked');
    } catch (cause) {
      if (!this.#toldUnseen) this.#onFact({ what: 'unseen', cause });
      this.#toldUnseen = true;
    }
  }

  /** If in doubt, true: what belongs to a living process must not be touched. */
  isAlive(id: string): boolean {
    if (id === this.id) return true;
    const file = this.#fileOf(id);
    try {
      return existsSync(file) && FileLock.isHeld(file);
    } catch {
      return existsSync(file);
    }
  }

  /** Removes the files of dead processes, unless another process is doing so. */
  sweep(): void {
    if (!existsSync(this.#folder)) return;
    try {
      this.#withGateLock(() => {
        const ids = readdirSync(this.#folder).flatMap((name) =>
          name.endsWith(ending) ? [path.basename(name, ending)] : [],
        );
        for (const id of ids.filter((id) => !this.isAlive(id))) rmSync(this.#fileOf(id), { force: true });
      });
    } catch (cause) {
      if (!isBusy(cause)) this.#onFact({ what: 'unseen', cause });
    }
  }

  leave(): void {
    if (!this.#lock) return;
    this.#release();
    quietly(() => rmSync(this.#fileOf(this.id), { force: true })); // where that cannot be done now, another process sweeps it away
  }

  #release(): void {
    this.#lock?.release();
    this.#lock = undefined;
  }

  /** Sweeping and entering exclude each other: a file that is made and not yet locked looks dead. Throws where another process has the lock. */
  #withGateLock<T>(use: () => T): T {
    mkdirSync(this.#folder, { recursive: true });
    const gate = FileLock.take(path.join(this.#folder, 'gate'), lockWaitMs);
    if (!gate) throw new StoreError('busy', `${this.#folder} is locked by another process`);
    try {
      return use();
    } finally {
      gate.release();
    }
  }

  #fileOf(id: string): string {
    return path.join(this.#folder, `${id}${ending}`);
  }
}
