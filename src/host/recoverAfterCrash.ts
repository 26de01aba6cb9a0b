import { fileStem } from '../core/fileName';
import { errorWords } from '../core/logLines';
import type { RecoveryDeps } from '../recovery/recoverAnswers';
import { recoverAnswers } from '../recovery/recoverAnswers';
import type { KeptPictures } from './keptPictures';
import type { Log } from './window/createLog';

export interface CrashRecovery extends Pick<RecoveryDeps, 'store' | 'transport'> {
  readonly kept: KeptPictures;
  readonly log: Log;
}

/** At the first use in a window: answers that a crash has left become kept pictures. A store that fails stops nothing. */
export async function recoverAfterCrash({ store, transport, kept, log }: CrashRecovery): Promise<void> {
  try {
    const { pictures, attempts, failures } = await recoverAnswers({
      store,
      transport,
      signal: new AbortController().signal,
      place: async ({ image, note }) => void (await kept.keepImage(image, fileStem(note?.prompt ?? ''))),
    });
    for (const { route, modelId } of attempts) {
      log.warn(`${route}: ${modelId} was under way when VS Code ended`);
    }
    for (const error of failures) log.error(`An answer could not be recovered: ${errorWords(error)}`);
    if (pictures.length > 0) log.info(`Pictures recovered: ${pictures.length}`);
  } catch (error) {
    log.error(`Nothing could be recovered: ${errorWords(error)}`);
  }
}
