import { setTimeout as delay } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { errorWords } from '../../core/run/logLines';
import { models } from '../../core/services/models';
import { readOr } from '../../core/settings/settings';
import type { RecoveredPicture, RecoveryDeps } from '../../work/recoverAnswers';
import { leftLine } from '../../work/jobs/leftLine';
import { recoverAnswers, recoverAside } from '../../work/recoverAnswers';
import type { AsideAnswer } from '../../store/inbox/inbox';
import { tellAside } from './asideAnswers';
import type { KeptPictures } from '../pictures/keptPictures';
import type { Saver } from '../pictures/saver';
import { readServices } from '../settings/configuration';
import type { Log } from '../window/createLog';
import { wordsOf } from '../../core/words/wordsOf';
import { say } from '../window/say';

interface CrashRecoveryParts extends Pick<RecoveryDeps, 'store' | 'transport' | 'reader'> {
  readonly kept: KeptPictures;
  readonly saver: Saver;
  readonly log: Log;
}

/** Answers that a crash has left become kept pictures. */
export class CrashRecovery implements vscode.Disposable {
  readonly #parts: CrashRecoveryParts;
  readonly #closing = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CrashRecoveryParts) {
    this.#parts = parts;
  }

  /** Ends what is being recovered, so that no answer is taken for one that killed its window. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.race([this.#running, delay(1_000)]);
  }

  /** At the first use in a window. Tells what was set aside; a store that fails stops nothing. */
  run(): Promise<void> {
    this.#running = this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    const { log, store, saver } = this.#parts;
    await saver.sweep();
    const { pictures, attempts, aside, failures } = await recoverAnswers(this.#deps());
    for (const row of attempts) log.warn(leftLine(row));
    for (const { id } of aside) log.warn(`The answer of attempt ${id} was set aside`);
    for (const error of failures) log.error(`Not all could be recovered: ${errorWords(error)}`);
    if (pictures.length > 0) log.info(`Pictures recovered: ${pictures.length}`);
    void tellAside(aside, store.inbox).catch((error: unknown) => void say.error(wordsOf(error)));
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
    const { store, transport, reader, kept, saver } = this.#parts;
    return {
      store,
      transport,
      reader,
      services: () => readOr([], readServices) ?? { routes: [], catalogue: models },
      signal: this.#closing.signal,
      now: () => Date.now(),
      stagingFolders: () => saver.stagingFolders({ kind: 'saveAs' }),
      stage: (image) => saver.stage(image, { kind: 'saveAs' }),
      save: async (arrived) => ({ uri: (await kept.keep(arrived)).toString() }),
    };
  }
}
