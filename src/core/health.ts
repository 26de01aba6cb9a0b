import type { Clock } from './clock';
import type { FailureFacts, FailureKind, FailureReason } from './failure';
import { policy } from './policy';

/** What is known of a route now. `until`: milliseconds since 1970, for people, as the wall's clock stands now. */
export type RouteState =
  | { readonly state: 'ready' }
  /** The breaker lets one job through to see whether the route is well again. */
  | { readonly state: 'halfOpen' }
  | ({ readonly state: 'resting'; readonly until: number } & Why)
  /** Nothing but the user can mend it; tried again after a while all the same. */
  | ({ readonly state: 'needsAttention'; readonly until: number } & Why);

/** The failure that keeps a route back. */
export interface Why {
  readonly kind: FailureKind;
  readonly reason?: FailureReason | undefined;
}

/** Counting failures in a row that open the breaker; an uncertain one opens it at once. */
const failuresToOpen = 3;
const firstRestMs = 30_000;
const longestRestMs = 600_000;
/** A route that needs attention is tried again after this time. */
const attentionMs = 600_000;

interface Blocked extends Why {
  readonly how: 'resting' | 'open' | 'attention' | 'key';
  /** On the clock that nobody sets. */
  readonly until: number;
  /** For what ends at a time of day. The other clock may stand still while a laptop sleeps: whichever comes first. */
  readonly untilWall?: number | undefined;
}

interface Known {
  /** Counting failures in a row. */
  failures: number;
  /** How often in a row the route had to rest: each rest is twice as long. */
  rests: number;
  blocked?: Blocked;
  /** The job that the half-open breaker let through. */
  probe?: symbol;
}

/**
 * What jobs have learned of the routes: facts with times, in memory, shared by the jobs of a window. A job reads the order
 * from it when it begins; nothing here decides for a job under way.
 */
export class Health {
  readonly #clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly #known = new Map<string, Known>();
  /** How often what was known of a route was forgotten. */
  readonly #ages = new Map<string, number>();
  readonly #goneIds = new Set<string>();

  constructor(clock: Pick<Clock, 'now' | 'elapsed'>) {
    this.#clock = clock;
  }

  state(routeId: string): RouteState {
    const { blocked, probe } = this.#of(routeId);
    if (!blocked) return { state: 'ready' };
    const { how, kind, reason } = blocked;
    const why = whyOf({ kind, reason });
    const over = this.#isOver(blocked);
    const until = this.#wallEndOf(blocked);
    if (how === 'key') return { state: 'needsAttention', until: Infinity, ...why };
    if (how === 'attention') return over ? { state: 'ready' } : { state: 'needsAttention', until, ...why };
    if (how === 'resting') return over ? { state: 'ready' } : { state: 'resting', until, ...why };
    return over && !probe ? { state: 'halfOpen' } : { state: 'resting', until, ...why };
  }

  /**
   * The routes in the order in which a job should try them: those that are well as they stand, behind them the others, least
   * bad first. `allResting`: none is well.
   */
  order<R extends { readonly id: string }>(
    routes: readonly R[],
  ): { readonly routes: readonly R[]; readonly allResting: boolean } {
    const rated = routes.map((route) => ({ route, state: this.state(route.id) }));
    const well = rated.filter(({ state }) => state.state === 'ready' || state.state === 'halfOpen');
    const rest = rated
      .filter((item) => !well.includes(item))
      // a rejected key fails for certain: not tried again beside others
      .filter(({ state }) => well.length === 0 || !('kind' in state) || !isRejectedKey(state))
      .sort((a, b) => badness(a.state) - badness(b.state));
    return { routes: [...well, ...rest].map(({ route }) => route), allResting: well.length === 0 && routes.length > 0 };
  }

  /**
   * A job is about to use the route, and calls `release` when it is done with it. False: the breaker is half-open and another
   * job has the one place.
   */
  admit(routeId: string, job: symbol): boolean {
    const known = this.#of(routeId);
    if (known.blocked?.how !== 'open' || !this.#isOver(known.blocked)) return true;
    if (known.probe && known.probe !== job) return false;
    known.probe = job;
    return true;
  }

  /** The job is done with the route, however that went: where it had the one place of a half-open breaker, that is free again. */
  release(routeId: string, job: symbol): void {
    const known = this.#known.get(routeId);
    if (known?.probe === job) delete known.probe;
  }

  /** The route delivered. */
  succeeded(routeId: string): void {
    const blocked = this.#known.get(routeId)?.blocked;
    this.#known.delete(routeId);
    if (blocked?.kind === 'cancelled') this.#of(routeId).blocked = blocked; // a rest that the user ordered
  }

  /** To be given with what a job learns of the route from now on: see `failed`. */
  age(routeId: string): number {
    return this.#ages.get(routeId) ?? 0;
  }

  /**
   * The route failed. `age`: the route's when it was asked; where the user has changed it since, the failure says nothing of
   * the route as it is now.
   */
  failed(routeId: string, failure: FailureFacts, job?: symbol, age = this.age(routeId)): void {
    if (age !== this.age(routeId)) return;
    const ordered = this.#orderedRest(routeId);
    this.#learn(routeId, failure, job);
    const { blocked } = this.#of(routeId);
    if (ordered && (blocked?.until ?? 0) < ordered.until) this.#of(routeId).blocked = ordered;
  }

  /** The rest that the user ordered, while it lasts. */
  #orderedRest(routeId: string): Blocked | undefined {
    const { blocked } = this.#of(routeId);
    return blocked?.kind === 'cancelled' && !this.#isOver(blocked) ? blocked : undefined;
  }

  #learn(routeId: string, failure: FailureFacts, job: symbol | undefined): void {
    const known = this.#of(routeId);
    const wasProbe = job !== undefined && known.probe === job;
    if (wasProbe) delete known.probe;
    switch (policy[failure.kind].health) {
      case 'untilKeyChanges':
        known.blocked = isRejectedKey(failure)
          ? { how: 'key', until: Infinity, ...whyOf(failure) }
          : { how: 'attention', until: this.#clock.elapsed() + attentionMs, ...whyOf(failure) };
        return;
      case 'needsAttention':
        known.blocked = { how: 'attention', until: this.#clock.elapsed() + attentionMs, ...whyOf(failure) };
        return;
      case 'quota':
        known.blocked = this.#quota(failure);
        return;
      case 'rest':
        this.#rest(known, failure, 'resting');
        return;
      case 'breaker':
        known.failures += 1;
        if (wasProbe || known.failures >= failuresToOpen) this.#rest(known, failure, 'open');
        return;
      case 'openBreaker':
        this.#rest(known, failure, 'open');
        return;
      case 'answers':
        known.failures = 0;
        if (wasProbe) delete known.blocked;
        return;
      case 'nothing':
        return;
    }
  }

  /** The user changed the key, the settings or the route's rest: what was known no longer counts. */
  forget(routeId: string): void {
    this.#known.delete(routeId);
    this.#ages.set(routeId, this.age(routeId) + 1);
    for (const gone of this.#goneIds) if (gone.startsWith(`${routeId}\n`)) this.#goneIds.delete(gone);
  }

  /** The user puts the route to rest. */
  rest(routeId: string, ms: number): void {
    this.#of(routeId).blocked = { how: 'resting', until: this.#clock.elapsed() + ms, kind: 'cancelled' };
  }

  /** A model id that the route no longer knows; kept until VS Code restarts. */
  idIsGone(routeId: string, modelId: string, age = this.age(routeId)): void {
    if (age === this.age(routeId)) this.#goneIds.add(`${routeId}\n${modelId}`);
  }

  isGone(routeId: string, modelId: string): boolean {
    return this.#goneIds.has(`${routeId}\n${modelId}`);
  }

  #of(routeId: string): Known {
    const known = this.#known.get(routeId) ?? { failures: 0, rests: 0 };
    this.#known.set(routeId, known);
    return known;
  }

  #rest(known: Known, failure: FailureFacts, how: 'resting' | 'open'): void {
    const isResting = known.blocked !== undefined && !this.#isOver(known.blocked);
    const before = isResting ? known.rests - 1 : known.rests;
    const ms = failure.retryAfterMs ?? Math.min(firstRestMs * 2 ** Math.max(before, 0), longestRestMs);
    // failures of jobs that ran at once are one reason to rest, not many
    if (!isResting) known.rests += 1;
    known.blocked = { how, until: this.#clock.elapsed() + ms, ...whyOf(failure) };
  }

  #quota(failure: FailureFacts): Blocked {
    const [elapsed, now] = [this.#clock.elapsed(), this.#clock.now()];
    const ofDay = failure.quotaPeriod === 'day' ? nextMidnightPacific(now) - now : undefined;
    const ms = failure.liftsInMs ?? ofDay;
    return ms === undefined
      ? { how: 'attention', until: elapsed + attentionMs, ...whyOf(failure) }
      : { how: 'resting', until: elapsed + ms, untilWall: now + ms, ...whyOf(failure) };
  }

  #isOver({ until, untilWall = Infinity }: Blocked): boolean {
    return until <= this.#clock.elapsed() || untilWall <= this.#clock.now();
  }

  /** When it will be over, in milliseconds since 1970. */
  #wallEndOf({ until, untilWall = Infinity }: Blocked): number {
    return Math.min(this.#clock.now() + until - this.#clock.elapsed(), untilWall);
  }
}

/** A gcloud login is mended in a terminal, and nobody tells when. */
const mendedElsewhere: ReadonlySet<FailureReason | undefined> = new Set([
  'credentialsNotFound',
  'credentialsUnusable',
  'credentialsVariable',
  'credentialsRevoked',
  'signInAgain',
]);

/** Whether nothing but a new key helps, which is told when it is set. */
function isRejectedKey({ kind, reason }: Why): boolean {
  return policy[kind].health === 'untilKeyChanges' && !mendedElsewhere.has(reason);
}

function whyOf({ kind, reason }: Why): Why {
  return reason ? { kind, reason } : { kind };
}

/** Smaller is better: soon well again, then needing attention, then a key that was rejected. */
function badness(state: RouteState): number {
  if (state.state === 'resting') return state.until;
  if (state.state === 'needsAttention') return Number.MAX_SAFE_INTEGER / (state.until === Infinity ? 1 : 2);
  return 0;
}

const pacific = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  hourCycle: 'h23',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** When Google's daily quotas begin anew: midnight in Los Angeles, in milliseconds since 1970. An hour off on two days a year. */
export function nextMidnightPacific(now: number): number {
  const parts = Object.fromEntries(pacific.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const passed =
    ((parts['hour'] ?? 0) * 3600 + (parts['minute'] ?? 0) * 60 + (parts['second'] ?? 0)) * 1000 + (now % 1000);
  return now - passed + 86_400_000;
}
