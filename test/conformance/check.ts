import { inspect } from 'node:util';
import { GenerationFailure } from '../../src/core/failures/failure';
import { isInFile } from '../../src/core/pictures/image';
import type { ProviderAnswer } from '../../src/core/pictures/image';
import { stackOf } from '../../src/core/words/wordsOf';
import type { Expectation } from './cases';

/** What came of a case. */
export type Outcome = { readonly answer: ProviderAnswer } | { readonly error: unknown };

const keys = /AIzaFAKE|sk-fake|AQ\.fake|AIza[\w-]{8}|sk-[\w-]{8}/i;
const toleranceMs = 1000;

function describe(outcome: Outcome): string {
  if ('answer' in outcome) return `${outcome.answer.images.length} pictures`;
  const { error } = outcome;
  if (!(error instanceof GenerationFailure)) return `threw ${stackOf(error)}`;
  const { kind, charge, retryAfterMs } = error.facts;
  return `${kind}, ${charge}${retryAfterMs === undefined ? '' : `, wait ${retryAfterMs} ms`}: ${error.message}`;
}

function differs(what: string, wanted: unknown, got: unknown): string[] {
  return inspect(wanted) === inspect(got) ? [] : [`${what} is ${inspect(got)}, not ${inspect(wanted)}`];
}

function checkAnswer(expected: Extract<Expectation, { images: number }>, { images, text }: ProviderAnswer): string[] {
  const lacksText = expected.text !== undefined && !text.includes(expected.text);
  return [
    ...differs('the number of pictures', expected.images, images.length),
    ...differs(
      'the list of types',
      expected.mimes,
      images.map((image) => (isInFile(image) ? image.facts : image).mime),
    ),
    ...differs('the final picture', expected.final, images.length - 1),
    ...(lacksText ? [`the text is ${inspect(text.slice(0, 200))}`] : []),
  ];
}

function checkFailure(expected: Extract<Expectation, { failure: string }>, error: GenerationFailure): string[] {
  const { kind, charge, retryAfterMs, providerMessage } = error.facts;
  const off = Math.abs((retryAfterMs ?? 0) - (expected.retryAfterMs ?? 0));
  const isWaitWrong = (retryAfterMs === undefined) !== (expected.retryAfterMs === undefined) || off > toleranceMs;
  const lacksWords = expected.messageHas !== undefined && !(providerMessage ?? '').includes(expected.messageHas);
  return [
    ...differs('the kind', expected.failure, kind),
    ...differs('the charge', expected.charge, charge),
    ...(isWaitWrong ? [`the time to wait is ${retryAfterMs}, not ${expected.retryAfterMs}`] : []),
    ...(lacksWords ? [`the message is ${inspect(providerMessage)}`] : []),
  ];
}

/** What is wrong with an outcome; empty if nothing is. `logged` is all that was printed meanwhile. */
export function problemsOf(expected: Expectation, outcome: Outcome, logged: string): string[] {
  const said = inspect(outcome, { depth: 12, maxStringLength: 100_000, maxArrayLength: 20 });
  const leaks = keys.test(said) || keys.test(logged) ? ['a key remained in a message, an error or a log line'] : [];
  if ('answer' in outcome) {
    if ('images' in expected) return [...checkAnswer(expected, outcome.answer), ...leaks];
  } else if ('failure' in expected && outcome.error instanceof GenerationFailure) {
    return [...checkFailure(expected, outcome.error), ...leaks];
  }
  return [`it came to ${describe(outcome)}`, ...leaks];
}
