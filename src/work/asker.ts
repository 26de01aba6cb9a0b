import type { Credential, Route } from '../core/services/route';
import type { PriceQuestion } from './clicks/clickPrice';
import type { OpenQuestion } from './question';

/** Answers for the person behind a job what the job may not decide by itself. */
export interface Asker {
  /**
   * The credential of a route; may ask for a key that is missing. Throws a `GenerationFailure`: of kind `auth` where there is none, so that
   * the next route is asked; of kind `cancelled` where somebody was asked and would rather not. Calls `onAsk` when it asks.
   */
  credential(route: Route, signal: AbortSignal, onAsk: () => void): Promise<Credential>;
  /** Whether a click may cost what it would. Left out: nobody is there to be asked; limits hold all the same. */
  confirm?(question: PriceQuestion): Promise<boolean>;
  /** Shows a question to somebody, who may answer it at any time, here or where else it is shown. */
  ask(question: OpenQuestion): void;
}

/** For when nobody is there: answers every question with no at once, and never opens a box. `stored`: the credential of a route, if it has one. */
export function silentAsker(stored: (route: Route) => Promise<Credential>): Asker {
  return { credential: (route) => stored(route), ask: (question) => question.answer(question.no) };
}
