import type { FailureFacts } from './failure';
import { policy } from './policy';
import type { Preset } from '../services/presets';
import type { Route } from '../services/route';

/** What decides how a route bills. A preset tells it of its own service only, not of another one at an address that the user gave. */
type Billing = Pick<Route, 'firstParty'> & { readonly preset: Pick<Preset, 'pictureless'> };

/** An answer without a picture that cost a fraction of a cent: the only exception to the money rule. */
function isCheap(failure: FailureFacts, { preset, firstParty }: Billing): boolean {
  const isPictureless = failure.kind === 'noImage' && failure.charge !== 'billed' && !failure.toldPaid;
  return isPictureless && preset.pictureless === 'tokens' && firstParty;
}

/** Whether the same route may be asked once more at once. */
export function mayRepeat(failure: FailureFacts, route: Billing): boolean {
  return policy[failure.kind].sameRoute === 'onceIfCheap' && isCheap(failure, route);
}

/** Whether nothing was charged, so that another request cannot pay twice. */
export function isFree(failure: FailureFacts, route: Billing): boolean {
  return failure.charge === 'none' || isCheap(failure, route);
}

/** The next step after a failure that the same route cannot mend: on to the next route, stop, or on with consent only. */
export function nextStep(failure: FailureFacts, route: Billing): 'nextRoute' | 'uncertain' | 'stop' {
  const { then } = policy[failure.kind];
  if (then === 'stop') return 'stop';
  if (then === 'stopIfByModel' && failure.blockedBy !== 'relay') return 'stop';
  if (then === 'stopUnlessRouteOnly' && !failure.routeOnly) return 'stop';
  return isFree(failure, route) ? 'nextRoute' : 'uncertain';
}
