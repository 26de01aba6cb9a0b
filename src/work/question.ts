import type { SlowAnswer, SlowQuestion } from '../core/run/attempts';
import type { UncertainQuestion } from '../core/run/failover';

/** What a job asks: whether to pay, perhaps a second time, or what to do about a request that takes long. */
export type Question =
  ({ readonly what: 'uncertain' } & UncertainQuestion) | ({ readonly what: 'slow' } & SlowQuestion);

export type Answer = 'pay' | SlowAnswer;

/** A question that waits for its answer, however long. */
export interface OpenQuestion {
  readonly question: Question;
  readonly prompt: string;
  /** For how many pictures the answer holds. */
  readonly pictures: number;
  readonly answers: readonly Answer[];
  /** The answer that spends nothing more. */
  readonly no: Answer;
  /** Whether somebody has it before them; false once it was closed without an answer. */
  readonly isShown: boolean;
  /** Says that it was closed without an answer. It stays open, and can be asked again. */
  closed(): void;
  /** The first answer counts; what is not one of `answers` is ignored. */
  answer(id: string): void;
}

/** US dollars, for all pictures that an answer is for; undefined where nobody knows. */
export interface QuestionSums {
  /** What may have been charged already. */
  readonly spentUsd: number | undefined;
  /** What the other route would charge. */
  readonly nextUsd: number | undefined;
}

/** What an answer is about at most: some of the pictures may still come without it. */
export function sumsOf({ question, pictures }: Pick<OpenQuestion, 'question' | 'pictures'>): QuestionSums {
  const spent = question.what === 'slow' ? question.costUsd : question.failed.costUsd;
  const ofAll = (usd: number | undefined): number | undefined => (usd === undefined ? undefined : usd * pictures);
  return { spentUsd: ofAll(spent), nextUsd: ofAll(question.nextUsd) };
}
