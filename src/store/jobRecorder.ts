import { randomUUID } from 'node:crypto';
import type { AnswerHead, AttemptRecord, PlannedAttempt, RecordedEnd, Recorder } from '../core/recorder';
import { notRecorded } from '../core/recorder';
import { originsOf } from '../core/route';
import type { Arrival } from './arrival';
import type { Inbox } from './inbox';
import type { Ledger, NewAttempt } from './ledger';
import { isBusy } from './sqlite';
import { StoreError } from './storeError';
import type { OnStoreFact } from './storeFact';

export interface RecordedJob {
  readonly id: string;
  /** Where the job's picture is wanted, for whoever finds its answer after a crash. */
  readonly place?: string | undefined;
}

export interface RecorderParts {
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly onFact: OnStoreFact;
}

/** The recorder of one job: its attempts in the ledger, their answers in the inbox until the picture is saved. */
export function createJobRecorder(job: RecordedJob, parts: RecorderParts): Recorder {
  return {
    started: async (attempt) => {
      const record = new StoredAttempt(job, attempt, parts);
      await record.start();
      return record;
    },
    saved: (attemptId) => forget(attemptId, parts),
  };
}

async function forget(attempt: string, { inbox, onFact }: RecorderParts): Promise<void> {
  try {
    await inbox.remove(attempt);
  } catch (cause) {
    onFact({ what: 'inboxFailed', attempt, cause });
  }
}

class StoredAttempt implements AttemptRecord {
  readonly id = randomUUID();
  readonly #job: RecordedJob;
  readonly #planned: PlannedAttempt;
  readonly #parts: RecorderParts;
  #arrival: Arrival | undefined;
  #toldNoLedger = false;

  constructor(job: RecordedJob, planned: PlannedAttempt, parts: RecorderParts) {
    this.#job = job;
    this.#planned = planned;
    this.#parts = parts;
  }

  start(): Promise<void> {
    return this.#mustWrite((ledger) => ledger.start(this.#row()));
  }

  sending(): Promise<void> {
    return this.#mustWrite((ledger) => ledger.sent(this.#row()));
  }

  /** Only a success can hold a picture. */
  head({ status, contentType, contentEncoding }: AnswerHead): void {
    if (status < 200 || status > 299 || this.#arrival) return;
    const { request, model, modelId, route, startedAt } = this.#planned;
    const { prompt, size, ratio } = request;
    this.#arrival = this.#parts.inbox.receive(this.id, {
      ...{ job: this.#job.id, place: this.#job.place, route: route.id, wire: route.wire, ownOrigins: originsOf(route) },
      ...{ model: model.id, modelId, prompt, size, ratio, startedAt, status, contentType, contentEncoding },
    });
  }

  chunk(bytes: Uint8Array): void {
    this.#arrival?.chunk(bytes);
  }

  whole(): void {
    this.#arrival?.whole();
  }

  finished(end: RecordedEnd): void {
    void this.#writeEnd(end);
    if (!this.#arrival) return;
    void (mayHoldPicture(end) ? this.#arrival.end() : forget(this.id, this.#parts));
  }

  async #writeEnd(end: RecordedEnd): Promise<void> {
    const { charge, costUsd, failure, requestId, endedAt } = end;
    const status = end.status ?? failure?.facts.status;
    try {
      const facts = { charge, costUsd, failure: failure?.kind, status, requestId, endedAt };
      await this.#parts.ledger.finish(this.#row(), facts);
    } catch (cause) {
      if (!isWithoutLedger(cause)) this.#parts.onFact({ what: 'notRecorded', attempt: this.id, cause });
    }
  }

  /** Rejects with a failure that stops the job, unless there can be no ledger at all: that is told, and the user decides. */
  async #mustWrite(write: (ledger: Ledger) => Promise<void>): Promise<void> {
    const { ledger, onFact } = this.#parts;
    try {
      await write(ledger);
    } catch (cause) {
      if (isWithoutLedger(cause)) return this.#tellNoLedger(cause);
      onFact({ what: 'notRecorded', attempt: this.id, cause });
      throw notRecorded(cause, isBusy(cause) ? 'ledgerBusy' : 'ledgerUnwritable');
    }
  }

  #tellNoLedger(cause: unknown): void {
    if (!this.#toldNoLedger) this.#parts.onFact({ what: 'noLedger', cause });
    this.#toldNoLedger = true;
  }

  #row(): NewAttempt {
    const { request, model, route, modelId, estimateUsd, startedAt } = this.#planned;
    const { id: job } = this.#job;
    return { id: this.id, job, route: route.id, model: model.id, modelId, size: request.size, estimateUsd, startedAt };
  }
}

/** Whether no wait helps in this process: its Node has no database, or a later Dualtrack wrote the file. */
function isWithoutLedger(error: unknown): boolean {
  return error instanceof StoreError && error.reason !== 'busy';
}

/** An answer that was or may be paid is kept until its picture is saved, even if we cannot read it; see also `saved`. */
function mayHoldPicture({ charge, failure }: RecordedEnd): boolean {
  if (!failure) return true;
  return charge !== 'none' && failure.kind !== 'noImage' && failure.kind !== 'refused';
}
