import path from 'node:path';
import type { Recorder } from '../core/recorder';
import { Database } from './database';
import { History } from './history';
import { Inbox } from './inbox';
import type { RecordedJob } from './jobRecorder';
import { createJobRecorder } from './jobRecorder';
import { Ledger } from './ledger';
import type { LedgerRow } from './ledgerRow';
import { Presence } from './presence';
import type { OnStoreFact } from './storeFact';

/** All that must survive a crash. */
export interface Store {
  readonly ledger: Ledger;
  readonly history: History;
  readonly inbox: Inbox;
  recorder(job: RecordedJob): Recorder;
  /**
   * To be called at start-up: ends the attempts that dead processes left unfinished and gives them. Their answers are in
   * `inbox.pending()`. Throws `StoreError` and what SQLite throws.
   */
  recover(): LedgerRow[];
  close(): void;
}

/**
 * A store whose database is `file`, with `inbox/` and `alive/` beside it. Touches nothing before it is used.
 * What no caller can be thrown at goes to `onFact`.
 */
export function createStore(file: string, onFact: OnStoreFact): Store {
  const folder = path.dirname(file);
  const presence = new Presence(path.join(folder, 'alive'), onFact);
  const database = new Database(file, onFact);
  const ledger = new Ledger(database, presence);
  const inbox = new Inbox(path.join(folder, 'inbox'), presence, onFact);
  return {
    ledger,
    inbox,
    history: new History(database),
    recorder: (job) => createJobRecorder(job, { ledger, inbox, onFact }),
    recover: () => {
      const recovered = ledger.recover();
      presence.sweep();
      return recovered;
    },
    close: () => {
      database.close();
      presence.leave();
    },
  };
}
