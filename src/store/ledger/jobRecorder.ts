import { randomUUID } from 'node:crypto';
import type {
  AnswerHead,
  AttemptRecord,
  BodyFile,
  PlannedAttempt,
  RecordedEnd,
  Recorder,
} from '../../core/run/recorder';
import type { Caller } from '../../core/money/caller';
import { notRecorded } from '../../core/run/recorder';
import { GenerationFailure } from '../../core/failures/failure';
import { originsOf } from '../../core/services/route';
import type { Inbox } from '../inbox/inbox';
import { clearAnswer } from './records';
import type { Ledger, Limit, NewAttempt } from './ledger';
import { isBusy } from '../database/sqlite';
import { StoreError } from '../storeError';
import type { OnStoreFact } from '../storeFact';

export interface RecordedJob {
  readonly id: string;
  /** Where the job's picture is wanted, for the recovery of its answer after a crash. */
  readonly place?: string | undefined;
  /** Who asked for it. Default: a person. */
  readonly caller?: Caller | undefined;
  /** The limit as it is now. Without one, where there can be no ledger at all, the user is told and the job goes on. */
  readonly limit?: (() => Limit | undefined) | undefined;
}

interface RecorderParts {
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly onFact: OnStoreFact;
}

/** The recorder of one job: its attempts in the ledger, their answers in the inbox until the picture is saved. */
export function createJobRecorder(job: RecordedJob, parts: RecorderParts): Recorder {
  return {
    reserve: async (attempt) => {
      const record = new StoredAttempt(job, attempt, parts);
      await record.reserve();
      return record;
    },
    fits: (attempt) => new StoredAttempt(job, attempt, parts).fits(),
  };
}

class StoredAttempt implements AttemptRecord {
  readonly id = randomUUID();
  readonly #job: RecordedJob;
  readonly #planned: PlannedAttempt;
  readonly #parts: RecorderParts;
  /** Of the answer, once it has begun to arrive. */
  #status: number | undefined;
  #toldNoLedger = false;

  constructor(job: RecordedJob, planned: PlannedAttempt, parts: RecorderParts) {
    this.#job = job;
    this.#planned = planned;
    this.#parts = parts;
  }

  /** Without a limit nobody can say no: then one commit is enough for this and `sending`. */
  reserve(): Promise<void> {
    const limit = this.#job.limit?.();
    if (!limit) return this.#parts.ledger.announce(this.#row());
    return this.#mustWrite((ledger) => ledger.reserve(this.#row(), limit));
  }

  /** Where nobody knows, the reservation says it. */
  async fits(): Promise<boolean> {
    const limit = this.#job.limit?.();
    return !limit || this.#parts.ledger.fits(this.#row(), limit).catch(() => true);
  }

  sending(): Promise<void> {
    return this.#mustWrite((ledger) => ledger.sent(this.#row()));
  }

  receive({ status, contentType, contentEncoding }: AnswerHead): BodyFile {
    const { request, model, modelId, route, startedAt } = this.#planned;
    const { prompt, size, ratio } = request;
    this.#status = status;
    return this.#parts.inbox.receive(this.id, {
      ...{ job: this.#job.id, place: this.#job.place, route: route.id, wire: route.wire, ownOrigins: originsOf(route) },
      ...{ model: model.id, modelId, prompt, size, ratio, startedAt, status, contentType, contentEncoding },
    });
  }

  finished(end: RecordedEnd): void {
    void this.#writeEnd(end);
    if (this.#status !== undefined) void this.#endAnswer(end, this.#status);
  }

  /** The picture of a good answer is still to be saved. What cannot be read is set aside: a later start must not try it by itself. */
  async #endAnswer(end: RecordedEnd, status: number): Promise<void> {
    const { inbox, onFact } = this.#parts;
    if (!mayHoldPicture(end, status)) return clearAnswer(this.id, this.#parts);
    try {
      if (end.failure?.facts.reason === 'answerUnreadable') await inbox.setAside(this.id);
      else await inbox.end(this.id);
    } catch (cause) {
      onFact({ what: 'inboxFailed', attempt: this.id, cause });
    }
  }

  async #writeEnd(end: RecordedEnd): Promise<void> {
    const { charge, costUsd, priceKind, pricedOn, failure, requestId, endedAt } = end;
    const status = end.status ?? failure?.facts.status;
    try {
      const facts = { charge, costUsd, priceKind, pricedOn, failure: failure?.kind, status, requestId, endedAt };
      await this.#parts.ledger.finish(this.#row(), facts);
    } catch (cause) {
      if (!isWithoutLedger(cause)) this.#parts.onFact({ what: 'notRecorded', attempt: this.id, cause });
    }
  }

  /** Rejects with a failure that stops the job. Where there can be no ledger at all and no limit is set, the user is only told. */
  async #mustWrite(write: (ledger: Ledger) => Promise<void>): Promise<void> {
    const { ledger, onFact } = this.#parts;
    try {
      await write(ledger);
    } catch (cause) {
      if (cause instanceof GenerationFailure) throw cause;
      if (isWithoutLedger(cause) && !this.#job.limit?.()) return this.#tellNoLedger(cause);
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
    const { id: job, caller } = this.#job;
    const asked = { id: this.id, job, caller, route: route.id, model: model.id, modelId, size: request.size };
    return { ...asked, estimateUsd, startedAt };
  }
}

/** Whether there can be no ledger in this process: its Node has no SQLite, or a later Dualtrack wrote the file. */
function isWithoutLedger(error: unknown): boolean {
  return error instanceof StoreError && error.reason !== 'busy';
}

/** An answer that was or may have been paid for is kept until its picture is saved, even if it cannot be read. */
function mayHoldPicture({ charge, failure }: RecordedEnd, status: number): boolean {
  if (!failure) return true;
  if (status < 200 || status > 299) return false;
  return charge !== 'none' && failure.kind !== 'noImage' && failure.kind !== 'refused';
}
