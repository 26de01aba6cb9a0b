import { errorWords } from '../core/run/logLines';
import type { StoreFact } from './storeFact';

/** A line of the log; the log is English, as bug reports are. */
export function storeFactText(fact: StoreFact): string {
  const cause = 'cause' in fact ? ` (${errorWords(fact.cause)})` : '';
  const texts: Record<StoreFact['what'], string> = {
    movedAside: 'The database was damaged. It was put aside, and a new one was made',
    restored: 'The database was gone or empty. Its last copy was put in its place',
    notCopied: 'The database could not be copied; its last copy stays',
    inMemory: 'The ledger cannot be written; until it can be, it is kept in memory only',
    onDisk: 'The ledger can be written again, and has all that was kept in memory',
    noLedger: 'There is no ledger; paid requests are made without one',
    unreadableRow: 'A row of the ledger or the history cannot be read, and was left out',
    unseen: 'Other windows cannot see that this one is alive',
    notRecorded: 'An attempt was not recorded',
    jobNotRecorded: 'A job was not written down',
    notRemembered: 'The history was not written',
    inboxFailed: 'A raw answer could not be kept, removed or set aside',
  };
  return texts[fact.what] + detailsOf(fact) + cause;
}

function detailsOf(fact: StoreFact): string {
  switch (fact.what) {
    case 'movedAside':
      return `: ${fact.movedTo}; rows kept: ${fact.kept}, lost: ${fact.lost ?? 'unknown'}`;
    case 'restored':
      return `: ${fact.file}`;
    default:
      return '';
  }
}
