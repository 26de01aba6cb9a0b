import { fileURLToPath } from 'node:url';
import type { Records } from '../../core/run/finish';
import type { Inbox } from '../inbox/inbox';
import type { History } from '../pictures/history';
import { flushFile } from '../pictures/pictureFile';
import type { OnStoreFact } from '../storeFact';
import type { Ledger } from './ledger';

interface RecordsParts {
  readonly ledger: Ledger;
  readonly history: History;
  readonly inbox: Inbox;
  readonly onFact: OnStoreFact;
}

/** Writes what `finish` wants to be written; what cannot be written is told as a fact. */
export function createRecords({ ledger, history, inbox, onFact }: RecordsParts): Records {
  return {
    settle: async (attempt, costUsd, kind) => {
      try {
        await ledger.settle(attempt, 'charged', costUsd, 'recovered', kind);
      } catch (cause) {
        onFact({ what: 'notRecorded', attempt, cause });
      }
    },
    flush: async (uri) => {
      if (!uri.startsWith('file:')) return;
      try {
        await flushFile(fileURLToPath(uri));
      } catch (cause) {
        onFact({ what: 'notRemembered', cause });
        throw cause;
      }
    },
    remember: async (picture, uri) => {
      try {
        await history.remember(picture, uri);
      } catch (cause) {
        onFact({ what: 'notRemembered', cause });
      }
    },
    clear: (attempt) => clearAnswer(attempt, { inbox, onFact }),
  };
}

/** Removes an attempt's raw answer. If that fails, the next start finds it; the picture is safe. */
export async function clearAnswer(
  attempt: string,
  { inbox, onFact }: Pick<RecordsParts, 'inbox' | 'onFact'>,
): Promise<void> {
  try {
    await inbox.remove(attempt);
  } catch (cause) {
    onFact({ what: 'inboxFailed', attempt, cause });
  }
}
