/** Why pictures to work from cannot be sent; `name` is that of the one in question. */
export type ReferenceProblem =
  | { readonly what: 'tooMany'; readonly count: number; readonly most: number }
  /** No picture, or of a type that no service takes. */
  | { readonly what: 'unknownType'; readonly name: string }
  /** A type that the route does not take. */
  | {
      readonly what: 'typeNotTaken';
      readonly name: string;
      readonly mime: string;
      readonly possible: readonly string[];
    }
  /** Too large, and of a type that cannot be made smaller here. */
  | { readonly what: 'cannotShrink'; readonly name: string; readonly mime: string; readonly maxBytes: number }
  /** Too large, and with more pixels than there is memory for. */
  | { readonly what: 'tooManyPixels'; readonly name: string; readonly width: number; readonly height: number }
  /** Too large even as the smallest that is still of use. */
  | { readonly what: 'tooLarge'; readonly name: string; readonly maxBytes: number }
  /** Too large, and it cannot be decoded. */
  | { readonly what: 'unreadable'; readonly name: string; readonly detail: string };

/** The one error of references; nothing was sent. */
export class ReferenceError extends Error {
  readonly problem: ReferenceProblem;

  constructor(problem: ReferenceProblem) {
    super('name' in problem ? `${problem.name}: ${problem.what}` : problem.what);
    this.name = 'ReferenceError';
    this.problem = problem;
  }
}
