import type { AfterUncertainCharge } from './afterUncertain';
import type { Attempt, AttemptDeps } from './attempts';
import { fits, makeAttempt } from './attempts';
import type { FailureFacts } from '../failures/failure';
import type { FailureKind } from '../failures/policy';
import { GenerationFailure } from '../failures/failure';
import type { Health, Skipped } from './health';
import type { ImageRequest, ProviderAnswer } from '../pictures/image';
import type { Model } from '../services/models';
import { isFree, mayRepeat, nextStep } from '../failures/nextStep';
import { policy } from '../failures/policy';
import { estimateUsd } from '../services/price';
import type { Route } from '../services/route';
import { orAborted } from '../orAborted';
import { quietly } from '../quietly';
import { modelIdsOf } from '../services/route';
import type { Release } from './queue';
import { wordsOf } from '../words/wordsOf';

/** What the job does now; shown to the user as it happens. */
export type FailoverEvent =
  | { readonly type: 'trying'; readonly route: Route; readonly model: Model; readonly modelId: string }
  | { readonly type: 'sent'; readonly route: Route }
  | { readonly type: 'failed'; readonly attempt: Attempt }
  /** `leftMs`: how much of the time budget is left after the wait. */
  | { readonly type: 'waiting'; readonly ms: number; readonly leftMs: number }
  /** No route is known to work; they are tried all the same, the least bad first. */
  | { readonly type: 'allResting' }
  | { readonly type: 'successor'; readonly from: Model; readonly to: Model };

/** Asked before a request after which the picture may have been paid for twice. */
export interface UncertainQuestion {
  readonly failed: Attempt;
  readonly next: Route;
  readonly nextUsd: number | undefined;
}

export interface FailoverPlan {
  readonly request: ImageRequest;
  readonly model: Model;
  /** In order, and all of them able to do what is asked. */
  readonly routes: readonly Route[];
  readonly afterUncertainCharge: AfterUncertainCharge;
  /** When free failures are no longer tried again, on `clock.elapsed()`. */
  readonly endsAt: number;
  readonly softDeadlineMs: (route: Route) => number;
}

export interface FailoverDeps extends AttemptDeps {
  readonly health: Health;
  /** A place on the route that is free now, if there is one. Left out: `enter` says. */
  enterNow?(route: Route): Release | undefined;
  /** Waits for a place on the route; left out: no bound. Rejects when the signal is aborted first. */
  enter?(route: Route, signal: AbortSignal): Promise<Release>;
  /**
   * Asks a route something that costs nothing, before a job is sent where others have just failed. Undefined: nothing speaks
   * against it. `model`: none of the ids is known there. Left out: nothing is asked.
   */
  check?(route: Route, modelIds: readonly string[], signal: AbortSignal): Promise<GenerationFailure | undefined>;
  /** True: the user consents to one more request that may be paid twice. */
  ask(question: UncertainQuestion, signal: AbortSignal): Promise<boolean>;
  onEvent(event: FailoverEvent): void;
}

export interface Delivered {
  readonly answer: ProviderAnswer;
  readonly attempt: Attempt;
  readonly model: Model;
}

/** What is told of the routes, however a job ended. */
export interface RoutesTold {
  /** Every one that was made. */
  readonly attempts: readonly Attempt[];
  /** The routes that were not asked, for what was known of them; beside a picture only those that were its turn before. */
  readonly skipped: readonly Skipped<Route>[];
}

/** How a job ended: with a picture, or with the failure that decided. */
export type FailoverOutcome = RoutesTold &
  ({ readonly delivered: Delivered } | { readonly failure: GenerationFailure });

/** The failures of which a free check is certain. That one goes well says nothing: it also does where there is no capacity or credit. */
const certainToACheck: readonly FailureKind[] = ['network', 'auth', 'model'];

/** How long a job stands in the queue of a full route while another one follows. */
const queuePatienceMs = 60_000;

/** Waits between rounds in milliseconds, before jitter; the last one repeats. */
const roundWaits = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * Tries the routes one after the other until one delivers. The only loop that asks for a picture again: it goes on by itself only while
 * nothing can have been charged, at most once more with consent, and tells every attempt. Never rejects.
 */
export async function failOver(plan: FailoverPlan, deps: FailoverDeps, signal: AbortSignal): Promise<FailoverOutcome> {
  const failover = new Failover(plan, deps, signal);
  try {
    return await failover.run();
  } catch (error) {
    return failover.crashed(error);
  }
}

type Step =
  | { readonly delivered: Delivered }
  | { readonly failed: Attempt; readonly failure: GenerationFailure; readonly consented: boolean }
  /** Another job has the one place that a half-open breaker gives. */
  | 'passedOver';

/** The failover of one job. */
class Failover {
  /** The job's name in `health`. */
  readonly #job = Symbol('job');
  readonly #attempts: Attempt[] = [];
  #skipped: readonly Skipped<Route>[] = [];
  readonly #plan: FailoverPlan;
  readonly #deps: FailoverDeps;
  readonly #signal: AbortSignal;
  /** When each route last answered or failed, on the monotonic clock. */
  readonly #lastTriedAt = new Map<Route, number>();
  /** The revision of each route in `health` when it was last asked. */
  readonly #revisions = new Map<Route, number>();
  /** How often the job went on although it may pay twice. The consent to that covers one request, and no more. */
  #uncertainSwitches = 0;
  /** The round before made no attempt: every route's one probe was with another job. Better a second probe than none. */
  #mayProbeToo = false;
  /** Milliseconds spent in queues. */
  #queuedMs = 0;

  constructor(plan: FailoverPlan, deps: FailoverDeps, signal: AbortSignal) {
    this.#plan = plan;
    this.#deps = deps;
    this.#signal = signal;
  }

  get #endsAt(): number {
    return this.#plan.endsAt + this.#queuedMs;
  }

  async run(): Promise<FailoverOutcome> {
    const order = this.#deps.health.order(this.#plan.routes);
    this.#skipped = order.skipped;
    if (order.allResting) this.#tell({ type: 'allResting' });
    let candidates = order.routes;
    for (let round = 0; ; round += 1) {
      const before = this.#attempts.length;
      const due = candidates.filter((route) => this.#dueAt(route) <= this.#deps.clock.elapsed());
      const end = await this.#tryRoutes(due.length > 0 ? due : candidates);
      if (end) return end;
      this.#mayProbeToo = this.#attempts.length === before;
      candidates = candidates.filter((route) => this.#mayComeBack(route));
      const wait = this.#waitBeforeRound(round, candidates);
      if (wait === undefined) return this.#failWith(this.#decisiveFailure());
      const leftMs = this.#endsAt - this.#deps.clock.elapsed() - wait;
      this.#tell({ type: 'waiting', ms: wait, leftMs });
      try {
        await this.#deps.clock.sleep(wait, this.#signal);
      } catch {
        return this.#failWith(new GenerationFailure({ kind: 'cancelled', charge: 'none' }));
      }
    }
  }

  /** A fault of our own ended it; what was done and paid until then is told all the same. */
  crashed(cause: unknown): FailoverOutcome {
    const localMessage = wordsOf(cause);
    const fault = new GenerationFailure({ kind: 'unsupported', charge: 'none', localMessage, cause });
    return this.#failWith(this.#signal.aborted ? fault.with({ kind: 'cancelled' }) : (this.#paidFailure() ?? fault));
  }

  /** One round. Undefined: every route failed free of charge. */
  async #tryRoutes(routes: readonly Route[]): Promise<FailoverOutcome | undefined> {
    for (const [index, route] of routes.entries()) {
      const following = routes[index + 1];
      const step = await this.#tryRoute(route, following);
      if (step === 'passedOver') {
        // the consent was to this route and its price, not to those of the next one
        if (this.#uncertainSwitches > 0) return this.#failWith(this.#decisiveFailure());
        continue;
      }
      if ('delivered' in step) return { delivered: step.delivered, ...this.#told(route) };
      const { failed, failure, consented } = step;
      if (this.#uncertainSwitches > 0) return this.#failWith(failure);
      const next = nextStep(failure.facts, route);
      if (next === 'stop') return this.#failWith(failure);
      if (next === 'nextRoute') continue;
      if (!following || !(consented || (await this.#hasConsent(failed, following)))) return this.#failWith(failure);
      this.#uncertainSwitches += 1;
    }
    return undefined;
  }

  async #tryRoute(route: Route, following: Route | undefined): Promise<Step> {
    const { health } = this.#deps;
    this.#revisions.set(route, health.revision(route.id));
    const isHalfOpen = health.state(route.id).state === 'halfOpen';
    if (!health.admit(route.id, this.#job) && !this.#mayProbeToo) return 'passedOver';
    try {
      const failed = isHalfOpen && following ? await this.#failedByCheck(route) : undefined;
      return failed ?? (await this.#tryInQueue(route, following));
    } finally {
      health.release(route.id, this.#job);
    }
  }

  async #tryInQueue(route: Route, following: Route | undefined): Promise<Step> {
    const release = await this.#enterQueue(route, following);
    if (!release) return 'passedOver';
    try {
      return await this.#tryIds(route, following);
    } finally {
      quietly(release);
    }
  }

  /** What a free check says against a route that is half-open, so that no job waits for it to fail once more. */
  async #failedByCheck(route: Route): Promise<Step | undefined> {
    const { clock } = this.#deps;
    const startedAt = clock.now();
    const began = clock.elapsed();
    const ids = this.#idsOf(route);
    const [modelId = ''] = ids;
    const failure = await this.#freeCheck(route, ids);
    if (!failure || !certainToACheck.includes(failure.kind)) return undefined;
    const told = failure.with({ route: route.id, modelId, charge: 'none' });
    const attempt = { route, modelId, charge: 'none', costUsd: 0, failure: told, startedAt } as const;
    const failed: Attempt = { ...attempt, ms: Math.round(clock.elapsed() - began) };
    this.#add(failed);
    if (failure.kind !== 'model') this.#tellHealth(route, told.facts); // a model that is gone says nothing of the route's health
    this.#tell({ type: 'failed', attempt: failed });
    return { failed, failure: told, consented: false };
  }

  /** A check that cannot be made says nothing against the route. */
  async #freeCheck(route: Route, ids: readonly string[]): Promise<GenerationFailure | undefined> {
    try {
      return await orAborted(this.#deps.check?.(route, ids, this.#signal), this.#signal);
    } catch {
      return undefined;
    }
  }

  #tell(event: FailoverEvent): void {
    quietly(() => this.#deps.onEvent(event));
  }

  #tellHealth(route: Route, facts: FailureFacts): void {
    this.#deps.health.failed(route.id, facts, this.#job, this.#revisions.get(route));
  }

  /** The ids to ask for: those not known to be gone, or all of them where all are. */
  #idsOf(route: Route): readonly string[] {
    const all = modelIdsOf(route, this.#plan.model);
    const alive = all.filter((id) => !this.#deps.health.isGone(route.id, id));
    return alive.length > 0 ? alive : all;
  }

  /**
   * Waits for a place on the route. Undefined: it has been full for long, and another route follows. Waiting for a place does not use up the
   * job's time budget, which is there for failures.
   */
  async #enterQueue(route: Route, following: Route | undefined): Promise<Release | undefined> {
    const { clock } = this.#deps;
    const enter = this.#deps.enter?.bind(this.#deps);
    if (!enter) return () => undefined;
    const free = this.#deps.enterNow?.(route);
    if (free) return free;
    const since = clock.elapsed();
    const over = new AbortController();
    const patience = new AbortController();
    if (following) {
      const until = AbortSignal.any([this.#signal, over.signal]);
      void clock.sleep(queuePatienceMs, until).then(
        () => patience.abort(),
        () => undefined,
      );
    }
    const stop = AbortSignal.any([this.#signal, patience.signal]);
    try {
      return await enterOrRelease(enter(route, stop), stop);
    } catch (error) {
      if (this.#signal.aborted) return () => undefined; // the attempt ends at once, as cancelled
      if (patience.signal.aborted || following) return undefined;
      throw error;
    } finally {
      over.abort();
      this.#queuedMs += clock.elapsed() - since;
    }
  }

  /** All that one route may try in one round: its ids, its base URLs, and once more where that is cheap. */
  async #tryIds(route: Route, following: Route | undefined): Promise<Step> {
    const { health } = this.#deps;
    const ids = this.#idsOf(route);
    const urls = route.baseUrls.length > 0 ? route.baseUrls : [''];
    let id = 0;
    let url = 0;
    let repeated = false;
    for (;;) {
      const step = await this.#attempt(route, ids[id] ?? '', urls[url] ?? '', following);
      if (step === 'passedOver' || 'delivered' in step) return step;
      const { facts } = step.failure;
      const sameRoute = this.#signal.aborted ? 'no' : policy[facts.kind].sameRoute;
      if (facts.kind === 'model') health.idIsGone(route.id, step.failed.modelId, this.#revisions.get(route));
      if (sameRoute === 'nextModelId' && id + 1 < ids.length && facts.charge === 'none') id += 1;
      else if (sameRoute === 'nextBaseUrl' && url + 1 < urls.length && facts.charge === 'none') url += 1;
      else if (!repeated && this.#uncertainSwitches === 0 && mayRepeat(facts, route)) repeated = true;
      else {
        this.#tellHealth(route, facts);
        return step;
      }
    }
  }

  async #attempt(route: Route, modelId: string, baseUrl: string, next: Route | undefined): Promise<Step> {
    const { deps, plan } = { deps: this.#deps, plan: this.#plan };
    const { request, model } = plan;
    this.#tell({ type: 'trying', route, model, modelId });
    const end = await makeAttempt(
      {
        ...{ request, model, modelId, route, baseUrl },
        next: this.#uncertainSwitches === 0 ? next : undefined,
        softDeadlineMs: plan.softDeadlineMs(route),
        mayAsk: plan.afterUncertainCharge === 'ask',
        onSent: () => this.#tell({ type: 'sent', route }),
      },
      deps,
      this.#signal,
    );
    this.#add(end.attempt);
    if ('answer' in end) {
      deps.health.succeeded(route.id);
      return { delivered: { answer: end.answer, attempt: end.attempt, model } };
    }
    this.#tell({ type: 'failed', attempt: end.attempt });
    return { failed: end.attempt, failure: end.failure, consented: end.consented };
  }

  async #hasConsent(failed: Attempt, next: Route): Promise<boolean> {
    if (!(await fits(next, this.#plan, this.#deps))) return false;
    if (this.#plan.afterUncertainCharge !== 'ask') return this.#plan.afterUncertainCharge === 'switch';
    const nextUsd = estimateUsd(next, this.#plan.model, this.#plan.request.size);
    try {
      const question = this.#deps.ask({ failed, next, nextUsd }, this.#signal);
      return (await orAborted(question, this.#signal)) && !this.#signal.aborted;
    } catch {
      return false; // nobody could be asked, so nobody said yes
    }
  }

  #add(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#lastTriedAt.set(attempt.route, this.#deps.clock.elapsed());
  }

  #lastFailureOf(route: Route): GenerationFailure | undefined {
    return this.#attempts.findLast((attempt) => attempt.route === route)?.failure;
  }

  /** Whether the next round may try it. Also a route that was passed over: the breaker's probe may have ended well. */
  #mayComeBack(route: Route): boolean {
    const failure = this.#lastFailureOf(route);
    return !failure || (policy[failure.kind].sameRoute === 'nextRound' && failure.charge === 'none');
  }

  /** When the route may be asked again, as its last answer said. */
  #dueAt(route: Route): number {
    return (this.#lastTriedAt.get(route) ?? -Infinity) + (this.#lastFailureOf(route)?.facts.retryAfterMs ?? 0);
  }

  /** Milliseconds until the next round; undefined if none fits into the time budget. */
  #waitBeforeRound(round: number, candidates: readonly Route[]): number | undefined {
    if (candidates.length === 0) return undefined;
    const base = roundWaits[Math.min(round, roundWaits.length - 1)] ?? 0;
    const jittered = base * (0.75 + this.#deps.clock.random() / 2);
    const told = candidates.map((route) => this.#lastFailureOf(route)?.facts.retryAfterMs ?? jittered);
    const wait = Math.max(Math.min(...told), Math.min(jittered, 1_000));
    return this.#deps.clock.elapsed() + wait <= this.#endsAt ? wait : undefined;
  }

  /** The failure that the job ends with: one that was or may have been paid, else the last one. */
  #decisiveFailure(): GenerationFailure {
    const last = this.#attempts.findLast(({ failure }) => failure !== undefined)?.failure;
    return this.#paidFailure() ?? last ?? new GenerationFailure({ kind: 'noRoute', charge: 'none' });
  }

  #paidFailure(): GenerationFailure | undefined {
    return this.#attempts.find(({ failure, route }) => failure && !isFree(failure.facts, route))?.failure;
  }

  #failWith(failure: GenerationFailure): FailoverOutcome {
    return { failure, ...this.#told() };
  }

  /** `deliveredBy`: a route behind it was not skipped, since it was never its turn. */
  #told(deliveredBy?: Route): RoutesTold {
    const { routes } = this.#plan;
    const before = deliveredBy ? routes.slice(0, routes.indexOf(deliveredBy)) : routes;
    const isTried = new Set(this.#attempts.map(({ route }) => route));
    const skipped = this.#skipped.filter(({ route }) => before.includes(route) && !isTried.has(route));
    return { attempts: this.#attempts, skipped };
  }
}

/** A place in the queue; one that comes when the job no longer waits for it is given back. */
async function enterOrRelease(place: Promise<Release>, signal: AbortSignal): Promise<Release> {
  try {
    return await orAborted(place, signal);
  } catch (error) {
    void place.then(quietly).catch(() => undefined); // its rejection is what is thrown here
    throw error;
  }
}
