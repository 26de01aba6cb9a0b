import path from 'node:path';
import type { Records } from '../core/run/finish';
import type { Recorder } from '../core/run/recorder';
import { isKept } from './database/rebuild/places';
import { Database } from './database/database';
import { ExportReader } from './export/exportReader';
import { HistoryClearing } from './pictures/historyClearing';
import { History } from './pictures/history';
import { Inbox } from './inbox/inbox';
import type { JobRecords } from './jobs/jobRecords';
import { createJobRecords } from './jobs/jobRecords';
import { Jobs } from './jobs/jobs';
import type { RecordedJob } from './ledger/jobRecorder';
import { createJobRecorder } from './ledger/jobRecorder';
import { createRecords } from './ledger/records';
import { Credit } from './ledger/credit';
import { Ledger } from './ledger/ledger';
import { Told } from './ledger/told';
import type { LedgerRow } from './ledger/ledgerRow';
import { patienceMs } from './database/patience';
import { Presence } from './inbox/presence';
import type { OnStoreFact } from './storeFact';

/** All that must survive a crash. */
export interface Store {
  /** Its database; what belongs to it lies beside it. */
  readonly file: string;
  readonly ledger: Ledger;
  /** Prepaid credit, as its user entered it. */
  readonly credit: Credit;
  readonly history: History;
  readonly inbox: Inbox;
  readonly jobs: Jobs;
  readonly told: Told;
  /** All that was kept, for the user's own files. */
  readonly exported: ExportReader;
  readonly clearing: HistoryClearing;
  /** What jobs write of themselves. */
  readonly jobRecords: JobRecords;
  /** What `finish` writes. */
  readonly records: Records;
  recorder(job: RecordedJob): Recorder;
  /** Whether anything was ever written: looking does not make the database. */
  isThere(): boolean;
  /**
   * To be called at start-up: ends the attempts that dead processes left unfinished, and resolves to them. Their answers are in
   * `inbox.pending()`. Rejects with `StoreError` and what SQLite throws.
   */
  recover(): Promise<LedgerRow[]>;
  /**
   * From now on a copy of the database is kept beside it, from which it is made anew when it is damaged or gone. Touches nothing before
   * the store is used.
   */
  keepCopy(): void;
  /** Waits for what is being written, some seconds at most. Never rejects. */
  close(): Promise<void>;
}

/**
 * A store whose database is `file`, with `inbox/` and `alive/` beside it. Touches nothing before it is used.
 * What cannot be thrown at any caller is told to `onFact`. `patience`: for how many milliseconds to wait for another process's lock
 * or a full disk.
 */
export function createStore(file: string, onFact: OnStoreFact, patience = patienceMs): Store {
  const folder = path.dirname(file);
  const presence = new Presence(path.join(folder, 'alive'), onFact);
  const database = new Database(file, onFact, patience);
  const ledger = new Ledger(database, presence, onFact);
  const inbox = new Inbox(path.join(folder, 'inbox'), presence, onFact);
  const history = new History(database, onFact);
  const jobs = new Jobs(database, presence, onFact);
  return {
    file,
    ledger,
    credit: new Credit(database, ledger),
    inbox,
    history,
    jobs,
    told: new Told(database),
    exported: new ExportReader(database),
    clearing: new HistoryClearing(database),
    jobRecords: createJobRecords(jobs, onFact),
    isThere: () => isKept(file),
    records: createRecords({ ledger, history, inbox, onFact }),
    recorder: (job) => createJobRecorder(job, { ledger, inbox, onFact }),
    recover: async () => {
      const recovered = await ledger.recover();
      presence.sweep();
      return recovered;
    },
    keepCopy: () => database.keepCopy(),
    close: async () => {
      await jobs.flush();
      await ledger.flush();
      await inbox.close();
      await database.endCopy();
      database.close();
      presence.leave();
    },
  };
}
