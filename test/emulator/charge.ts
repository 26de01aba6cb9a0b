import type { AnswerStyle } from './answers/answerStyle';
import type { BillEntry, BillingRules } from './bill';
import { gatewayTimeouts } from './bill';
import type { Fault, NoPicture } from './faults';
import type { ServiceKind } from './options';
import type { Order } from './order';
import { usageOf, usdOf } from './answers/usage';

export type Charge = Pick<BillEntry, 'what' | 'modelId' | 'size' | 'usd'>;

/** Answers that say themselves that they cost nothing. */
const free: readonly NoPicture[] = ['imageSafety', 'imageOther', 'empty'];

function pictureCharge(order: Order, style: AnswerStyle, kind: ServiceKind): Charge {
  const usd = kind === 'relay' ? order.model.usdPerCall : usdOf(usageOf(order, 1 + style.drafts), order);
  return { what: 'picture', modelId: order.modelId, size: order.size, usd };
}

/** What a request costs whose picture was begun; undefined: nothing. */
export function chargeOf(
  order: Order,
  style: AnswerStyle,
  fault: Fault | undefined,
  kind: ServiceKind,
  rules: BillingRules,
): Charge | undefined {
  if (fault?.billed === false) return undefined;
  const picture = pictureCharge(order, style, kind);
  if (fault?.do !== 'noPicture' || fault.billed) return picture;
  if (free.includes(fault.how) || rules.pictureless === 'none') return undefined;
  if (rules.pictureless === 'picture') return picture;
  return { ...picture, what: 'tokens', usd: usdOf(usageOf(order, 0), order) };
}

/** Whether an answer that a fault gave in place of the service is paid for all the same. */
export function isBilledStatus(fault: Fault, status: number, rules: BillingRules): boolean {
  return fault.billed ?? (rules.gatewayTimeouts && gatewayTimeouts.includes(status));
}
