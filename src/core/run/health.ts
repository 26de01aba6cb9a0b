import type { Clock } from '../clock';
import type { FailureFacts, FailureReason } from '../failures/failure';
import type { FailureKind } from '../failures/policy';
import { quietly } from '../quietly';
import { policy } from '../failures/policy';
import { nextMidnightPacific } from './pacificMidnight';

/** What is known of a route now. `until`: milliseconds since 1970, for people, by the wall clock as it is set now. */
export type RouteState =
  | { readonly state: 'ready' }
  /** The breaker lets one job through to see whether the route works again. */
  | { readonly state: 'halfOpen' }
  | ({ readonly state: 'resting'; readonly until: number } & BlockingFailure)
  /** Only the user can mend it; it is tried again after a while all the same. */
  | ({ readonly state: 'needsAttention'; readonly until: number } & BlockingFailure);

/** The failure for which a route is not used. */
export interface BlockingFailure {
  readonly kind: FailureKind;
  readonly reason?: FailureReason | undefined;
}

/** The state of a route that is not known to work. */
export type Blockage = Extract<RouteState, { state: 'resting' | 'needsAttention' }>;

/** A route that a job does not ask, or only after the others, for what is known of it. */
export interface Skipped<R> {
  readonly route: R;
  readonly state: Blockage;
  /** It is not asked even when all others have failed: it would fail for certain. */
  readonly isLeftOut: boolean;
}

/** The order in which a job should try its routes. */
interface RouteSequence<R> {
  readonly routes: readonly R[];
  /** Those that are not known to work, as they were given. */
  readonly skipped: readonly Skipped<R>[];
  /** None of them is known to work. */
  readonly allResting: boolean;
}

/** So many failures in a row open the breaker; one whose charge is uncertain opens it at once. */
const failuresToOpen = 3;
const firstRestMs = 30_000;
const longestRestMs = 600_000;
/** A route that needs attention is tried again after this time. */
const attentionMs = 600_000;

interface Blocked extends BlockingFailure {
  readonly how: 'resting' | 'open' | 'attention' | 'key';
  /** On the monotonic clock. */
  readonly until: number;
  /** For what ends at a time of day, on the wall clock; whichever comes first, since the other one may stand still while a laptop sleeps. */
  readonly untilWall?: number | undefined;
}

interface Known {
  /** Failures in a row that count for the breaker. */
  failures: number;
  /** How often in a row the route had to rest: each rest is twice as long. */
  rests: number;
  blocked?: Blocked;
  /** The job that the half-open breaker let through. */
  probe?: symbol;
}

/**
 * What jobs have learned of the routes: facts with times, in memory, shared by the jobs of a window. A job reads the order
 * from it when it begins; nothing here changes the course of a job under way.
 */
export class Health {
  readonly #clock: Pick<Clock, 'now' | 'elapsed'>;
  readonly #known = new Map<string, Known>();
  /** How often the user has changed each route: its key, its settings or its rest. */
  readonly #revisions = new Map<string, number>();
  readonly #goneIds = new Set<string>();
  readonly #listeners = new Set<() => void>();

  constructor(clock: Pick<Clock, 'now' | 'elapsed'>) {
    this.#clock = clock;
  }

  state(routeId: string): RouteState {
    const { blocked, probe } = this.#of(routeId);
    if (!blocked) return { state: 'ready' };
    const { how, kind, reason } = blocked;
    const why = blockingFailureOf({ kind, reason });
    const over = this.#isOver(blocked);
    const until = this.#wallEndOf(blocked);
    if (how === 'key') return { state: 'needsAttention', until: Infinity, ...why };
    if (how === 'attention') return over ? { state: 'ready' } : { state: 'needsAttention', until, ...why };
    if (how === 'resting') return over ? { state: 'ready' } : { state: 'resting', until, ...why };
    return over && !probe ? { state: 'halfOpen' } : { state: 'resting', until, ...why };
  }

  /** Calls `listener` when what is known of a route has changed. Not when a rest ends: that is a matter of time. */
  readonly onDidChange = (listener: () => void): { dispose(): void } => {
    const own = (): void => listener(); // the same function may listen twice
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  /** Milliseconds until the next route is known differently because time has passed; undefined: that does not happen. */
  msToNextChange(): number | undefined {
    const ends = [...this.#known.values()].flatMap(({ blocked }) =>
      blocked && !this.#isOver(blocked) ? [this.#wallEndOf(blocked) - this.#clock.now()] : [],
    );
    const next = Math.min(...ends);
    return next === Infinity ? undefined : Math.max(next, 0);
  }

  /** Those that work first, in the order given, and behind them the others, least bad first. */
  order<R extends { readonly id: string }>(routes: readonly R[]): RouteSequence<R> {
    const well = routes.filter((route) => blockageOf(this.state(route.id)) === undefined);
    const skipped = routes.flatMap((route): Skipped<R>[] => {
      const state = blockageOf(this.state(route.id));
      // a rejected key fails for certain: not tried again beside others
      return state ? [{ route, state, isLeftOut: well.length > 0 && isRejectedKey(state) }] : [];
    });
    const last = skipped.filter(({ isLeftOut }) => !isLeftOut).sort((a, b) => badness(a.state) - badness(b.state));
    const allResting = well.length === 0 && routes.length > 0;
    return { routes: [...well, ...last.map(({ route }) => route)], skipped, allResting };
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
    this.#changed();
    return true;
  }

  /** The job is done with the route, however that went: where it had the one place of a half-open breaker, that is free again. */
  release(routeId: string, job: symbol): void {
    const known = this.#known.get(routeId);
    if (known?.probe !== job) return;
    delete known.probe;
    this.#changed();
  }

  /** The route delivered. */
  succeeded(routeId: string): void {
    const blocked = this.#known.get(routeId)?.blocked;
    this.#known.delete(routeId);
    if (blocked?.kind === 'cancelled') this.#of(routeId).blocked = blocked; // a rest that the user ordered
    this.#changed();
  }

  /** Counts the user's changes to the route. Ask for it before a request, and hand it to `failed` or `idIsGone` after it. */
  revision(routeId: string): number {
    return this.#revisions.get(routeId) ?? 0;
  }

  /**
   * The route failed. `revision`: the one from before the request. Where the user has changed the route since, the failure says
   * nothing of the route as it is now, and is not counted.
   */
  failed(routeId: string, failure: FailureFacts, job?: symbol, revision = this.revision(routeId)): void {
    if (revision !== this.revision(routeId)) return;
    const ordered = this.#orderedRest(routeId);
    this.#learn(routeId, failure, job);
    const { blocked } = this.#of(routeId);
    if (ordered && (blocked?.until ?? 0) < ordered.until) this.#of(routeId).blocked = ordered;
    this.#changed();
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
          ? { how: 'key', until: Infinity, ...blockingFailureOf(failure) }
          : { how: 'attention', until: this.#clock.elapsed() + attentionMs, ...blockingFailureOf(failure) };
        return;
      case 'needsAttention':
        known.blocked = { how: 'attention', until: this.#clock.elapsed() + attentionMs, ...blockingFailureOf(failure) };
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
    this.#revisions.set(routeId, this.revision(routeId) + 1);
    for (const gone of this.#goneIds) if (gone.startsWith(`${routeId}\n`)) this.#goneIds.delete(gone);
    this.#changed();
  }

  /** The user puts the route to rest. */
  rest(routeId: string, ms: number): void {
    this.#of(routeId).blocked = { how: 'resting', until: this.#clock.elapsed() + ms, kind: 'cancelled' };
    this.#changed();
  }

  /** A model id that the route no longer knows; kept until VS Code restarts. */
  idIsGone(routeId: string, modelId: string, revision = this.revision(routeId)): void {
    if (revision === this.revision(routeId)) this.#goneIds.add(`${routeId}\n${modelId}`);
  }

  isGone(routeId: string, modelId: string): boolean {
    return this.#goneIds.has(`${routeId}\n${modelId}`);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) quietly(listener);
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
    known.blocked = { how, until: this.#clock.elapsed() + ms, ...blockingFailureOf(failure) };
  }

  #quota(failure: FailureFacts): Blocked {
    const [elapsed, now] = [this.#clock.elapsed(), this.#clock.now()];
    const ofDay = failure.quotaPeriod === 'day' ? nextMidnightPacific(now) - now : undefined;
    const ms = failure.liftsInMs ?? ofDay;
    return ms === undefined
      ? { how: 'attention', until: elapsed + attentionMs, ...blockingFailureOf(failure) }
      : { how: 'resting', until: elapsed + ms, untilWall: now + ms, ...blockingFailureOf(failure) };
  }

  #isOver({ until, untilWall = Infinity }: Blocked): boolean {
    return until <= this.#clock.elapsed() || untilWall <= this.#clock.now();
  }

  /** When it will be over, in milliseconds since 1970. */
  #wallEndOf({ until, untilWall = Infinity }: Blocked): number {
    return Math.min(this.#clock.now() + until - this.#clock.elapsed(), untilWall);
  }
}

/** Mended in a terminal or a file, of which this process hears nothing. */
const mendedOutside: ReadonlySet<FailureReason | undefined> = new Set([
  'credentialsNotFound',
  'credentialsUnusable',
  'credentialsVariable',
  'credentialsRevoked',
  'signInAgain',
]);

/** Whether only a new key helps; this process hears when one is set. */
function isRejectedKey({ kind, reason }: BlockingFailure): boolean {
  return policy[kind].health === 'untilKeyChanges' && !mendedOutside.has(reason);
}

function blockingFailureOf({ kind, reason }: BlockingFailure): BlockingFailure {
  return reason ? { kind, reason } : { kind };
}

function blockageOf(state: RouteState): Blockage | undefined {
  return state.state === 'resting' || state.state === 'needsAttention' ? state : undefined;
}

/** Smaller is better: soon well again, then needing attention, then a key that was rejected. */
function badness(state: Blockage): number {
  if (state.state === 'resting') return state.until;
  return Number.MAX_SAFE_INTEGER / (state.until === Infinity ? 1 : 2);
}
