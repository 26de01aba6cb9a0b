import type { FailureFacts } from '../../core/failures/failure';
import type { PictureFacts, PictureFile, ProviderAnswer } from '../../core/pictures/image';
import type { AnswerOrigin, ArrivedBody } from '../arrived';
import type { RunSizes } from '../reading/longRuns';
import type { PlainError } from './plainError';

/** One answer to be read. */
export interface ReadJob {
  readonly type: 'read';
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly msToHeaders: number;
  readonly body: ArrivedBody;
  readonly context: AnswerOrigin;
  /** Where pictures go, and how the names of their files begin. */
  readonly folders: readonly string[];
  readonly prefix: string;
  /** Left out: the usual ones. */
  readonly sizes?: RunSizes | undefined;
}

/** A file of which is asked whether it is a whole picture. */
export interface CheckJob {
  readonly type: 'check';
  readonly file: string;
}

export type Job = ReadJob | CheckJob;

/** What came of a fetch that the child asked for, by its number. */
export type Fetched =
  | { readonly type: 'fetched'; readonly id: number; readonly file: PictureFile | undefined }
  | { readonly type: 'notFetched'; readonly id: number; readonly error: PlainError | undefined };

export type ToChild = Job | Fetched;

/** A picture that is to be fetched: the child has no network. */
export interface FetchAsked {
  readonly type: 'fetch';
  readonly id: number;
  readonly url: string;
}

/** How a job ended. */
export type Reply =
  | { readonly type: 'answer'; readonly answer: ProviderAnswer }
  | { readonly type: 'failed'; readonly facts: Omit<FailureFacts, 'cause'>; readonly cause: PlainError | undefined }
  | { readonly type: 'checked'; readonly result: PictureFacts | 'cut' | undefined }
  | { readonly type: 'notChecked'; readonly error: PlainError | undefined };

/** The first of all: the child runs, and hears. */
export interface Ready {
  readonly type: 'ready';
}

export type FromChild = FetchAsked | Reply;
