import type * as vscode from 'vscode';
import { fileStem } from '../core/fileName';
import { errorWords } from '../core/logLines';
import type { RecoveredPicture, RecoveryDeps } from '../recovery/recoverAnswers';
import { recoverAnswers, recoverAside } from '../recovery/recoverAnswers';
import type { AsideAnswer } from '../store/inbox';
import { tellAside } from './asideAnswers';
import type { KeptPictures } from './keptPictures';
import type { Log } from './window/createLog';

export interface CrashRecoveryParts extends Pick<RecoveryDeps, 'store' | 'transport'> {
  readonly kept: KeptPictures;
  readonly log: Log;
}

/** Answers that a crash has left become kept pictures. */
export class CrashRecovery implements vscode.Disposable {
  readonly #parts: CrashRecoveryParts;
  readonly #closing = new AbortController();

  constructor(parts: CrashRecoveryParts) {
    this.#parts = parts;
  }

  /** At the first use in a window. Tells what was set aside; a store that fails stops nothing. */
  async run(): Promise<void> {
    const { log, store } = this.#parts;
    const { pictures, attempts, aside, failures } = await recoverAnswers(this.#deps());
    for (const { route, modelId } of attempts) {
      log.warn(`${route}: ${modelId} was under way when VS Code ended`);
    }
    for (const { id } of aside) log.warn(`The answer of attempt ${id} was set aside`);
    for (const error of failures) log.error(`Not all could be recovered: ${errorWords(error)}`);
    if (pictures.length > 0) log.info(`Pictures recovered: ${pictures.length}`);
    void tellAside(aside, store.inbox);
  }

  /** Answers that are not read by themselves. */
  aside(): Promise<AsideAnswer[]> {
    return this.#parts.store.inbox.aside();
  }

  /** Reads one of them all the same. Undefined: no picture came of it. */
  readAside(answer: AsideAnswer): Promise<RecoveredPicture | undefined> {
    return recoverAside(answer, this.#deps());
  }

  dispose(): void {
    this.#closing.abort();
  }

  #deps(): RecoveryDeps {
    const { store, transport, kept } = this.#parts;
    return {
      store,
      transport,
      signal: this.#closing.signal,
      place: async ({ image, note }) => void (await kept.keepImage(image, fileStem(note?.prompt ?? ''))),
    };
  }
}
