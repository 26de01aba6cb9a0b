import type { ReferenceProblem } from '../../core/reference';
import { referenceWords } from '../../core/referenceWords';

/** The one error of references; nothing was sent. */
export class ReferenceError extends Error {
  readonly problem: ReferenceProblem;

  constructor(problem: ReferenceProblem) {
    super(referenceWords(problem));
    this.name = 'ReferenceError';
    this.problem = problem;
  }
}
