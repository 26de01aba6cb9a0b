import type { AnswerStyle } from './answers/answerStyle';
import type { BillEntry, BillingRules } from './bill';
import { gatewayTimeouts } from './bill';
import type { Fault, NoPicture } from './faults';
import type { Order } from './order';
import { usageOf, usdOf } from './answers/usage';

export type Charge = Pick<BillEntry, 'what' | 'modelId' | 'size' | 'usd'>;

/** Answers that say themselves that they cost nothing. */
const free: readonly NoPicture[] = ['imageSafety', 'imageOther', 'empty'];

/** What a service takes on top where the user's own key pays the maker, as a part of what that takes. */
export const feeOfOwnKey = 0.05;

function pictureCharge(order: Order, style: AnswerStyle, rules: BillingRules): Charge {
  const usd =
    rules.per === 'call' ? order.model.usdPerCall : withFee(usdOf(usageOf(order, 1 + style.drafts), order), style);
  return { what: 'picture', modelId: order.modelId, size: order.size, usd };
}

/** All that the user pays: the maker too, where the key there is theirs. */
function withFee(usd: number, { cost }: AnswerStyle): number {
  return cost === 'ownKey' ? usd * (1 + feeOfOwnKey) : usd;
}

/** What a request costs whose picture was begun; undefined: nothing. */
export function chargeOf(
  order: Order,
  style: AnswerStyle,
  fault: Fault | undefined,
  rules: BillingRules,
): Charge | undefined {
  if (fault?.billed === false) return undefined;
  const picture = pictureCharge(order, style, rules);
  if (fault?.do !== 'noPicture' || fault.billed) return picture;
  if (free.includes(fault.how) || rules.pictureless === 'none') return undefined;
  if (rules.pictureless === 'picture') return picture;
  return { ...picture, what: 'tokens', usd: withFee(usdOf(usageOf(order, 0), order), style) };
}

/** Whether an answer that a fault gave in place of the service is paid for all the same. */
export function isBilledStatus(fault: Fault, status: number, rules: BillingRules): boolean {
  return fault.billed ?? (rules.gatewayTimeouts && gatewayTimeouts.includes(status));
}
