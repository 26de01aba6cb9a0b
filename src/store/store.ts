import path from 'node:path';
import type { Recorder } from '../core/recorder';
import { Database } from './database';
import { History } from './history';
import { Inbox } from './inbox';
import type { RecordedJob } from './jobRecorder';
import { createJobRecorder } from './jobRecorder';
import { Ledger } from './ledger';
import type { LedgerRow } from './ledgerRow';
import { patienceMs } from './patience';
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
   * `inbox.pending()`. Rejects with `StoreError` and what SQLite throws.
   */
  recover(): Promise<LedgerRow[]>;
  /** Waits for what is being written, some seconds at most. Never rejects. */
  close(): Promise<void>;
}

/**
 * A store whose database is `file`, with `inbox/` and `alive/` beside it. Touches nothing before it is used.
 * What no caller can be thrown at goes to `onFact`. `patience`: how many milliseconds another process's lock or a full disk is
 * waited out.
 */
export function createStore(file: string, onFact: OnStoreFact, patience = patienceMs): Store {
  const folder = path.dirname(file);
  const presence = new Presence(path.join(folder, 'alive'), onFact);
  const database = new Database(file, onFact, patience);
  const ledger = new Ledger(database, presence, onFact);
  const inbox = new Inbox(path.join(folder, 'inbox'), presence, onFact);
  return {
    ledger,
    inbox,
    history: new History(database, onFact),
    recorder: (job) => createJobRecorder(job, { ledger, inbox, onFact }),
    recover: async () => {
      const recovered = await ledger.recover();
      presence.sweep();
      return recovered;
    },
    close: async () => {
      await ledger.flush();
      database.close();
      presence.leave();
    },
  };
}
