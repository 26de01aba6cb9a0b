import type { Clock } from './clock';
import type { Charge, FailureFacts } from './failure';
import { GenerationFailure } from './failure';
import type { ImageRequest, ProviderAnswer } from './image';
import type { Model } from './models';
import { isFree, mayRepeat, nextStep, policy } from './policy';
import { actualUsd, estimateUsd } from './price';
import type { Provider } from './provider';
import type { Credential, Route } from './route';
import { modelIdsOf } from './route';

/** One request that was made, or could not even be sent. */
export interface Attempt {
  readonly route: Route;
  readonly modelId: string;
  readonly charge: Charge;
  /** US dollars: what it cost, or what it may have cost where the charge is `unknown`. */
  readonly costUsd?: number | undefined;
  readonly failure?: GenerationFailure | undefined;
  readonly startedAt: number;
  readonly ms: number;
}

/** What the job does now; shown to the user as it happens. */
export type FailoverEvent =
  | { readonly type: 'trying'; readonly route: Route; readonly model: Model; readonly modelId: string }
  | { readonly type: 'sent'; readonly route: Route }
  | { readonly type: 'failed'; readonly attempt: Attempt }
  | { readonly type: 'waiting'; readonly ms: number }
  | { readonly type: 'successor'; readonly from: Model; readonly to: Model };

/** A way on that may be paid twice. */
export interface UncertainQuestion {
  readonly failed: Attempt;
  readonly next: Route;
  readonly nextUsd: number | undefined;
}

export type AfterUncertainCharge = 'ask' | 'switch' | 'stop';

export interface FailoverPlan {
  readonly request: ImageRequest;
  readonly model: Model;
  /** In order, and all of them able to do what is asked. */
  readonly routes: readonly Route[];
  readonly afterUncertainCharge: AfterUncertainCharge;
  /** Milliseconds in which free failures are tried again. */
  readonly timeBudgetMs: number;
}

export interface FailoverDeps {
  readonly clock: Clock;
  provider(route: Route): Provider;
  /** Throws a `GenerationFailure` of kind `auth` when there is none for the route's addresses. */
  credential(route: Route, signal: AbortSignal): Promise<Credential>;
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

/** Waits between rounds in milliseconds, before jitter; the last one repeats. */
const roundWaits = [2_000, 5_000, 15_000, 30_000] as const;

/**
 * Walks the routes until one delivers. The only loop that asks for a picture again: it goes on by itself only while
 * nothing can have been charged, at most once more with consent, and tells every attempt.
 */
export async function failOver(plan: FailoverPlan, deps: FailoverDeps, signal: AbortSignal): Promise<FailoverOutcome> {
  return new Walk(plan, deps, signal).run();
}

type Step = { readonly delivered: Delivered } | { readonly failed: Attempt };

class Walk {
  readonly #attempts: Attempt[] = [];
  readonly #plan: FailoverPlan;
  readonly #deps: FailoverDeps;
  readonly #signal: AbortSignal;
  readonly #endsAt: number;
  /** After an uncertain switch one request is covered by the consent, and no more. */
  #uncertainSwitches = 0;

  constructor(plan: FailoverPlan, deps: FailoverDeps, signal: AbortSignal) {
    this.#plan = plan;
    this.#deps = deps;
    this.#signal = signal;
    this.#endsAt = deps.clock.now() + plan.timeBudgetMs;
  }

  async run(): Promise<FailoverOutcome> {
    let candidates = this.#plan.routes;
    for (let round = 0; ; round += 1) {
      const end = await this.#walkOnce(candidates);
      if (end) return end;
      candidates = candidates.filter((route) => this.#mayComeBack(route));
      const wait = this.#waitBefore(round, candidates);
      if (wait === undefined) return this.#give(this.#decisive());
      this.#deps.onEvent({ type: 'waiting', ms: wait });
      try {
        await this.#deps.clock.sleep(wait, this.#signal);
      } catch {
        return this.#give(new GenerationFailure({ kind: 'cancelled', charge: 'none' }));
      }
    }
  }

  /** One round. Undefined: every route failed free of charge. */
  async #walkOnce(routes: readonly Route[]): Promise<FailoverOutcome | undefined> {
    for (const [index, route] of routes.entries()) {
      const step = await this.#tryRoute(route);
      if ('delivered' in step) return { delivered: step.delivered, attempts: this.#attempts };
      const failure = step.failed.failure ?? this.#decisive();
      if (this.#uncertainSwitches > 0) return this.#give(failure);
      const next = nextStep(failure.facts, route.preset);
      if (next === 'stop') return this.#give(failure);
      if (next === 'nextRoute') continue;
      const following = routes[index + 1];
      if (!following || !(await this.#consents(step.failed, following))) return this.#give(failure);
      this.#uncertainSwitches += 1;
    }
    return undefined;
  }

  /** All that one route may try in one round: its ids, its base URLs, and once more where that is cheap. */
  async #tryRoute(route: Route): Promise<Step> {
    const ids = modelIdsOf(route, this.#plan.model);
    const urls = route.baseUrls.length > 0 ? route.baseUrls : [''];
    let id = 0;
    let url = 0;
    let repeated = false;
    for (;;) {
      const step = await this.#attempt(route, ids[id] ?? '', urls[url] ?? '');
      if ('delivered' in step || !step.failed.failure || this.#signal.aborted) return step;
      const { facts } = step.failed.failure;
      const { sameRoute } = policy[facts.kind];
      if (sameRoute === 'nextModelId' && id + 1 < ids.length && facts.charge === 'none') id += 1;
      else if (sameRoute === 'nextBaseUrl' && url + 1 < urls.length && facts.charge === 'none') url += 1;
      else if (!repeated && this.#uncertainSwitches === 0 && mayRepeat(facts, route.preset)) repeated = true;
      else return step;
    }
  }

  async #attempt(route: Route, modelId: string, baseUrl: string): Promise<Step> {
    const { clock } = this.#deps;
    const onEvent = (event: FailoverEvent): void => this.#deps.onEvent(event);
    const { model, request } = this.#plan;
    const startedAt = clock.now();
    const done = (charge: Charge, costUsd: number | undefined, failure?: GenerationFailure): Attempt => {
      const attempt = { route, modelId, charge, costUsd, failure, startedAt, ms: clock.now() - startedAt };
      this.#attempts.push(attempt);
      return attempt;
    };
    try {
      this.#signal.throwIfAborted();
      onEvent({ type: 'trying', route, model, modelId });
      const credential = await this.#deps.credential(route, this.#signal);
      const answer = await this.#deps.provider(route).generate({
        request,
        model,
        modelId,
        route,
        baseUrl,
        credential,
        signal: this.#signal,
        onSent: () => onEvent({ type: 'sent', route }),
      });
      const costUsd = actualUsd(route, model, request.size, answer.usage);
      const attempt = done(costUsd === 0 ? 'none' : 'billed', costUsd);
      return { delivered: { answer, attempt, model } };
    } catch (error) {
      const failure = this.#asFailure(error, route, modelId);
      const cost = failure.charge === 'none' ? 0 : (failure.facts.costUsd ?? estimateUsd(route, model, request.size));
      const failed = done(failure.charge, cost, failure);
      onEvent({ type: 'failed', attempt: failed });
      return { failed };
    }
  }

  /** A provider throws `GenerationFailure` only; anything else is our own fault and must not look like a free failure. */
  #asFailure(error: unknown, route: Route, modelId: string): GenerationFailure {
    const known: FailureFacts = { route: route.id, modelId, kind: 'badResponse', charge: 'unknown', cause: error };
    if (error instanceof GenerationFailure) return error.with({ route: route.id, modelId });
    if (this.#signal.aborted) return new GenerationFailure({ ...known, kind: 'cancelled', charge: 'none' });
    return new GenerationFailure({ ...known, providerMessage: error instanceof Error ? error.message : String(error) });
  }

  async #consents(failed: Attempt, next: Route): Promise<boolean> {
    if (this.#plan.afterUncertainCharge !== 'ask') return this.#plan.afterUncertainCharge === 'switch';
    const nextUsd = estimateUsd(next, this.#plan.model, this.#plan.request.size);
    return (await this.#deps.ask({ failed, next, nextUsd }, this.#signal)) && !this.#signal.aborted;
  }

  #lastFailureOf(route: Route): GenerationFailure | undefined {
    return this.#attempts.findLast((attempt) => attempt.route === route)?.failure;
  }

  #mayComeBack(route: Route): boolean {
    const failure = this.#lastFailureOf(route);
    return failure !== undefined && policy[failure.kind].sameRoute === 'nextRound' && failure.charge === 'none';
  }

  /** Milliseconds until the next round; undefined if none fits into the time budget. */
  #waitBefore(round: number, candidates: readonly Route[]): number | undefined {
    if (candidates.length === 0) return undefined;
    const base = roundWaits[Math.min(round, roundWaits.length - 1)] ?? 0;
    const jittered = base * (0.75 + this.#deps.clock.random() / 2);
    const told = candidates.map((route) => this.#lastFailureOf(route)?.facts.retryAfterMs ?? jittered);
    const wait = Math.max(Math.min(...told), Math.min(jittered, 1_000));
    return this.#deps.clock.now() + wait <= this.#endsAt ? wait : undefined;
  }

  /** The failure to name first: one that was or may have been paid, else the last one. */
  #decisive(): GenerationFailure {
    const failures = this.#attempts.flatMap(({ failure, route }) => (failure ? [{ failure, route }] : []));
    const paid = failures.find(({ failure, route }) => !isFree(failure.facts, route.preset));
    return (paid ?? failures.at(-1))?.failure ?? new GenerationFailure({ kind: 'noRoute', charge: 'none' });
  }

  #give(failure: GenerationFailure): FailoverOutcome {
    return { failure, attempts: this.#attempts };
  }
}
