import type { FailureFacts } from '../core/failure';
import { GenerationFailure } from '../core/failure';
import { holdsKey } from '../core/redact';
import type { Pictures } from './answer';
import type { Evidence } from './answer/evidence';
import { endsOf } from './answer/ends';
import type { Fields } from './answer/json';
import { requestIdOf } from './answer/remarks';
import { echoRemover } from './failures/asserted';
import { chargeOfAnswer } from './failures/chargeOfAnswer';
import { errorsToldAsAnswer } from './failures/errorAsAnswer';
import { errorsBelow, inAnswer } from './failures/errorsBelow';
import type { ErrorLayer } from './failures/errorFacts';
import { layersOf } from './failures/errorLayers';
import { helpUrlOf } from './failures/helpUrl';
import { judge } from './failures/judge';
import { messageOf, shown, titleOf } from './failures/message';
import { isBlocked, messageOfPictureless, verdictOfPictureless } from './failures/pictureless';
import type { Pictureless } from './failures/picturelessAnswer';
import { verdictOfSilence } from './failures/silence';
import { verdictOfStatus } from './failures/statuses';
import type { Verdict } from './failures/verdict';
import { timesOf, waitOf } from './failures/times/times';
import { withModelsNamed } from './failures/words/modelWords';

export { failureFromThrown } from './failures/thrown';

/** The innermost count the most, and each is read with all that is known of errors. */
const mostLayers = 64;

function usageOfAnswer({ usage }: Evidence): Fields | undefined {
  return usage.findLast((item) => Object.keys(item).length > 0);
}

/** The one reason why an answer has no picture. */
export function failureOfAnswer(answer: Pictureless): GenerationFailure {
  const { raw, body, evidence } = answer;
  const isError = raw.status >= 400;
  if (raw.status < 200 || (raw.status >= 300 && !isError)) {
    const isRedirect = raw.status >= 300;
    return failure(answer, { kind: 'badResponse', ...(isRedirect ? { reason: 'redirected' } : {}) });
  }
  const layers = errorLayers(answer, isError);
  if (layers.length > 0 && !(isError && isBlockedInstead(answer, layers))) return failureOfLayers(answer, layers);
  if (body.kind === 'page') {
    return failure(answer, verdictOfSilence('page', raw.status), { message: titleOf(body.text) });
  }
  if (body.kind === 'empty') return failure(answer, verdictOfSilence('empty', raw.status));
  if (isError && !isBlocked(evidence, usageOfAnswer(evidence))) return failure(answer, verdictOfStatus(raw.status));
  return failureOfWords(answer);
}

/** An error status around an ordinary answer that tells of a block. */
function isBlockedInstead({ evidence }: Pictureless, layers: readonly ErrorLayer[]): boolean {
  return evidence.blockReasons.length > 0 && layers.every(({ message, names }) => message === '' && names.length === 0);
}

function errorLayers(answer: Pictureless, isError: boolean): ErrorLayer[] {
  const { body } = answer;
  if (body.kind === 'text') return isError ? layersOf(body.text) : [];
  if (body.kind !== 'json') return [];
  const layers = errorsIn(answer, endsOf(body.values), isError)
    .flatMap((error) => layersOf(error))
    .slice(-mostLayers);
  return layers.length > 0 && body.words !== '' ? [...layersOf(body.words), ...layers] : layers;
}

/** The errors of an answer: where errors are due, else under an error status all that it says, else wherever one may stand. */
function errorsIn(
  { evidence, pictures, isFirstParty }: Pictureless,
  values: readonly unknown[],
  isError: boolean,
): readonly unknown[] {
  if (evidence.errors.length > 0) return evidence.errors;
  if (isError) return values;
  const told = isFirstParty ? [] : errorsToldAsAnswer(pictures.text);
  return told.length > 0 ? told : values.flatMap((value) => errorsBelow(value, inAnswer));
}

function failureOfLayers(answer: Pictureless, layers: readonly ErrorLayer[]): GenerationFailure {
  const times = timesOf(layers, answer.raw.headers, Date.now());
  const verdict = judge(asJudged(layers, answer), answer.raw.status, times);
  const helpUrl = helpUrlOf(layers, answer.secrets);
  // what stands in the model's place may be the model's
  const serviceWords = answer.evidence.errors.length > 0 ? layers.map(({ message }) => message) : [];
  return failure(answer, verdict, { message: messageOf(layers), wait: times.waitMs, helpUrl, serviceWords });
}

/** Errors without what their words repeat from the prompt, and with the model's id called a model. */
function asJudged(layers: readonly ErrorLayer[], { prompt, modelId }: Pictureless): ErrorLayer[] {
  const withoutEcho = echoRemover(prompt);
  return layers.map((layer) => ({ ...layer, message: withModelsNamed(withoutEcho(layer.message), modelId) }));
}

/** An answer of the API under a good status that is no error and has no picture. */
function failureOfWords(answer: Pictureless): GenerationFailure {
  const { body, evidence, pictures, isFirstParty } = answer;
  const usage = usageOfAnswer(evidence);
  const isCut = (body.kind === 'json' || body.kind === 'text') && body.isCut && !isBlocked(evidence, usage);
  if (body.kind !== 'json' || !evidence.isAnswer || isCut || pictures.failed) {
    const words = body.kind === 'text' && !body.isCut ? body.text : pictures.text;
    return failure(answer, { kind: isStopped(pictures) ? 'cancelled' : 'badResponse' }, { message: words });
  }
  const verdict = verdictOfPictureless(evidence, pictures.text, { usage, isFirstParty });
  const message = messageOfPictureless(evidence, pictures.text);
  return failure(answer, verdict, { message, serviceWords: evidence.messages, isAnswer: true });
}

/** The user stopped it while its pictures were fetched. */
function isStopped({ failed }: Pictures): boolean {
  return failed?.cause instanceof Error && failed.cause.name === 'AbortError';
}

/** What an answer says beside its verdict. */
interface Said {
  readonly message?: string;
  /** Words of the service itself, never the model's: they may say that nothing is charged. */
  readonly serviceWords?: readonly string[];
  /** An ordinary answer, which costs what it tells, whatever its words mean. */
  readonly isAnswer?: boolean;
  readonly wait?: number | undefined;
  readonly helpUrl?: string | undefined;
}

function failure(answer: Pictureless, verdict: Verdict, said: Said = {}): GenerationFailure {
  const { message = '', wait, helpUrl, serviceWords = [], isAnswer = false } = said;
  const { raw, body, evidence, pictures, secrets, modelId } = answer;
  // a header is all that a page or an empty body has to tell
  const retryAfterMs = wait ?? waitOf([], raw.headers, Date.now());
  const providerMessage = shown(message, secrets);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  const facts: FailureFacts = {
    ...(verdict.kind === 'refused' ? { blockedBy: 'model' } : {}),
    ...verdict,
    ...chargeOfAnswer(answer, {
      kind: verdict.kind,
      isAnswer,
      serviceWords,
      isSilent: providerMessage === undefined || body.kind !== 'json',
    }),
    status: raw.status,
    modelId,
    ...(providerMessage === undefined ? {} : { providerMessage }),
    ...(helpUrl === undefined ? {} : { helpUrl }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined || verdict.kind === 'quota' ? {} : { retryAfterMs }),
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
