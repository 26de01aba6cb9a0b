import type { FailureFacts, FailureKind } from './failure';
import type { Preset } from './presets';
import type { Route } from './route';

/** What the same route may still try for this job. */
export type SameRoute = 'no' | 'nextRound' | 'nextBaseUrl' | 'nextModelId' | 'onceIfCheap';

/** Where the job goes after that, as far as its charge allows. */
export type Then = 'nextRoute' | 'stop' | 'stopIfByModel' | 'stopUnlessRouteOnly' | 'nextRouteIfCheap';

/** What the failure tells about the route itself. `answers`: that the service is there, whatever it said. */
export type Health =
  'nothing' | 'answers' | 'untilKeyChanges' | 'needsAttention' | 'quota' | 'rest' | 'breaker' | 'openBreaker';

export interface Action {
  readonly sameRoute: SameRoute;
  readonly then: Then;
  readonly health: Health;
}

/**
 * What each failure means. Money comes first and is not in this table: from a charge that is not known to be `none` there
 * is no automatic way on, whatever a row says; see `mayGoOn`.
 */
export const policy: Readonly<Record<FailureKind, Action>> = {
  auth: { sameRoute: 'no', then: 'nextRoute', health: 'untilKeyChanges' },
  region: { sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  setup: { sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  credit: { sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  quota: { sameRoute: 'no', then: 'nextRoute', health: 'quota' },
  rateLimit: { sameRoute: 'nextRound', then: 'nextRoute', health: 'rest' },
  overloaded: { sameRoute: 'nextRound', then: 'nextRoute', health: 'breaker' },
  server: { sameRoute: 'nextRound', then: 'nextRoute', health: 'breaker' },
  network: { sameRoute: 'nextBaseUrl', then: 'nextRoute', health: 'breaker' },
  model: { sameRoute: 'nextModelId', then: 'nextRoute', health: 'answers' },
  refused: { sameRoute: 'no', then: 'stopIfByModel', health: 'answers' },
  noImage: { sameRoute: 'onceIfCheap', then: 'nextRouteIfCheap', health: 'answers' },
  badRequest: { sameRoute: 'no', then: 'stopUnlessRouteOnly', health: 'answers' },
  timeout: { sameRoute: 'no', then: 'nextRoute', health: 'openBreaker' },
  interrupted: { sameRoute: 'no', then: 'nextRoute', health: 'openBreaker' },
  badResponse: { sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  cancelled: { sameRoute: 'no', then: 'stop', health: 'nothing' },
  unsupported: { sameRoute: 'no', then: 'stop', health: 'nothing' },
  noRoute: { sameRoute: 'no', then: 'stop', health: 'nothing' },
  budget: { sameRoute: 'no', then: 'stop', health: 'nothing' },
};

/** Whoever is paid: a preset tells what its own service does, not what stands at an address of the user's. */
type Payee = Pick<Route, 'firstParty'> & { readonly preset: Pick<Preset, 'pictureless'> };

/** An answer without a picture that cost a fraction of a cent: the only exception to the money rule. */
function isCheap(failure: FailureFacts, { preset, firstParty }: Payee): boolean {
  const isPictureless = failure.kind === 'noImage' && failure.charge !== 'billed' && !failure.toldPaid;
  return isPictureless && preset.pictureless === 'tokens' && firstParty;
}

/** Whether the same route may be asked once more at once. */
export function mayRepeat(failure: FailureFacts, route: Payee): boolean {
  return policy[failure.kind].sameRoute === 'onceIfCheap' && isCheap(failure, route);
}

/** Whether nothing was charged, so that another request cannot pay twice. */
export function isFree(failure: FailureFacts, route: Payee): boolean {
  return failure.charge === 'none' || isCheap(failure, route);
}

/** The next step after a failure that the same route cannot mend: on to the next route, stop, or on with consent only. */
export function nextStep(failure: FailureFacts, route: Payee): 'nextRoute' | 'uncertain' | 'stop' {
  const { then } = policy[failure.kind];
  if (then === 'stop') return 'stop';
  if (then === 'stopIfByModel' && failure.blockedBy !== 'relay') return 'stop';
  if (then === 'stopUnlessRouteOnly' && !failure.routeOnly) return 'stop';
  return isFree(failure, route) ? 'nextRoute' : 'uncertain';
}
