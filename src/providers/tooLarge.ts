/** An answer that is larger, or holds more, than any real one does. It is never read, so it cannot exhaust who would read it. */
export class TooLargeError extends Error {
  readonly code = 'ANSWER_TOO_LARGE';
}
