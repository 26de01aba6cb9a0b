import type { Charge } from '../../core/failures/failure';
import type { Usage } from '../../core/pictures/image';
import type { FailureKind } from '../../core/failures/policy';
import { policy } from '../../core/failures/policy';
import type { AnswerWithoutPicture } from '../reading/answerWithoutPicture';
import { firstAndLastOf } from '../reading/evidenceCollector';
import { usagesBelow } from '../reading/nestedFields';
import { echoRemover, withoutQuotes } from '../words/quotesAndEchoes';
import type { Amount } from './amounts';
import { dearest } from './amounts';
import { chargeAsTold, chargeOfPaid } from './charge';
import { paymentsIn, paymentsInHeaders, saysOwnKey } from './payments';
import type { ToldUsage } from './toldUsage';
import { toldUsage } from './toldUsage';
import { usageWithoutPicture } from './usage';

/** After this time behind a 5xx without a word of the API, the work may have been done. */
const lateMs = 30_000;

/** What an answer without a picture comes to, as far as its charge depends on that. */
interface PicturelessOutcome {
  readonly kind: FailureKind;
  /** An ordinary answer, which costs what it tells, whatever its words mean. */
  readonly isAnswer: boolean;
  /** Words of the service itself, never the model's: they may say that nothing is charged. */
  readonly serviceWords: readonly string[];
  /** Not even an error was told. */
  readonly isSilent: boolean;
}

/** What it cost, and what it says of that. */
interface AnswerCharge {
  readonly charge: Charge;
  readonly costUsd?: number;
  readonly toldPaid?: true;
  /** The tokens that may have been paid. */
  readonly usage?: Usage;
}

/** What an answer cost. One that says that something was paid is never free, whatever else it says. */
export function chargeOfAnswer(answer: AnswerWithoutPicture, outcome: PicturelessOutcome): AnswerCharge {
  const told = usageToldBy(answer, outcome.kind);
  const paid = chargeOfPaid(told);
  const charge = paid ?? chargeOfUnpaid(answer, outcome, told);
  const usage = charge === 'none' || paid ? undefined : usageWithoutPicture(answer.evidence.usage);
  return {
    charge,
    ...(usage ? { usage } : {}),
    ...(typeof told.cost === 'number' ? { costUsd: told.cost } : {}),
    ...(paid ? { toldPaid: true } : {}),
  };
}

const limits: ReadonlySet<FailureKind> = new Set(['credit', 'quota', 'rateLimit']);

/** What its usage and headers tell, and its other fields where something can have been made. */
function usageToldBy(answer: AnswerWithoutPicture, kind: FailureKind): ToldUsage {
  const { raw, evidence } = answer;
  const told = toldUsage(evidence.usage);
  const wrapped = usageInOtherFields(answer);
  const body = mayTellPayment(answer) ? textOf(raw.body) : '';
  const payments = [paymentsIn(body), paymentsInHeaders(raw.headers)];
  // where a limit is told, what was used up was so before
  const usesUp = !limits.has(kind) && payments.some((payment) => payment.usesUp);
  const others: (Amount | undefined)[] = payments.map(({ cost }) => cost);
  const mayHidePayment = usesUp || (!told.saysWhoseKey && saysOwnKey(body));
  const cost = dearest([told.cost, wrapped.cost || undefined, ...others, mayHidePayment ? 'unknown' : undefined]);
  return { ...told, cost, hasPictures: told.hasPictures || wrapped.hasPictures };
}

/** What is told in fields that nobody knows, also in texts: it can show that something was paid, and not that nothing was. */
function usageInOtherFields({ raw, body }: AnswerWithoutPicture): ToldUsage {
  const values = body.kind === 'json' && isGood(raw.status) ? firstAndLastOf(body.values) : [];
  return toldUsage(values.flatMap((value) => usagesBelow(value)));
}

/** The fields of an error may name what a picture would cost: what it did cost stands in its usage. */
function mayTellPayment({ raw, evidence }: AnswerWithoutPicture): boolean {
  return isGood(raw.status) || evidence.usage.length > 0;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Names of fields are ASCII in any encoding that these services send. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}

function chargeOfUnpaid(answer: AnswerWithoutPicture, outcome: PicturelessOutcome, told: ToldUsage): Charge {
  const { raw, body, pictures, billsEveryAnswer } = answer;
  const { kind, isAnswer, isSilent } = outcome;
  const isAsTold = isAnswer || kind === 'refused' || kind === 'noImage';
  const charge = isAsTold ? chargeAsTold(ownWords(answer, outcome), told) : chargeOfKind(kind, raw.status);
  if (charge !== 'none') return charge;
  // a picture that is named may have been made, and what is left of a damaged answer does not know what was lost of it
  const isCut = body.kind === 'json' && body.isCut;
  if (isGood(raw.status) && (billsEveryAnswer || isCut || pictures.failed)) return 'unknown';
  return raw.status >= 500 && isSilent && raw.msToHeaders > lateMs ? 'unknown' : 'none';
}

function chargeOfKind(kind: FailureKind, status: number): Charge {
  if (kind === 'badResponse') return status < 300 ? 'unknown' : 'none';
  return policy[kind].charge;
}

/** The service's words without what they repeat. */
function ownWords({ prompt }: AnswerWithoutPicture, { serviceWords }: PicturelessOutcome): string[] {
  const withoutEcho = echoRemover(prompt);
  return serviceWords.map((words) => withoutEcho(withoutQuotes(words)));
}
