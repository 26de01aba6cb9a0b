import type { Mutant } from '../mutant';

const lockedLedger = 'by a lock gets no request sent';
const lockedAfterStart = 'by a lock after an attempt was begun';

export const ledger: readonly Mutant[] = [
  {
    name: 'what cannot be written to the ledger is sent',
    edits: [
      {
        file: 'src/store/ledger/jobRecorder.ts',
        from: "throw notRecorded(cause, isBusy(cause) ? 'ledgerBusy' : 'ledgerUnwritable');",
      },
    ],
    killers: [lockedLedger, lockedAfterStart],
  },
  {
    name: 'a request leaves whether or not its leaving is on record',
    edits: [
      {
        file: 'src/providers/transport/exchange.ts',
        from: 'await this.#recordSending(signal);',
        to: 'void this.#recordSending(signal).catch(() => undefined);',
      },
    ],
    killers: [lockedLedger, lockedAfterStart],
  },
  {
    name: 'the window waits for the lock of another process',
    edits: [{ file: 'src/store/database/patience.ts', from: 'lockWaitMs = 10;', to: 'lockWaitMs = 5_000;' }],
    killers: [lockedLedger],
  },
  {
    name: 'a ledger in memory stays there',
    edits: [{ file: 'src/store/database/database.ts', from: 'if (this.isInMemory) this.#moveToDisk();' }],
    killers: ['by a file in the way for a moment'],
  },
  {
    name: 'nobody looks whether the files of the ledger are still there',
    edits: [{ file: 'src/store/database/database.ts', from: 'this.#opened?.files?.areThere() === false', to: 'false' }],
    killers: ['by cutting its file while a request is under way'],
  },
  {
    name: 'the ledger is read as if every cost could be believed',
    edits: [
      { file: 'src/store/database/openDatabase.ts', from: 'repair(db);' },
      { file: 'src/store/database/rows.ts', from: 'statement.setReadBigInts(true);' },
    ],
    killers: ['by a cost of ten million dollars'],
  },
  {
    name: 'the ledger is not repaired',
    edits: [{ file: 'src/store/database/openDatabase.ts', from: 'repair(db);' }],
    killers: ['by a cost of ten million dollars'],
  },
  {
    name: 'an answer is read without a note of it',
    edits: [
      {
        file: 'src/store/inbox/inbox.ts',
        from: 'this.#rename(this.#noteFile(id, owner), this.#readingFile(id, await this.#presence.enter()));',
        to: 'this.#rename(this.#noteFile(id, owner), this.#noteFile(id, await this.#presence.enter()));',
      },
    ],
    killers: ['by an answer that kills who reads it'],
  },
  {
    name: 'durations are measured with the clock on the wall',
    edits: [
      {
        file: 'src/providers/transport/systemClock.ts',
        from: 'elapsed: () => performance.now(),',
        to: 'elapsed: () => Date.now(),',
      },
    ],
    killers: ['by a clock that is set back'],
  },
  {
    name: 'a free check that rejects ends the job',
    edits: [
      {
        file: 'src/core/run/failover.ts',
        from: `} catch {
      return undefined;
    }
  }

  #tell(`,
        to: `} finally {
    }
  }

  #tell(`,
      },
    ],
    killers: ['by a rejection neither ends the job'],
  },
  {
    name: 'a job keeps the place that a half-open breaker gave it',
    edits: [{ file: 'src/core/run/failover.ts', from: 'health.release(route.id, this.#job);' }],
    killers: ['by a model that is gone keeps the route'],
  },
  {
    name: 'half a picture is taken for a whole one',
    edits: [
      {
        file: 'src/providers/transport/download.ts',
        from: "if (found === 'cut')",
        to: "if (found === 'cut' && false)",
      },
      {
        file: 'src/answers/pictures/pictureBytes.ts',
        from: 'const image = isWhole(source) ? ',
        to: 'const image = isWhole(source) || true ? ',
      },
    ],
    killers: ['has it taken for none, also by Download Again'],
  },
];
