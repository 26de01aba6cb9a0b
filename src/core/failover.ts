import type { Attempt, AttemptDeps } from './attempts';
import { makeAttempt } from './attempts';
import type { FailureFacts, FailureKind } from './failure';
import { GenerationFailure } from './failure';
import type { Health } from './health';
import type { ImageRequest, ProviderAnswer } from './image';
import type { Model } from './models';
import { isFree, mayRepeat, nextStep, policy } from './policy';
import { estimateUsd } from './price';
import type { Route } from './route';
import { orAborted } from './orAborted';
import { quietly } from './quietly';
import { modelIdsOf } from './route';
import type { Release } from './routeQueue';

/** What the job does now; shown to the user as it happens. */
export type FailoverEvent =
  | { readonly type: 'trying'; readonly route: Route; readonly model: Model; readonly modelId: string }
  | { readonly type: 'sent'; readonly route: Route }
  | { readonly type: 'failed'; readonly attempt: Attempt }
  /** `leftMs`: how much of the time budget is left after the wait. */
  | { readonly type: 'waiting'; readonly ms: number; readonly leftMs: number }
  /** No route is well; they are tried all the same, the least bad first. */
  | { readonly type: 'allResting' }
  | { readonly type: 'successor'; readonly from: Model; readonly to: Model };

/** A way on that may be paid twice. */
export interface UncertainQuestion {
  readonly failed: Attempt;
  readonly next: Route;
  readonly nextUsd: number | undefined;
}

export const afterUncertainCharges = ['ask', 'switch', 'stop'] as const;
export type AfterUncertainCharge = (typeof afterUncertainCharges)[number];

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

/** How a job ended: with a picture, or with the failure that decided. `attempts` is complete in both cases. */
export type FailoverOutcome =
  | { readonly delivered: Delivered; readonly attempts: readonly Attempt[] }
  | { readonly failure: GenerationFailure; readonly attempts: readonly Attempt[] };

/** What a free check can tell for certain. That it answers says nothing: it does so where there is no capacity or credit. */
const keepsOut: readonly FailureKind[] = ['network', 'auth', 'model'];

/** How long a job stands in the queue of a full route while another one follows. */
const queuePatienceMs = 60_000;

/** Waits between rounds in milliseconds, before jitter; the last one repeats. */
const roundWaits = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * Walks the routes until one delivers. The only loop that asks for a picture again: it goes on by itself only while
 * nothing can have been charged, at most once more with consent, and tells every attempt. Never rejects.
 */
export async function failOver(plan: FailoverPlan, deps: FailoverDeps, signal: AbortSignal): Promise<FailoverOutcome> {
  const walk = new Walk(plan, deps, signal);
  try {
    return await walk.run();
  } catch (error) {
    return walk.broken(error);
  }
}

type Step =
  | { readonly delivered: Delivered }
  | { readonly failed: Attempt; readonly failure: GenerationFailure; readonly consented: boolean }
  /** Another job has the one place that a half-open breaker gives. */
  | 'passedOver';

class Walk {
  /** The job's name in `health`. */
  readonly #job = Symbol('job');
  readonly #attempts: Attempt[] = [];
  readonly #plan: FailoverPlan;
  readonly #deps: FailoverDeps;
  readonly #signal: AbortSignal;
  /** When each route was last heard of, on the clock that nobody sets. */
  readonly #heardAt = new Map<Route, number>();
  /** How old what `health` knew of each route was when it was asked. */
  readonly #ages = new Map<Route, number>();
  /** After an uncertain switch one request is covered by the consent, and no more. */
  #uncertainSwitches = 0;
  /** The round before made no attempt. */
  #insists = false;
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
    if (order.allResting) this.#tell({ type: 'allResting' });
    let candidates = order.routes;
    for (let round = 0; ; round += 1) {
      const before = this.#attempts.length;
      const due = candidates.filter((route) => this.#dueAt(route) <= this.#deps.clock.elapsed());
      const end = await this.#walkOnce(due.length > 0 ? due : candidates);
      if (end) return end;
      // every route has its one probe elsewhere: better a second one than none
      this.#insists = this.#attempts.length === before;
      candidates = candidates.filter((route) => this.#mayComeBack(route));
      const wait = this.#waitBefore(round, candidates);
      if (wait === undefined) return this.#give(this.#decisive());
      const leftMs = this.#endsAt - this.#deps.clock.elapsed() - wait;
      this.#tell({ type: 'waiting', ms: wait, leftMs });
      try {
        await this.#deps.clock.sleep(wait, this.#signal);
      } catch {
        return this.#give(new GenerationFailure({ kind: 'cancelled', charge: 'none' }));
      }
    }
  }

  /** A fault of our own ended the walk; what was done and paid until then is told all the same. */
  broken(cause: unknown): FailoverOutcome {
    const providerMessage = cause instanceof Error ? cause.message : String(cause);
    const fault = new GenerationFailure({ kind: 'unsupported', charge: 'none', providerMessage, cause });
    return this.#give(this.#signal.aborted ? fault.with({ kind: 'cancelled' }) : (this.#paidFailure() ?? fault));
  }

  /** One round. Undefined: every route failed free of charge. */
  async #walkOnce(routes: readonly Route[]): Promise<FailoverOutcome | undefined> {
    for (const [index, route] of routes.entries()) {
      const following = routes[index + 1];
      const step = await this.#tryRoute(route, following);
      if (step === 'passedOver') {
        // a consent named this route and its price: it does not hold for the one behind it
        if (this.#uncertainSwitches > 0) return this.#give(this.#decisive());
        continue;
      }
      if ('delivered' in step) return { delivered: step.delivered, attempts: this.#attempts };
      const { failed, failure, consented } = step;
      if (this.#uncertainSwitches > 0) return this.#give(failure);
      const next = nextStep(failure.facts, route);
      if (next === 'stop') return this.#give(failure);
      if (next === 'nextRoute') continue;
      if (!following || !(consented || (await this.#consents(failed, following)))) return this.#give(failure);
      this.#uncertainSwitches += 1;
    }
    return undefined;
  }

  async #tryRoute(route: Route, following: Route | undefined): Promise<Step> {
    const { health } = this.#deps;
    this.#ages.set(route, health.age(route.id));
    const isHalfOpen = health.state(route.id).state === 'halfOpen';
    if (!health.admit(route.id, this.#job) && !this.#insists) return 'passedOver';
    try {
      const kept = isHalfOpen && following ? await this.#keptOut(route) : undefined;
      return kept ?? (await this.#tryInPlace(route, following));
    } finally {
      health.release(route.id, this.#job);
    }
  }

  async #tryInPlace(route: Route, following: Route | undefined): Promise<Step> {
    const release = await this.#place(route, following);
    if (!release) return 'passedOver';
    try {
      return await this.#tryIds(route, following);
    } finally {
      quietly(release);
    }
  }

  /** What a free check says against a route that is half-open, so that no job waits for it to fail once more. */
  async #keptOut(route: Route): Promise<Step | undefined> {
    const { clock } = this.#deps;
    const startedAt = clock.now();
    const began = clock.elapsed();
    const ids = this.#idsOf(route);
    const [modelId = ''] = ids;
    const failure = await this.#checked(route, ids);
    if (!failure || !keepsOut.includes(failure.kind)) return undefined;
    const told = failure.with({ route: route.id, modelId, charge: 'none' });
    const attempt = { route, modelId, charge: 'none', costUsd: 0, failure: told, startedAt } as const;
    const failed: Attempt = { ...attempt, ms: Math.round(clock.elapsed() - began) };
    this.#keep(failed);
    if (failure.kind !== 'model') this.#tellHealth(route, told.facts); // a model that is gone says nothing of the route's health
    this.#tell({ type: 'failed', attempt: failed });
    return { failed, failure: told, consented: false };
  }

  /** A check that cannot be made says nothing against the route. */
  async #checked(route: Route, ids: readonly string[]): Promise<GenerationFailure | undefined> {
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
    this.#deps.health.failed(route.id, facts, this.#job, this.#ages.get(route));
  }

  /** The ids to ask for: those not known to be gone, or all where every one is. */
  #idsOf(route: Route): readonly string[] {
    const all = modelIdsOf(route, this.#plan.model);
    const alive = all.filter((id) => !this.#deps.health.isGone(route.id, id));
    return alive.length > 0 ? alive : all;
  }

  /**
   * A place on the route. Undefined: it is full for long, and another route follows. Waiting for a place does not use up the
   * job's time budget, which is there for failures.
   */
  async #place(route: Route, following: Route | undefined): Promise<Release | undefined> {
    const { clock } = this.#deps;
    const enter = this.#deps.enter?.bind(this.#deps);
    if (!enter) return () => undefined;
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
      return await entered(enter(route, stop), stop);
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
      if (facts.kind === 'model') health.idIsGone(route.id, step.failed.modelId, this.#ages.get(route));
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
    this.#keep(end.attempt);
    if ('answer' in end) {
      deps.health.succeeded(route.id);
      return { delivered: { answer: end.answer, attempt: end.attempt, model } };
    }
    this.#tell({ type: 'failed', attempt: end.attempt });
    return { failed: end.attempt, failure: end.failure, consented: end.consented };
  }

  async #consents(failed: Attempt, next: Route): Promise<boolean> {
    if (this.#plan.afterUncertainCharge !== 'ask') return this.#plan.afterUncertainCharge === 'switch';
    const nextUsd = estimateUsd(next, this.#plan.model, this.#plan.request.size);
    try {
      const question = this.#deps.ask({ failed, next, nextUsd }, this.#signal);
      return (await orAborted(question, this.#signal)) && !this.#signal.aborted;
    } catch {
      return false; // nobody could be asked, so nobody said yes
    }
  }

  #keep(attempt: Attempt): void {
    this.#attempts.push(attempt);
    this.#heardAt.set(attempt.route, this.#deps.clock.elapsed());
  }

  #lastFailureOf(route: Route): GenerationFailure | undefined {
    return this.#attempts.findLast((attempt) => attempt.route === route)?.failure;
  }

  /** A route that was passed over comes back too: the breaker's probe may have ended well. */
  #mayComeBack(route: Route): boolean {
    const failure = this.#lastFailureOf(route);
    return !failure || (policy[failure.kind].sameRoute === 'nextRound' && failure.charge === 'none');
  }

  /** When the route may be asked again, as it told. */
  #dueAt(route: Route): number {
    return (this.#heardAt.get(route) ?? -Infinity) + (this.#lastFailureOf(route)?.facts.retryAfterMs ?? 0);
  }

  /** Milliseconds until the next round; undefined if none fits into the time budget. */
  #waitBefore(round: number, candidates: readonly Route[]): number | undefined {
    if (candidates.length === 0) return undefined;
    const base = roundWaits[Math.min(round, roundWaits.length - 1)] ?? 0;
    const jittered = base * (0.75 + this.#deps.clock.random() / 2);
    const told = candidates.map((route) => this.#lastFailureOf(route)?.facts.retryAfterMs ?? jittered);
    const wait = Math.max(Math.min(...told), Math.min(jittered, 1_000));
    return this.#deps.clock.elapsed() + wait <= this.#endsAt ? wait : undefined;
  }

  /** The failure to name first: one that was or may have been paid, else the last one. */
  #decisive(): GenerationFailure {
    const last = this.#attempts.findLast(({ failure }) => failure !== undefined)?.failure;
    return this.#paidFailure() ?? last ?? new GenerationFailure({ kind: 'noRoute', charge: 'none' });
  }

  #paidFailure(): GenerationFailure | undefined {
    return this.#attempts.find(({ failure, route }) => failure && !isFree(failure.facts, route))?.failure;
  }

  #give(failure: GenerationFailure): FailoverOutcome {
    return { failure, attempts: this.#attempts };
  }
}

/** A place that comes after all, when nobody waits for it any more, is given back. */
async function entered(place: Promise<Release>, signal: AbortSignal): Promise<Release> {
  try {
    return await orAborted(place, signal);
  } catch (error) {
    void place.then(quietly).catch(() => undefined); // what it rejects with is on its way already
    throw error;
  }
}
