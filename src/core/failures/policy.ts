/** What the same route may still try for this job. */
type SameRoute = 'no' | 'nextRound' | 'nextBaseUrl' | 'nextModelId' | 'onceIfCheap';

/** Where the job goes next, as far as the charge of the failure allows. */
type Then = 'nextRoute' | 'stop' | 'stopIfByModel' | 'stopUnlessRouteOnly';

/** What `Health` learns of the route. `answers`: the service is there, whatever it said. */
type HealthEffect =
  'nothing' | 'answers' | 'untilKeyChanges' | 'needsAttention' | 'quota' | 'rest' | 'breaker' | 'openBreaker';

interface Consequences {
  /** What it cost where the answer says nothing of that. */
  readonly charge: 'none' | 'unknown';
  readonly sameRoute: SameRoute;
  readonly then: Then;
  readonly health: HealthEffect;
}

/**
 * All ways in which an attempt can end without a picture, and what each means for its job and its route. What it was charged
 * goes before that: where it is not known to be `none`, no job goes on by itself, whatever its row says; see `nextStep`.
 */
const rows = {
  auth: { charge: 'none', sameRoute: 'no', then: 'nextRoute', health: 'untilKeyChanges' },
  region: { charge: 'none', sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  setup: { charge: 'none', sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  credit: { charge: 'none', sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  quota: { charge: 'none', sameRoute: 'no', then: 'nextRoute', health: 'quota' },
  rateLimit: { charge: 'none', sameRoute: 'nextRound', then: 'nextRoute', health: 'rest' },
  overloaded: { charge: 'none', sameRoute: 'nextRound', then: 'nextRoute', health: 'breaker' },
  server: { charge: 'none', sameRoute: 'nextRound', then: 'nextRoute', health: 'breaker' },
  network: { charge: 'none', sameRoute: 'nextBaseUrl', then: 'nextRoute', health: 'breaker' },
  model: { charge: 'none', sameRoute: 'nextModelId', then: 'nextRoute', health: 'answers' },
  refused: { charge: 'unknown', sameRoute: 'no', then: 'stopIfByModel', health: 'answers' },
  noImage: { charge: 'unknown', sameRoute: 'onceIfCheap', then: 'nextRoute', health: 'answers' },
  badRequest: { charge: 'none', sameRoute: 'no', then: 'stopUnlessRouteOnly', health: 'answers' },
  timeout: { charge: 'unknown', sameRoute: 'no', then: 'nextRoute', health: 'openBreaker' },
  interrupted: { charge: 'unknown', sameRoute: 'no', then: 'nextRoute', health: 'openBreaker' },
  badResponse: { charge: 'unknown', sameRoute: 'no', then: 'nextRoute', health: 'needsAttention' },
  cancelled: { charge: 'unknown', sameRoute: 'no', then: 'stop', health: 'nothing' },
  unsupported: { charge: 'unknown', sameRoute: 'no', then: 'stop', health: 'nothing' },
  noRoute: { charge: 'unknown', sameRoute: 'no', then: 'stop', health: 'nothing' },
  budget: { charge: 'unknown', sameRoute: 'no', then: 'stopUnlessRouteOnly', health: 'nothing' },
} as const satisfies Readonly<Record<string, Consequences>>;

export type FailureKind = keyof typeof rows;

export const policy: Readonly<Record<FailureKind, Consequences>> = rows;

export const failureKinds = Object.keys(rows) as readonly FailureKind[];
