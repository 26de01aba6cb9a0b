import { GenerationFailure } from '../core/failure';
import type { ProviderAnswer } from '../core/image';
import type { Wire } from '../core/presets';
import { picturesIn } from './answer';
import { breathe } from './answer/breathe';
import { evidenceOf } from './answer/evidence';
import type { Download } from './answer/gather';
import { readBody } from './answer/readBody';
import { requestIdOf, warningsOf } from './answer/remarks';
import { usageOf } from './answer/usage';
import { failureOfAnswer } from './failures';
import { shown } from './failures/message';
import { verdictOfStatus } from './failures/statuses';
import { TooLargeError } from './tooLarge';
import type { RawAnswer } from './rawAnswer';

export interface AnswerContext {
  readonly wire: Wire;
  readonly modelId: string;
  /** Every secret that must not appear in a text. */
  readonly secrets: readonly string[];
  /** The service bills every answer with a good status, whatever stands in it. */
  readonly billsEveryAnswer?: boolean | undefined;
  /** The address is the maker's own: no relay speaks in the model's place. */
  readonly isFirstParty?: boolean | undefined;
  /** What was asked for, so that its echo is not taken for the service's own words. */
  readonly prompt?: string | undefined;
  /**
   * Fetches a picture that the answer names by address, under the transport's rules (https, no private hosts, a cap). Rejects
   * otherwise: with `reason: 'notAllowed'` where trying again cannot help, with an `AbortError` if the user stopped it.
   */
  readonly download: Download;
}

/** The pictures of an answer, or the one reason why there are none. Throws only `GenerationFailure`. */
export async function understand(raw: RawAnswer, context: AnswerContext): Promise<ProviderAnswer> {
  try {
    return await read(raw, context);
  } catch (error) {
    if (error instanceof GenerationFailure) throw error;
    const isOpen = raw.status < 300 || verdictOfStatus(raw.status).kind === 'timeout';
    const charge = isOpen ? 'unknown' : 'none';
    const { modelId } = context;
    const reason = error instanceof TooLargeError ? 'answerTooLarge' : undefined;
    throw new GenerationFailure({ kind: 'badResponse', reason, charge, status: raw.status, modelId, cause: error });
  }
}

const longestText = 100_000;

async function read(raw: RawAnswer, context: AnswerContext): Promise<ProviderAnswer> {
  const { modelId, secrets, prompt = '', billsEveryAnswer = false, isFirstParty = false } = context;
  const isGood = raw.status >= 200 && raw.status < 300;
  await breathe(raw.body);
  const body = readBody(raw);
  await breathe(raw.body);
  const evidence = evidenceOf(body);
  const found = await picturesIn(isGood ? evidence.finds : [], context.download);
  const pictures = isGood && body.kind === 'picture' ? { ...found, images: [body.image] } : found;
  const [first, ...others] = pictures.images;
  if (!first)
    throw failureOfAnswer({ raw, body, evidence, pictures, modelId, secrets, prompt, billsEveryAnswer, isFirstParty });
  const usage = usageOf(evidence.usage);
  const requestId = requestIdOf(evidence, raw.headers, secrets);
  return {
    images: [first, ...others],
    text: shown(pictures.text, secrets, longestText) ?? '',
    warnings: warningsOf(evidence, secrets),
    ...(usage ? { usage } : {}),
    ...(requestId ? { requestId } : {}),
  };
}
