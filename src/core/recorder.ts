import type { Charge } from './failure';
import { GenerationFailure } from './failure';
import type { ImageRequest } from './image';
import type { Model } from './models';
import { redact } from './redact';
import type { Route } from './route';

/** What is known of an attempt before anything of it is done. */
export interface PlannedAttempt {
  readonly request: ImageRequest;
  readonly model: Model;
  readonly route: Route;
  readonly modelId: string;
  /** US dollars; undefined where no price is known. */
  readonly estimateUsd: number | undefined;
  readonly startedAt: number;
}

/** How an attempt ended. */
export interface RecordedEnd {
  readonly charge: Charge;
  /** US dollars: what it cost, or what it may have cost where the charge is `unknown`. */
  readonly costUsd?: number | undefined;
  readonly failure?: GenerationFailure | undefined;
  readonly status?: number | undefined;
  /** The provider's own id of the request. */
  readonly requestId?: string | undefined;
  readonly endedAt: number;
}

/** The part of an answer that comes before its body. */
export interface AnswerHead {
  readonly status: number;
  readonly contentType?: string | undefined;
  /** The content coding that the chunks still have. */
  readonly contentEncoding?: string | undefined;
}

/** Hears of one request's way over the wire. */
export interface WireRecord {
  /**
   * The request is about to be handed to the network. To be awaited before its first byte can leave: whoever finds the
   * record of a dead process takes an attempt without this call for free, and one with it for possibly paid. Rejects with
   * a `GenerationFailure` where that cannot be written: what cannot be written is not sent.
   */
  sending(): Promise<void>;
  /** This and what follows never throws: what cannot be kept must not break a request that is under way. */
  head(head: AnswerHead): void;
  /** Bytes of the answer's body as they came over the wire, in order. */
  chunk(bytes: Uint8Array): void;
  /** The body has ended as it should: all of its bytes were told. */
  whole(): void;
}

/** The lasting record of one attempt. */
export interface AttemptRecord extends WireRecord {
  readonly id: string;
  /** To be called once, whatever the end. Never throws: what cannot be written now is written later. */
  finished(end: RecordedEnd): void;
}

/** Keeps what must survive a crash of one job. */
export interface Recorder {
  /**
   * The attempt is on disk when this resolves. May say no: it rejects with a `GenerationFailure` where the attempt cannot be
   * written, and then nothing may be sent.
   */
  started(attempt: PlannedAttempt): Promise<AttemptRecord>;
  /** The attempt's picture has found its place: its raw answer is needed no more. Never rejects. */
  saved(attemptId: string): Promise<void>;
}

/** Whatever kept an attempt from being written, as the end of its job: no route can mend that, and nothing was sent. */
export function notRecorded(
  cause: unknown,
  reason: 'ledgerBusy' | 'ledgerUnwritable' = 'ledgerUnwritable',
): GenerationFailure {
  if (cause instanceof GenerationFailure) return cause;
  const providerMessage = redact(cause instanceof Error ? cause.message : String(cause));
  return new GenerationFailure({ kind: 'budget', reason, charge: 'none', providerMessage, cause });
}
