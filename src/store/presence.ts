import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { quietly } from '../core/quietly';
import { FileLock } from './fileLock';
import { lockWaitMs, patienceEnd, patienceMs, patiently } from './patience';
import { isBusy } from './sqlite';
import { StoreError } from './storeError';
import type { OnStoreFact } from './storeFact';

const ending = '.lock';

/** Tells living processes from dead ones: each holds the lock on a file of its own for as long as it lives. */
export class Presence {
  /** Names this process in everything that it leaves behind; never used again. */
  readonly id = randomBytes(8).toString('hex');
  readonly #folder: string;
  readonly #onFact: OnStoreFact;
  #entering: Promise<void> | undefined;
  /** It was told that others cannot see this process; it is tried again with less patience. */
  #toldUnseen = false;
  /** Also keeps the lock from being collected as garbage, which would end it. */
  #lock: FileLock | undefined;

  constructor(folder: string, onFact: OnStoreFact) {
    this.#folder = folder;
    this.#onFact = onFact;
  }

  /**
   * Makes this process seen, and gives its id. To be awaited before anything is left behind under the id. Never rejects: where
   * it cannot be seen, that is told, and tried again with the next call.
   */
  async enter(): Promise<string> {
    if (this.#lock && !existsSync(this.#fileOf(this.id))) this.#release(); // somebody has removed the file
    if (!this.#lock) await (this.#entering ??= this.#enter().finally(() => (this.#entering = undefined)));
    return this.id;
  }

  async #enter(): Promise<void> {
    const end = patienceEnd(this.#toldUnseen ? 0 : patienceMs);
    try {
      this.#lock = await patiently(() => this.#atTheGate(() => FileLock.take(this.#fileOf(this.id), 0)), end, isBusy);
      if (!this.#lock) throw new Error('The file of this process could not be locked');
    } catch (cause) {
      if (!this.#toldUnseen) this.#onFact({ what: 'unseen', cause });
      this.#toldUnseen = true;
    }
  }

  /** In doubt yes: what belongs to a living process must not be touched. */
  isAlive(id: string): boolean {
    if (id === this.id) return true;
    const file = this.#fileOf(id);
    try {
      return existsSync(file) && FileLock.isHeld(file);
    } catch {
      return existsSync(file);
    }
  }

  /** Removes the files of dead processes, unless somebody else does so now. */
  sweep(): void {
    if (!existsSync(this.#folder)) return;
    try {
      this.#atTheGate(() => {
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

  /** Nobody sweeps while somebody enters: a file that is made and not yet locked looks dead. Throws where somebody else is there. */
  #atTheGate<T>(use: () => T): T {
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
