import type { Charge, FailureKind } from '../../core/failure';
import type { Amount } from '../answer/amounts';
import { endsOf } from '../answer/ends';
import { dearest } from '../answer/amounts';
import { paymentsIn, paymentsInHeaders, saysOwnKey } from '../answer/payments';
import type { ToldUse } from '../answer/toldUse';
import { toldUse } from '../answer/toldUse';
import { echoRemover, withoutQuotes } from './asserted';
import { chargeAsTold, chargeOfPaid, usualCharge } from './charge';
import { usesBelow } from './errorsBelow';
import type { Pictureless } from './picturelessAnswer';

/** After this time behind a 5xx without a word of the API, the work may have been done. */
const lateMs = 30_000;

/** What an answer without a picture comes to, as far as its charge depends on that. */
export interface Judged {
  readonly kind: FailureKind;
  /** An ordinary answer, which costs what it tells, whatever its words mean. */
  readonly isAnswer: boolean;
  /** Words of the service itself, never the model's: they may say that nothing is charged. */
  readonly serviceWords: readonly string[];
  /** Not even an error was told. */
  readonly isSilent: boolean;
}

/** What it cost, and what it says of that. */
export interface AnswerCharge {
  readonly charge: Charge;
  readonly costUsd?: number;
  readonly toldPaid?: true;
}

/** What an answer cost. One that says that something was paid is never free, whatever else it says. */
export function chargeOfAnswer(answer: Pictureless, judged: Judged): AnswerCharge {
  const told = useToldBy(answer, judged.kind);
  const paid = chargeOfPaid(told);
  return {
    charge: paid ?? chargeOfUnpaid(answer, judged, told),
    ...(typeof told.cost === 'number' ? { costUsd: told.cost } : {}),
    ...(paid ? { toldPaid: true } : {}),
  };
}

const limits: ReadonlySet<FailureKind> = new Set(['credit', 'quota', 'rateLimit']);

/** What its usage and headers tell, and its other fields where something can have been made. */
function useToldBy(answer: Pictureless, kind: FailureKind): ToldUse {
  const { raw, evidence } = answer;
  const told = toldUse(evidence.usage);
  const wrapped = wrappedUse(answer);
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
function wrappedUse({ raw, body }: Pictureless): ToldUse {
  const values = body.kind === 'json' && isGood(raw.status) ? endsOf(body.values) : [];
  return toldUse(values.flatMap((value) => usesBelow(value)));
}

/** The fields of an error may name what a picture would cost: what it did cost stands in its usage. */
function mayTellPayment({ raw, evidence }: Pictureless): boolean {
  return isGood(raw.status) || evidence.usage.length > 0;
}

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Names of fields are ASCII in any encoding that these services send. */
function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
}

function chargeOfUnpaid(answer: Pictureless, judged: Judged, told: ToldUse): Charge {
  const { raw, body, pictures, billsEveryAnswer } = answer;
  const { kind, isAnswer, isSilent } = judged;
  const isAsTold = isAnswer || kind === 'refused' || kind === 'noImage';
  const charge = isAsTold ? chargeAsTold(ownWords(answer, judged), told) : chargeOfKind(kind, raw.status);
  if (charge !== 'none') return charge;
  // a picture that is named may have been made, and what is left of a damaged answer does not know what was lost of it
  const isCut = body.kind === 'json' && body.isCut;
  if (isGood(raw.status) && (billsEveryAnswer || isCut || pictures.failed)) return 'unknown';
  return raw.status >= 500 && isSilent && raw.msToHeaders > lateMs ? 'unknown' : 'none';
}

function chargeOfKind(kind: FailureKind, status: number): Charge {
  if (kind === 'badResponse') return status < 300 ? 'unknown' : 'none';
  return usualCharge(kind);
}

/** The service's words without what they repeat. */
function ownWords({ prompt }: Pictureless, { serviceWords }: Judged): string[] {
  const withoutEcho = echoRemover(prompt);
  return serviceWords.map((words) => withoutEcho(withoutQuotes(words)));
}
