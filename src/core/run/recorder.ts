import type { Charge } from '../failures/failure';
import { GenerationFailure } from '../failures/failure';
import type { PriceKind } from '../money/priceKind';
import type { ImageRequest } from '../pictures/image';
import type { Model } from '../services/models';
import { redact } from '../redaction/redact';
import type { Route } from '../services/route';
import { wordsOf } from '../words/wordsOf';

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
  readonly priceKind?: PriceKind | undefined;
  /** YYYY-MM-DD; see `Cost`. */
  readonly pricedOn?: string | undefined;
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

/**
 * The file that an answer's body is written to while it arrives. One call at a time. No method rejects: what cannot be written must
 * not break a request that is under way.
 */
export interface BodyFile {
  /**
   * Bytes of the body as they came over the wire, in order. Resolves when they were handed to the system; false: they could not be
   * written, and no others will be.
   */
  write(chunks: readonly Uint8Array[]): Promise<boolean>;
  /**
   * The body has ended as it should. Resolves, when the last write has ended, to the path that it lies at; undefined where a write
   * failed, or where the file is gone.
   */
  whole(): Promise<string | undefined>;
  /** After a write or `whole` that failed: the bytes that were written before it. The file is gone then. */
  takeBack(): Promise<TakenBack>;
}

/** Bytes that were read from their file again. `isCut`: not all of them could be. */
export interface TakenBack {
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/** Is told how one request goes over the wire. */
export interface WireRecord {
  /**
   * The request is about to be handed to the network. To be awaited before its first byte can leave: in the record of a process
   * that died, an attempt without this call was free, and one with it may have been paid. Rejects with a `GenerationFailure` where
   * that cannot be written: what cannot be written is not sent.
   */
  sending(): Promise<void>;
  /** The answer begins, whatever its status; its body goes into the file. To be called once. Never throws. */
  receive(head: AnswerHead): BodyFile | undefined;
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
   * Reserves what the attempt may cost. Under a limit it is on disk when this resolves; else at the end of this turn, and at the
   * latest when `sending` resolves. May say no: it rejects with a `GenerationFailure` of kind `budget` where a limit does not allow it,
   * or where it cannot be written, and then nothing may be sent.
   */
  reserve(attempt: PlannedAttempt): Promise<AttemptRecord>;
  /** Whether a limit would allow it now; nothing is reserved. Never rejects. Left out: there are no limits. */
  fits?(attempt: PlannedAttempt): Promise<boolean>;
}

/** The failure of a job whose attempt could not be written: no route can mend that, and nothing was sent. */
export function notRecorded(
  cause: unknown,
  reason: 'ledgerBusy' | 'ledgerUnwritable' = 'ledgerUnwritable',
): GenerationFailure {
  if (cause instanceof GenerationFailure) return cause;
  const localMessage = redact(wordsOf(cause));
  return new GenerationFailure({ kind: 'budget', reason, charge: 'none', localMessage, cause });
}
