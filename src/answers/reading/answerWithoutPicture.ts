import type { Pictures } from '../pictures/pictures';
import type { Evidence } from './evidence';
import type { Body, RawAnswer } from './readBody';

/** An answer without a picture, as far as it was read. */
export interface AnswerWithoutPicture {
  readonly raw: RawAnswer;
  readonly body: Body;
  readonly evidence: Evidence;
  readonly pictures: Pictures;
  readonly modelId: string;
  readonly secrets: readonly string[];
  /** What was asked for: words that an answer repeats from it say nothing of the service's own. */
  readonly prompt: string;
  /** The service bills every answer with a good status. */
  readonly billsEveryAnswer: boolean;
  /** No relay stands in between: what stands where the model speaks are the model's words. */
  readonly isFirstParty: boolean;
}
