import { setImmediate } from 'node:timers/promises';
import type { FailureReason } from '../core/failures/failure';
import { GenerationFailure } from '../core/failures/failure';
import type { ProviderAnswer } from '../core/pictures/image';
import type { AnswerOrigin } from './arrived';
import { classifyStatus } from './codes/statuses';
import { failureOfAnswer } from './failures/failureOfAnswer';
import { redactedText, requestIdOf } from './failures/message';
import type { Fields } from './json/json';
import { TooLargeError } from './json/limits';
import { usageOf } from './money/usage';
import type { Download } from './pictures/pictureLoader';
import { picturesIn } from './pictures/pictures';
import type { PictureStager } from './pictures/pictureStager';
import type { Evidence } from './reading/evidence';
import { evidenceOf } from './reading/evidenceOfBody';
import type { RawAnswer } from './reading/readBody';
import { readBody } from './reading/readBody';

export interface AnswerContext extends AnswerOrigin {
  /**
   * Fetches a picture that the answer names by address, under the transport's rules (https, no private hosts, a cap). Rejects
   * otherwise: with `reason: 'notAllowed'` where trying again cannot help, with an `AbortError` if the user stopped it.
   */
  readonly download: Download;
  /** Makes the pictures of what the answer holds. Left out: in memory. */
  readonly stager?: PictureStager | undefined;
}

/** The pictures of an answer, or the one reason why there are none. Throws only `GenerationFailure`. */
export async function understand(raw: RawAnswer, context: AnswerContext): Promise<ProviderAnswer> {
  try {
    return await read(raw, context);
  } catch (error) {
    throw unreadable(error, raw.status, context.modelId);
  }
}

/** The failure of an answer that could not be read: what was thrown over it, and what it may have cost by its status. */
export function unreadable(error: unknown, status: number, modelId: string, reason?: FailureReason): GenerationFailure {
  if (error instanceof GenerationFailure) return error;
  const isOpen = status < 300 || classifyStatus(status).kind === 'timeout';
  const told = error instanceof TooLargeError ? 'answerTooLarge' : reason;
  const charge = isOpen ? 'unknown' : 'none';
  return new GenerationFailure({ kind: 'badResponse', reason: told, charge, status, modelId, cause: error });
}

const longestText = 100_000;

async function read(raw: RawAnswer, context: AnswerContext): Promise<ProviderAnswer> {
  const { modelId, secrets, prompt = '', billsEveryAnswer = false, isFirstParty = false } = context;
  const isGood = raw.status >= 200 && raw.status < 300;
  await yieldToEventLoop(raw.body);
  const body = readBody(raw, context.stager);
  await yieldToEventLoop(raw.body);
  const evidence = evidenceOf(body);
  const found = await picturesIn(isGood ? evidence.finds : [], context.download, context.stager);
  const pictures = isGood && body.kind === 'picture' ? { ...found, images: [body.image] } : found;
  const [first, ...others] = pictures.images;
  if (!first)
    throw failureOfAnswer({ raw, body, evidence, pictures, modelId, secrets, prompt, billsEveryAnswer, isFirstParty });
  const usage = usageOf(evidence.usage);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  return {
    images: [first, ...others],
    text: redactedText(pictures.text, secrets, longestText) ?? '',
    warnings: warningsOf(evidence, secrets),
    ...(usage ? { usage } : {}),
    ...(requestId ? { requestId } : {}),
  };
}

const large = 1024 * 1024;

/**
 * Lets others run between two steps on a large answer: each step takes tens of milliseconds for 50 MB, and together they
 * would hold up the whole extension host. Costs nothing on a small one.
 */
async function yieldToEventLoop(body: Uint8Array): Promise<void> {
  if (body.byteLength > large) await setImmediate();
}

function textField(status: Fields, name: string): string {
  const value = status[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** What Google's modelStatus says of a model that is on its way out, in its own words where it has some. */
function warningOf(status: Fields): string {
  const stage = textField(status, 'modelStage').replace(/^MODEL_STAGE_/, '');
  const message = textField(status, 'message');
  const until = textField(status, 'retirementTime').slice(0, 10);
  if (!['LEGACY', 'DEPRECATED', 'RETIRED'].includes(stage) && !message && !until) return '';
  const date = until && !message.includes(until) ? `Retirement: ${until}.` : '';
  const words = message || (stage ? `The service calls this model ${stage.toLowerCase()}.` : '');
  return [words, date].filter((part) => part !== '').join(' ');
}

/** Things that the answer says and the user should know, each once. */
function warningsOf(evidence: Pick<Evidence, 'modelStatus'>, secrets: readonly string[]): string[] {
  const warnings = evidence.modelStatus.map((status) => redactedText(warningOf(status), secrets));
  return [...new Set(warnings.filter((warning) => warning !== undefined))];
}
