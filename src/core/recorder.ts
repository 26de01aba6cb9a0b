import type { Charge, GenerationFailure } from './failure';
import type { ImageRequest } from './image';
import type { Model } from './models';
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

/** Hears of one request's way over the wire. Nothing here throws: what cannot be kept must not break the request. */
export interface WireRecord {
  /**
   * The request is about to be handed to the network. To be called before its first byte can leave: whoever finds the
   * record of a dead process takes an attempt without this call for free, and one with it for possibly paid.
   */
  sending(): void;
  head(head: AnswerHead): void;
  /** Bytes of the answer's body as they came over the wire, in order. */
  chunk(bytes: Uint8Array): void;
  /** The body has ended as it should: all of its bytes were told. */
  whole(): void;
}

/** The lasting record of one attempt. */
export interface AttemptRecord extends WireRecord {
  readonly id: string;
  /** To be called once, whatever the end. */
  finished(end: RecordedEnd): void;
}

/** Keeps what must survive a crash of one job. Nothing here throws or rejects. */
export interface Recorder {
  /** The attempt is on disk when this returns. */
  started(attempt: PlannedAttempt): AttemptRecord;
  /** The attempt's picture has found its place: its raw answer is needed no more. */
  saved(attemptId: string): Promise<void>;
}
