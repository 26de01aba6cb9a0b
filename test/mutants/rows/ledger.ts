import type { Mutant } from '../mutant';

const lockedLedger = 'by a lock gets no request sent';
const lockedAfterStart = 'by a lock after an attempt was begun';

export const ledger: readonly Mutant[] = [
  {
    name: 'what cannot be written to the ledger is sent',
    edits: [
      {
        file: 'src/store/jobRecorder.ts',
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
    killers: [lockedAfterStart],
    held: [lockedLedger],
  },
  {
    name: 'the window waits for the lock of another process',
    edits: [{ file: 'src/store/patience.ts', from: 'lockWaitMs = 10;', to: 'lockWaitMs = 5_000;' }],
    killers: [lockedLedger],
  },
  {
    name: 'a ledger in memory stays there',
    edits: [{ file: 'src/store/database.ts', from: 'if (this.#isInMemory) this.#moveToDisk();' }],
    killers: ['by a file in the way for a moment'],
  },
  {
    name: 'the ledger is read as if every cost could be believed',
    edits: [
      { file: 'src/store/openDatabase.ts', from: 'repair(db);' },
      { file: 'src/store/rows.ts', from: 'statement.setReadBigInts(true);' },
    ],
    killers: ['by a cost of ten million dollars'],
  },
  {
    name: 'the ledger is not repaired',
    edits: [{ file: 'src/store/openDatabase.ts', from: 'repair(db);' }],
    killers: ['by a cost of ten million dollars'],
  },
  {
    name: 'an answer is read without a note of it',
    edits: [
      {
        file: 'src/store/inbox.ts',
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
        file: 'src/providers/systemClock.ts',
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
        file: 'src/core/failover.ts',
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
    edits: [{ file: 'src/core/failover.ts', from: 'health.release(route.id, this.#job);' }],
    killers: ['by a model that is gone keeps the route'],
  },
  {
    name: 'half a picture is taken for a whole one',
    edits: [
      { file: 'src/providers/transport/download.ts', from: 'if (isCutPicture(bytes))', to: 'if (false)' },
      {
        file: 'src/providers/answer/pictureBytes.ts',
        from: 'const image = isWhole(bytes) ? ',
        to: 'const image = isWhole(bytes) || true ? ',
      },
    ],
    killers: ['has it taken for none, also by Download Again'],
  },
];
