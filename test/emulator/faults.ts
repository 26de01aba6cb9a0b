import type { AnswerStyle } from './answers/answerStyle';
import type { ErrorFacts, ErrorName } from './answers/errors';

/** Answers with status 200 and no picture. On chat and images they are what a relay makes of them. */
export type NoPicture =
  /** A finish reason of that name, and no word about money. */
  | 'noImage'
  | 'imageProhibited'
  /** Finish reasons whose message says that nothing is charged. */
  | 'imageSafety'
  | 'imageOther'
  /** No candidate, only a block reason for the prompt. */
  | 'promptBlocked'
  /** Words instead: harmless ones, or a refusal that names content rules. */
  | 'textOnly'
  | 'textRefusal'
  /** Nothing at all, and a usage of zeros. */
  | 'empty';

interface Common {
  /** Milliseconds to wait first, or a promise that the test keeps, to hold the request as long as it likes. */
  readonly after?: number | Promise<unknown>;
  /** Overrides the billing rules for this request. */
  readonly billed?: boolean;
}

/**
 * What goes wrong with one request. Free unless `billed` or the billing rules say otherwise: status, error, html, redirect,
 * drop before reading. Paid: everything that happens to a picture that was begun.
 */
export type Fault = Common &
  (
    | {
        readonly do: 'status';
        readonly status: number;
        /** Text as it is; anything else as JSON. */
        readonly body?: unknown;
        readonly headers?: Readonly<Record<string, string>>;
      }
    /** An error in the service's own form. */
    | ({ readonly do: 'error'; readonly error: ErrorName } & Pick<ErrorFacts, 'retryAfterSeconds'>)
    | { readonly do: 'html'; readonly status?: number }
    | { readonly do: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
    /** The socket is destroyed: on the headers of the request, after its body, or half-way through the answer. */
    | { readonly do: 'drop'; readonly when: 'beforeReading' | 'afterReading' | 'midBody' }
    /** Nothing more comes, and the connection stays open until the client or `close()` ends it. */
    | { readonly do: 'hang'; readonly when: 'beforeHeaders' | 'midBody' }
    /** Content-Length tells the whole length, `keep` of it is sent (default 0.5), then the connection ends in order. */
    | { readonly do: 'cut'; readonly keep?: number }
    /** The same, but no length is told: the client takes the end of the connection for the end of the body. */
    | { readonly do: 'cutUntold'; readonly keep?: number }
    /** The body in so many chunks (Transfer-Encoding: chunked), one every `everyMs`. */
    | { readonly do: 'slow'; readonly chunks: number; readonly everyMs: number }
    | { readonly do: 'noPicture'; readonly how: NoPicture }
    /** A good answer, in another style or only later (`after`). */
    | { readonly do: 'answer'; readonly style?: Partial<AnswerStyle> }
  );
