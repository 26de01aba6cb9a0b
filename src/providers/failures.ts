import type { Charge, FailureFacts } from '../core/failure';
import { GenerationFailure } from '../core/failure';
import { redact } from '../core/redact';
import type { Pictures } from './answer';
import { isErrorDocument } from './answer/errorSigns';
import type { Evidence } from './answer/evidence';
import type { Fields } from './answer/json';
import { isFields, parseJson } from './answer/json';
import { requestIdOf } from './answer/remarks';
import type { Body } from './answer/readBody';
import { chargeAsTold, costOf, usualCharge } from './failures/charge';
import type { ErrorLayer } from './failures/errorFacts';
import { layersOf } from './failures/errorLayers';
import { helpUrlOf } from './failures/helpUrl';
import { judge } from './failures/judge';
import { messageOf, shown, titleOf } from './failures/message';
import { isBlocked, messageOfPictureless, verdictOfPictureless } from './failures/pictureless';
import { verdictOfSilence } from './failures/silence';
import { verdictOfStatus } from './failures/statuses';
import type { Verdict } from './failures/verdict';
import { waitOf } from './failures/wait';
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

function errorLayers({ body, evidence, pictures }: Pictureless, isError: boolean): ErrorLayer[] {
  if (body.kind === 'text') return isError ? layersOf(body.text) : [];
  if (body.kind !== 'json') return [];
  const inner = evidence.errors.length > 0 ? evidence.errors : isError ? body.values : errorInWords(pictures.text);
  const layers = inner.flatMap((error) => layersOf(error));
  return layers.length > 0 && body.words !== '' ? [...layersOf(body.words), ...layers] : layers;
}

/** A relay can put an upstream's error where the model's words should be. */
function errorInWords(text: string): unknown[] {
  const value = text.startsWith('{') && text.length < 65_536 ? parseJson(text) : undefined;
  return isFields(value) && isErrorDocument(value) ? [value] : [];
}

function failureOfLayers(answer: Pictureless, layers: readonly ErrorLayer[]): GenerationFailure {
  const wait = waitOf(layers, answer.raw.headers, Date.now());
  const verdict = judge(layers, answer.raw.status, wait !== undefined);
  const helpUrl = helpUrlOf(layers, answer.secrets);
  return failure(answer, verdict, { message: messageOf(layers), wait, helpUrl });
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
  return failure(answer, verdict, { message: messageOfPictureless(evidence, pictures.text) });
}

/** The user stopped it while its pictures were fetched. */
function isStopped({ failed }: Pictures): boolean {
  return failed?.cause instanceof Error && failed.cause.name === 'AbortError';
}

function chargeOf({ raw, body, evidence }: Pictureless, { kind }: Verdict, message: string): Charge {
  if (kind === 'refused' || kind === 'noImage') {
    return chargeAsTold([...evidence.messages, message], usageOfAnswer(evidence));
  }
  if (kind === 'badResponse') return raw.status < 300 ? 'unknown' : 'none';
  const isSilent = body.kind === 'page' || body.kind === 'empty';
  if (raw.status >= 500 && isSilent && raw.msToHeaders > lateMs) return 'unknown';
  return usualCharge(kind);
}

/** What an answer says beside its verdict. */
interface Said {
  readonly message?: string;
  readonly wait?: number | undefined;
  readonly helpUrl?: string | undefined;
}

function failure(answer: Pictureless, verdict: Verdict, { message = '', wait, helpUrl }: Said = {}): GenerationFailure {
  const { raw, evidence, pictures, secrets, modelId } = answer;
  // a header is all that a page or an empty body has to tell
  const retryAfterMs = wait ?? waitOf([], raw.headers, Date.now());
  const costUsd = costOf(usageOfAnswer(evidence));
  const providerMessage = shown(message, secrets);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  const facts: FailureFacts = {
    ...(verdict.kind === 'refused' ? { blockedBy: 'model' } : {}),
    ...verdict,
    charge: chargeOf(answer, verdict, message),
    status: raw.status,
    modelId,
    ...(providerMessage === undefined ? {} : { providerMessage }),
    ...(helpUrl === undefined ? {} : { helpUrl }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(retryAfterMs === undefined || verdict.kind === 'quota' ? {} : { retryAfterMs }),
    ...(verdict.kind === 'badResponse' || verdict.kind === 'cancelled' ? failedPicture(pictures, secrets) : {}),
  };
  return new GenerationFailure(facts);
}

/** Where the picture that was made is, unless its address has a key in it. */
function failedPicture({ failed }: Pictures, secrets: readonly string[]): Pick<FailureFacts, 'pictureUrl' | 'cause'> {
  if (!failed) return {};
  const isClean = failed.address !== undefined && redact(failed.address, secrets) === failed.address;
  return { ...(isClean ? { pictureUrl: failed.address } : {}), cause: failed.cause };
}
