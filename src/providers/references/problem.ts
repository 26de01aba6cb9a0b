import type { ReferenceProblem } from '../../core/reference';

/** The one error of references; nothing was sent. */
export class ReferenceError extends Error {
  readonly problem: ReferenceProblem;

  constructor(problem: ReferenceProblem) {
    super('name' in problem ? `${problem.name}: ${problem.what}` : problem.what);
    this.name = 'ReferenceError';
    this.problem = problem;
  }
}
