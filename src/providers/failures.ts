import type { Charge, FailureFacts, FailureKind } from '../core/failure';
import { GenerationFailure } from '../core/failure';
import { holdsKey } from '../core/redact';
import type { Pictures } from './answer';
import type { Evidence } from './answer/evidence';
import type { Fields } from './answer/json';
import { requestIdOf } from './answer/remarks';
import type { Body } from './answer/readBody';
import { toldUse } from './answer/usage';
import { chargeAsTold, chargeOfPaid, usualCharge } from './failures/charge';
import { errorsBelow, errorsToldAsAnswer, costsBelow } from './failures/errorAsAnswer';
import type { ErrorLayer } from './failures/errorFacts';
import { layersOf } from './failures/errorLayers';
import { helpUrlOf } from './failures/helpUrl';
import { judge } from './failures/judge';
import { messageOf, shown, titleOf } from './failures/message';
import { isBlocked, messageOfPictureless, verdictOfPictureless } from './failures/pictureless';
import { verdictOfSilence } from './failures/silence';
import { verdictOfStatus } from './failures/statuses';
import type { Verdict } from './failures/verdict';
import { timesOf, waitOf } from './failures/wait';
import type { RawAnswer } from './rawAnswer';

export { failureFromThrown } from './failures/thrown';

/** An answer without a picture, as far as it was read. */
export interface Pictureless {
  readonly raw: RawAnswer;
  readonly body: Body;
  readonly evidence: Evidence;
  readonly pictures: Pictures;
  readonly modelId: string;
  readonly secrets: readonly string[];
  /** The service bills every answer with a good status. */
  readonly billsEveryAnswer: boolean;
  /** No relay stands in between: what stands where the model speaks are the model's words. */
  readonly isFirstParty: boolean;
}

/** The innermost count the most, and each is read with all that is known of errors. */
const mostLayers = 64;

/** The first and the last pieces of a stream: an error begins or ends it, and half a million are too many to look into. */
const mostAtEachEnd = 32;

function endsOf(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= 2 * mostAtEachEnd) return values;
  return [...values.slice(0, mostAtEachEnd), ...values.slice(-mostAtEachEnd)];
}

/** After this time behind a 5xx without a word, the work may have been done. */
const lateMs = 30_000;

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
  return told.length > 0 ? told : values.flatMap((value) => errorsBelow(value));
}

function failureOfLayers(answer: Pictureless, layers: readonly ErrorLayer[]): GenerationFailure {
  const times = timesOf(layers, answer.raw.headers, Date.now());
  const verdict = judge(layers, answer.raw.status, times);
  const helpUrl = helpUrlOf(layers, answer.secrets);
  // what stands in the model's place may be the model's
  const serviceWords = answer.evidence.errors.length > 0 ? layers.map(({ message }) => message) : [];
  return failure(answer, verdict, { message: messageOf(layers), wait: times.waitMs, helpUrl, serviceWords });
}

/** An answer of the API under a good status that is no error and has no picture. */
function failureOfWords(answer: Pictureless): GenerationFailure {
  const { body, evidence, pictures } = answer;
  const usage = usageOfAnswer(evidence);
  const isCut = (body.kind === 'json' || body.kind === 'text') && body.isCut && !isBlocked(evidence, usage);
  if (body.kind !== 'json' || !evidence.isAnswer || isCut || pictures.failed) {
    const words = body.kind === 'text' && !body.isCut ? body.text : pictures.text;
    return failure(answer, { kind: isStopped(pictures) ? 'cancelled' : 'badResponse' }, { message: words });
  }
  const verdict = verdictOfPictureless(evidence, pictures.text, usage);
  const message = messageOfPictureless(evidence, pictures.text);
  return failure(answer, verdict, { message, serviceWords: evidence.messages, isAnswer: true });
}

/** The user stopped it while its pictures were fetched. */
function isStopped({ failed }: Pictures): boolean {
  return failed?.cause instanceof Error && failed.cause.name === 'AbortError';
}

/** What it cost. An answer that says that something was paid is never free, whatever else it says. */
function chargeOf(answer: Pictureless, { kind }: Verdict, { serviceWords = [], isAnswer = false }: Said): Charge {
  const told = toldUse(answer.evidence.usage);
  const isAsTold = isAnswer || kind === 'refused' || kind === 'noImage';
  const charge = isAsTold ? chargeAsTold(serviceWords, told) : (chargeOfPaid(told) ?? chargeOfKind(answer, kind));
  const isGood = answer.raw.status >= 200 && answer.raw.status < 300;
  const mayBePaid = answer.billsEveryAnswer || mayHidePrice(answer.body);
  return charge === 'none' && isGood && mayBePaid ? 'unknown' : charge;
}

/** Whether a price may be lost or wrapped: what is left of a damaged answer does not know what was lost of it. */
function mayHidePrice(body: Body): boolean {
  if (body.kind !== 'json') return false;
  return body.isCut || chargeOfPaid(toldUse(endsOf(body.values).flatMap((value) => costsBelow(value)))) !== undefined;
}

function chargeOfKind({ raw, body }: Pictureless, kind: FailureKind): Charge {
  if (kind === 'badResponse') return raw.status < 300 ? 'unknown' : 'none';
  const isSilent = body.kind === 'page' || body.kind === 'empty';
  if (raw.status >= 500 && isSilent && raw.msToHeaders > lateMs) return 'unknown';
  return usualCharge(kind);
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
  const { message = '', wait, helpUrl } = said;
  const { raw, evidence, pictures, secrets, modelId } = answer;
  // a header is all that a page or an empty body has to tell
  const retryAfterMs = wait ?? waitOf([], raw.headers, Date.now());
  const { cost, pictureTokens } = toldUse(evidence.usage);
  const providerMessage = shown(message, secrets);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  const facts: FailureFacts = {
    ...(verdict.kind === 'refused' ? { blockedBy: 'model' } : {}),
    ...verdict,
    charge: chargeOf(answer, verdict, said),
    status: raw.status,
    modelId,
    ...(providerMessage === undefined ? {} : { providerMessage }),
    ...(helpUrl === undefined ? {} : { helpUrl }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(typeof cost === 'number' ? { costUsd: cost } : {}),
    ...(pictureTokens > 0 ? { pictureTokens } : {}),
    ...(retryAfterMs === undefined || verdict.kind === 'quota' ? {} : { retryAfterMs }),
    ...(verdict.kind === 'badResponse' || verdict.kind === 'cancelled' ? failedPicture(pictures, secrets) : {}),
  };
  return new GenerationFailure(facts);
}

/** Where the picture that was made is, unless its address has a key in it. */
function failedPicture({ failed }: Pictures, secrets: readonly string[]): Pick<FailureFacts, 'pictureUrl' | 'cause'> {
  if (!failed) return {};
  const isClean = failed.address !== undefined && !holdsKey(failed.address, secrets);
  return { ...(isClean ? { pictureUrl: failed.address } : {}), cause: failed.cause };
}
