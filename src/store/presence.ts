import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FileLock } from './fileLock';
import type { OnStoreFact } from './storeFact';

const ending = '.lock';
/** The gate is held for as long as a file takes to be made; waiting longer means that something hangs. */
const gateWaitMs = 5_000;

/** Tells living processes from dead ones: each holds the lock on a file of its own for as long as it lives. */
export class Presence {
  /** Names this process in everything that it leaves behind; never used again. */
  readonly id = randomBytes(8).toString('hex');
  readonly #folder: string;
  readonly #onFact: OnStoreFact;
  #entered = false;
  /** Also keeps the lock from being collected as garbage, which would end it. */
  #lock: FileLock | undefined;

  constructor(folder: string, onFact: OnStoreFact) {
    this.#folder = folder;
    this.#onFact = onFact;
  }

  /** Makes this process seen, and gives its id. To be called before anything is left behind under the id. */
  enter(): string {
    if (this.#entered) return this.id;
    this.#entered = true;
    try {
      this.#lock = this.#atTheGate(() => FileLock.take(this.#fileOf(this.id), 0));
      if (!this.#lock) throw new Error('The file of this process could not be locked');
    } catch (cause) {
      this.#onFact({ what: 'unseen', cause });
    }
    return this.id;
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

  /** Removes the files of dead processes. */
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
      this.#onFact({ what: 'unseen', cause });
    }
  }

  leave(): void {
    this.#lock?.release();
    if (this.#lock) rmSync(this.#fileOf(this.id), { force: true });
    this.#lock = undefined;
    this.#entered = false;
  }

  /** Nobody sweeps while somebody enters: a file that is made and not yet locked looks dead. */
  #atTheGate<T>(use: () => T): T {
    mkdirSync(this.#folder, { recursive: true });
    const gate = FileLock.take(path.join(this.#folder, 'gate'), gateWaitMs);
    if (!gate) throw new Error(`${this.#folder} is locked by another process`);
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
