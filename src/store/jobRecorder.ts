import { randomUUID } from 'node:crypto';
import type { AnswerHead, AttemptRecord, PlannedAttempt, RecordedEnd, Recorder } from '../core/recorder';
import { originsOf } from '../core/route';
import type { Arrival } from './arrival';
import type { Inbox } from './inbox';
import type { Ledger } from './ledger';
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
    started: (attempt) => {
      const record = new StoredAttempt(job, attempt, parts);
      record.start();
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
  #told = false;

  constructor(job: RecordedJob, planned: PlannedAttempt, parts: RecorderParts) {
    this.#job = job;
    this.#planned = planned;
    this.#parts = parts;
  }

  start(): void {
    this.#write((ledger) => ledger.start(this.#row()));
  }

  sending(): void {
    this.#write((ledger) => this.#change(ledger, () => ledger.sent(this.id)));
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
    const { charge, costUsd, failure, requestId, endedAt } = end;
    const status = end.status ?? failure?.facts.status;
    const row = { charge, costUsd, failure: failure?.kind, status, requestId, endedAt };
    this.#write((ledger) => this.#change(ledger, () => ledger.finish(this.id, row)));
    if (!this.#arrival) return;
    void (mayHoldPicture(end) ? this.#arrival.end() : forget(this.id, this.#parts));
  }

  #write(write: (ledger: Ledger) => void): void {
    try {
      write(this.#parts.ledger);
    } catch (cause) {
      if (!this.#told) this.#parts.onFact({ what: 'notRecorded', attempt: this.id, cause });
      this.#told = true;
    }
  }

  /** The row is missing where the database was locked for a moment at the start, or was replaced since. */
  #change(ledger: Ledger, change: () => boolean): void {
    if (change()) return;
    ledger.start(this.#row());
    change();
  }

  #row() {
    const { request, model, route, modelId, estimateUsd, startedAt } = this.#planned;
    const { id: job } = this.#job;
    return { id: this.id, job, route: route.id, model: model.id, modelId, size: request.size, estimateUsd, startedAt };
  }
}

/** An answer that was or may be paid is kept until its picture is saved, even if we cannot read it; see also `saved`. */
function mayHoldPicture({ charge, failure }: RecordedEnd): boolean {
  if (!failure) return true;
  return charge !== 'none' && failure.kind !== 'noImage' && failure.kind !== 'refused';
}
