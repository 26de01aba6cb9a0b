import type { FailureFacts } from '../../core/failures/failure';
import { GenerationFailure } from '../../core/failures/failure';
import { holdsKey } from '../../core/redaction/redact';
import { classifyMissingBody, classifyStatus } from '../codes/statuses';
import type { Fields } from '../json/json';
import { chargeOfAnswer } from '../money/chargeOfAnswer';
import type { Pictures } from '../pictures/pictures';
import type { AnswerWithoutPicture } from '../reading/answerWithoutPicture';
import type { Evidence } from '../reading/evidence';
import { firstAndLastOf } from '../reading/evidenceCollector';
import { timesOf, waitOf } from '../times/times';
import type { Classification } from '../words/classification';
import { withModelsNamed } from '../words/modelWords';
import { echoRemover } from '../words/quotesAndEchoes';
import { classifyErrors } from './classifyErrors';
import { classifyPictureless, isBlocked, messageOfPictureless } from './classifyPictureless';
import { errorsToldAsAnswer } from './errorInText';
import type { ErrorLayer } from './errorLayer';
import { helpUrlOf, messageOf, redactedText, requestIdOf, titleOf } from './message';
import { findNestedErrors, inAnswer } from './nestedErrors';
import { layersOf } from './wrappedErrors';

/** The innermost count the most, and each is read with all that is known of errors. */
const mostLayers = 64;

function usageOfAnswer({ usage }: Evidence): Fields | undefined {
  return usage.findLast((item) => Object.keys(item).length > 0);
}

/** The one reason why an answer has no picture. */
export function failureOfAnswer(answer: AnswerWithoutPicture): GenerationFailure {
  const { raw, body, evidence } = answer;
  const isError = raw.status >= 400;
  if (raw.status < 200 || (raw.status >= 300 && !isError)) {
    const isRedirect = raw.status >= 300;
    return failure(answer, { kind: 'badResponse', ...(isRedirect ? { reason: 'redirected' } : {}) });
  }
  const layers = errorLayers(answer, isError);
  if (layers.length > 0 && !(isError && isBlockedInstead(answer, layers))) return failureOfLayers(answer, layers);
  if (body.kind === 'page') {
    return failure(answer, classifyMissingBody('page', raw.status), { message: titleOf(body.text) });
  }
  if (body.kind === 'empty') return failure(answer, classifyMissingBody('empty', raw.status));
  if (isError && !isBlocked(evidence, usageOfAnswer(evidence))) return failure(answer, classifyStatus(raw.status));
  return failureOfWords(answer);
}

/** An error status around an ordinary answer that tells of a block. */
function isBlockedInstead({ evidence }: AnswerWithoutPicture, layers: readonly ErrorLayer[]): boolean {
  return evidence.blockReasons.length > 0 && layers.every(({ message, names }) => message === '' && names.length === 0);
}

function errorLayers(answer: AnswerWithoutPicture, isError: boolean): ErrorLayer[] {
  const { body } = answer;
  if (body.kind === 'text') return isError ? layersOf(body.text) : [];
  if (body.kind !== 'json') return [];
  const layers = errorsIn(answer, firstAndLastOf(body.values), isError)
    .flatMap((error) => layersOf(error))
    .slice(-mostLayers);
  return layers.length > 0 && body.words !== '' ? [...layersOf(body.words), ...layers] : layers;
}

/** The errors of an answer: where errors are due, else under an error status all that it says, else wherever one may stand. */
function errorsIn(
  { evidence, pictures, isFirstParty }: AnswerWithoutPicture,
  values: readonly unknown[],
  isError: boolean,
): readonly unknown[] {
  if (evidence.errors.length > 0) return evidence.errors;
  if (isError) return values;
  const told = isFirstParty ? [] : errorsToldAsAnswer(pictures.text);
  return told.length > 0 ? told : values.flatMap((value) => findNestedErrors(value, inAnswer));
}

function failureOfLayers(answer: AnswerWithoutPicture, layers: readonly ErrorLayer[]): GenerationFailure {
  const times = timesOf(layers, answer.raw.headers, Date.now());
  const classification = classifyErrors(withoutEchoes(layers, answer), answer.raw.status, times);
  const helpUrl = helpUrlOf(layers, answer.secrets);
  // what stands in the model's place may be the model's
  const serviceWords = answer.evidence.errors.length > 0 ? layers.map(({ message }) => message) : [];
  return failure(answer, classification, { message: messageOf(layers), wait: times.waitMs, helpUrl, serviceWords });
}

/** Errors without what their words repeat from the prompt, and with the model's id called a model. */
function withoutEchoes(layers: readonly ErrorLayer[], { prompt, modelId }: AnswerWithoutPicture): ErrorLayer[] {
  const withoutEcho = echoRemover(prompt);
  return layers.map((layer) => ({ ...layer, message: withModelsNamed(withoutEcho(layer.message), modelId) }));
}

/** An answer of the API under a good status that is no error and has no picture. */
function failureOfWords(answer: AnswerWithoutPicture): GenerationFailure {
  const { body, evidence, pictures, isFirstParty } = answer;
  const usage = usageOfAnswer(evidence);
  const isCut = (body.kind === 'json' || body.kind === 'text') && body.isCut && !isBlocked(evidence, usage);
  if (body.kind !== 'json' || !evidence.isAnswer || isCut || pictures.failed) {
    const words = body.kind === 'text' && !body.isCut ? body.text : pictures.text;
    return failure(answer, { kind: isStopped(pictures) ? 'cancelled' : 'badResponse' }, { message: words });
  }
  const classification = classifyPictureless(evidence, pictures.text, { usage, isFirstParty });
  const message = messageOfPictureless(evidence, pictures.text);
  return failure(answer, classification, { message, serviceWords: evidence.messages, isAnswer: true });
}

/** The user stopped it while its pictures were fetched. */
function isStopped({ failed }: Pictures): boolean {
  return failed?.cause instanceof Error && failed.cause.name === 'AbortError';
}

/** What an answer says beside its kind of failure. */
interface Said {
  readonly message?: string;
  /** Words of the service itself, never the model's: they may say that nothing is charged. */
  readonly serviceWords?: readonly string[];
  /** An ordinary answer, which costs what it tells, whatever its words mean. */
  readonly isAnswer?: boolean;
  readonly wait?: number | undefined;
  readonly helpUrl?: string | undefined;
}

function failure(answer: AnswerWithoutPicture, classification: Classification, said: Said = {}): GenerationFailure {
  const { message = '', wait, helpUrl, serviceWords = [], isAnswer = false } = said;
  const { raw, body, evidence, pictures, secrets, modelId } = answer;
  // a header is all that a page or an empty body has to tell
  const retryAfterMs = wait ?? waitOf([], raw.headers, Date.now());
  const providerMessage = redactedText(message, secrets);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  const facts: FailureFacts = {
    ...(classification.kind === 'refused' ? { blockedBy: 'model' } : {}),
    ...classification,
    ...chargeOfAnswer(answer, {
      kind: classification.kind,
      isAnswer,
      serviceWords,
      isSilent: providerMessage === undefined || body.kind !== 'json',
    }),
    status: raw.status,
    modelId,
    ...(providerMessage === undefined ? {} : { providerMessage }),
    ...(helpUrl === undefined ? {} : { helpUrl }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined || classification.kind === 'quota' ? {} : { retryAfterMs }),
    ...failedPicture(pictures, secrets),
  };
  return new GenerationFailure(facts);
}

/** Where the picture that was made is, unless its address has a key in it. */
function failedPicture({ failed }: Pictures, secrets: readonly string[]): Pick<FailureFacts, 'pictureUrl' | 'cause'> {
  if (!failed) return {};
  const isClean = failed.address !== undefined && !holdsKey(failed.address, secrets);
  return { ...(isClean ? { pictureUrl: failed.address } : {}), cause: failed.cause };
}
