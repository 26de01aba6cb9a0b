import { errorWords } from '../core/logLines';
import type { StoreFact } from '../store/storeFact';

/** A line of the log; the log is English, as bug reports are. */
export function storeFactText(fact: StoreFact): string {
  const cause = 'cause' in fact ? ` (${errorWords(fact.cause)})` : '';
  const texts: Record<StoreFact['what'], string> = {
    movedAside: 'The database could not be read. It was put aside, and a new one was begun',
    inMemory: 'The database cannot be written; the ledger is forgotten when this window closes',
    unseen: 'Other windows cannot see that this one is alive',
    notRecorded: 'An attempt was not recorded',
    inboxFailed: 'A raw answer was not kept',
  };
  return texts[fact.what] + cause;
}
