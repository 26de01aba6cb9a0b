import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AttemptRecord } from '../core/run/recorder';
import { AnswerWriter, maxAnswerBytes } from './inbox/answerWriter';
import { flushFile, isAlive } from './pictures/pictureFile';
import type { Store } from './store';

/** Whose a folder is: `<process id>-<UUID>`. */
const folderName = /^(\d+)-[0-9a-f-]{36}$/;

/**
 * What a door has that keeps no ledger: large answers go through files of a folder below `parent`, which is made for it alone, and
 * are removed when they have been read. Folders that dead processes have left there are removed too. `onError`: told of what could
 * not be written.
 */
export function createTemporaryStore(
  parent: string,
  onError: (error: unknown) => void,
): Pick<Store, 'recorder' | 'records' | 'close'> {
  const folder = path.join(parent, `${process.pid}-${randomUUID()}`);
  const sweeping = sweep(parent);
  return {
    recorder: () => ({ reserve: async () => newRecord(folder, onError) }),
    records: {
      settle: async () => undefined,
      flush: async (uri) => {
        if (uri.startsWith('file:')) await flushFile(fileURLToPath(uri));
      },
      remember: async () => undefined,
      clear: async () => undefined,
    },
    close: async () => {
      await sweeping;
      await rm(folder, { recursive: true, force: true }).catch(onError);
    },
  };
}

/** What cannot be removed does no harm. Never rejects. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = folderName.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function newRecord(folder: string, onError: (error: unknown) => void): AttemptRecord {
  const id = randomUUID();
  const target = path.join(folder, id);
  let writer: AnswerWriter | undefined;
  const remove = async (): Promise<void> => {
    await writer?.discard();
    await Promise.all([target, `${target}.part`].map((file) => rm(file, { force: true })));
  };
  return {
    id,
    sending: async () => undefined,
    receive: () => {
      const prepare = async (): Promise<void> => void (await mkdir(folder, { recursive: true, mode: 0o700 }));
      const parts = { part: `${target}.part`, target, maxBytes: maxAnswerBytes, prepare, onError };
      return (writer = new AnswerWriter(parts));
    },
    finished: () => void remove().catch(onError),
  };
}
