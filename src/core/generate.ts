import type { Charge } from './failure';
import { GenerationFailure } from './failure';
import type { Attempt } from './attempts';
import type { AfterUncertainCharge, Delivered, FailoverDeps, FailoverOutcome } from './failover';
import { failOver } from './failover';
import type { GeneratedImage, ImageRequest } from './image';
import { imageSizes } from './image';
import type { Catalogue, Model } from './models';
import { findModel } from './models';
import { deadlinesOf } from './deadlines';
import { expectedPixels } from './pixels';
import { estimateUsd } from './price';
import { quietly } from './quietly';
import type { ReferenceChange } from './reference';
import type { Obstacle, Route } from './route';
import { obstacle } from './route';

/** Longer prompts are refused before anything is sent: no model reads them, and a mistake with a file is likely. */
export const maxPromptLength = 100_000;

export const routeOrders = ['listed', 'cheapest'] as const;
export type RouteOrder = (typeof routeOrders)[number];

/** One picture wanted, and what its user allows. */
export interface Job {
  readonly request: ImageRequest;
  /** All routes, in the user's order. */
  readonly routes: readonly Route[];
  /** The models; left out: the built-in ones. */
  readonly catalogue?: Catalogue | undefined;
  /** A one-off choice: exactly the route with this id, and no other model than the one that was asked for. */
  readonly onlyRoute?: string | undefined;
  /** `cheapest`: the lowest estimate first, unknown prices last; else as listed. */
  readonly routeOrder?: RouteOrder | undefined;
  readonly firstPartyOnly: boolean;
  readonly afterUncertainCharge: AfterUncertainCharge;
  readonly timeBudgetMs: number;
}

/** A picture that was made, before and after it lies on disk. */
export interface Picture {
  readonly image: GeneratedImage;
  readonly request: ImageRequest;
  readonly route: Route;
  readonly model: Model;
  readonly modelId: string;
  readonly placeholder: boolean;
  readonly charge: Charge;
  readonly costUsd: number | undefined;
  readonly warnings: readonly string[];
  /** The pictures to work from that were made smaller for the route. */
  readonly referenceChanges?: readonly ReferenceChange[] | undefined;
  /** The pixels that were asked for, where what came is another size. */
  readonly askedPixels?: { readonly width: number; readonly height: number } | undefined;
}

/** What is wrong with the request itself, whatever the routes. */
export type RequestProblem =
  | { readonly what: 'emptyPrompt' }
  | { readonly what: 'promptTooLong'; readonly length: number; readonly most: number }
  | { readonly what: 'unknownModel'; readonly model: string };

/** What keeps each route from doing what is asked. */
export type Obstacles = readonly { readonly route: Route; readonly obstacle: Obstacle }[];

/** How a job ended. `Saved` is what the caller's `save` gives back. */
export type JobOutcome<Saved> =
  | { readonly ok: true; readonly picture: Picture; readonly saved: Saved; readonly attempts: readonly Attempt[] }
  | {
      readonly ok: false;
      readonly failure: GenerationFailure;
      readonly attempts: readonly Attempt[];
      readonly obstacles: Obstacles;
      readonly problem?: RequestProblem | undefined;
    };

/** A picture was made, and no place took it. */
export class PictureNotSaved extends Error {
  readonly attempts: readonly Attempt[];

  constructor(cause: unknown, attempts: readonly Attempt[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'PictureNotSaved';
    this.attempts = attempts;
  }
}

export interface GenerateDeps<Saved> extends FailoverDeps {
  /** Puts the picture where it belongs. It must keep a picture somewhere even where its folder cannot take it. */
  save(picture: Picture): Promise<Saved>;
}

/** The one use case: check, fail over, save. Every door comes through here. Throws only `PictureNotSaved`. */
export async function generate<Saved>(
  job: Job,
  deps: GenerateDeps<Saved>,
  signal: AbortSignal,
): Promise<JobOutcome<Saved>> {
  const checked = check(job);
  if ('failure' in checked) return { ok: false, attempts: [], ...checked };
  const outcome = await walk(job, checked, deps, signal);
  if ('failure' in outcome) return { ok: false, ...outcome, obstacles: checked.obstacles };
  const picture = pictureOf(outcome.delivered, job.request);
  let saved: Saved;
  try {
    saved = await deps.save(picture);
  } catch (error) {
    throw new PictureNotSaved(error, outcome.attempts); // its raw answer stays in the inbox
  }
  const { id } = outcome.delivered.attempt;
  // a raw answer that cannot be removed is found at the next start; the picture is safe
  if (id !== undefined) await deps.recorder?.saved(id).catch(() => undefined);
  return { ok: true, picture, saved, attempts: outcome.attempts };
}

/** Fails over with the model that was asked for, and with its successor where that is gone from every route. */
async function walk(
  { request, afterUncertainCharge, timeBudgetMs, routes: all, firstPartyOnly, catalogue, onlyRoute, routeOrder }: Job,
  { model, routes }: Able,
  deps: FailoverDeps,
  signal: AbortSignal,
): Promise<FailoverOutcome> {
  const endsAt = deps.clock.elapsed() + timeBudgetMs;
  const softDeadlineMs = (route: Route): number => deadlinesOf(route, model, request.size).softMs;
  const plan = { request, model, routes, afterUncertainCharge, endsAt, softDeadlineMs };
  const first = await failOver(plan, deps, signal);
  const mayChange = model.successor !== undefined && onlyRoute === undefined;
  const successor = mayChange ? findModel(model.successor ?? '', catalogue) : undefined;
  if ('delivered' in first || !successor || !isGone(first.attempts, routes)) return first;
  const next = { ...request, model: successor.id };
  const able = realRoutes(all).filter((route) => !obstacle(route, next, { firstPartyOnly, catalogue }));
  const ordered = inOrder(able, successor, next, routeOrder);
  if (ordered.length === 0) return first;
  quietly(() => deps.onEvent({ type: 'successor', from: model, to: successor }));
  const second = await failOver({ ...plan, request: next, model: successor, routes: ordered }, deps, signal);
  return { ...second, attempts: [...first.attempts, ...second.attempts] };
}

/** Whether every route said that it no longer has the model, and nothing can have been paid on the way. */
function isGone(attempts: readonly Attempt[], routes: readonly Route[]): boolean {
  const isFree = attempts.every(({ charge }) => charge === 'none');
  const lastOf = (route: Route): Attempt | undefined => attempts.findLast((attempt) => attempt.route === route);
  return isFree && routes.every((route) => lastOf(route)?.failure?.kind === 'model');
}

function pictureOf({ answer, attempt, model }: Delivered, request: ImageRequest): Picture {
  const image = answer.images.at(-1) ?? answer.images[0];
  return {
    image,
    request,
    route: attempt.route,
    model,
    modelId: attempt.modelId,
    placeholder: attempt.route.preset.id === 'placeholder',
    charge: attempt.charge,
    costUsd: attempt.costUsd,
    warnings: answer.warnings,
    referenceChanges: answer.referenceChanges,
    askedPixels: mismatch(image, model, request),
  };
}

interface Able {
  readonly model: Model;
  readonly routes: readonly Route[];
  readonly obstacles: Obstacles;
}

type Checked =
  Able | { readonly failure: GenerationFailure; readonly obstacles: Obstacles; readonly problem?: RequestProblem };

function check({ request, routes: all, firstPartyOnly, catalogue, onlyRoute, routeOrder }: Job): Checked {
  const routes = onlyRoute === undefined ? all : all.filter((route) => route.id === onlyRoute);
  const model = findModel(request.model, catalogue);
  const problem = problemOf(request, model);
  if (!model || problem) {
    const failure = new GenerationFailure({ kind: 'unsupported', charge: 'none' });
    return { failure, obstacles: [], ...(problem ? { problem } : {}) };
  }
  const judged = realRoutes(routes).map((route) => ({
    route,
    obstacle: obstacle(route, request, { firstPartyOnly, catalogue }),
  }));
  const able = judged.filter((item) => !item.obstacle).map(({ route }) => route);
  const obstacles = judged.flatMap(({ route, obstacle }) => (obstacle ? [{ route, obstacle }] : []));
  if (able.length > 0) return { model, routes: inOrder(able, model, request, routeOrder), obstacles };
  return { failure: new GenerationFailure({ kind: 'noRoute', charge: 'none' }), obstacles };
}

/** The placeholder stands in for routes that are not there, never for ones that fail. */
function realRoutes(routes: readonly Route[]): readonly Route[] {
  const real = routes.filter((route) => route.preset.id !== 'placeholder');
  return real.length > 0 ? real : routes;
}

/** The user's order, or the cheapest first; routes of one price stay as listed. */
function inOrder(
  routes: readonly Route[],
  model: Model,
  { size }: ImageRequest,
  order: RouteOrder | undefined,
): readonly Route[] {
  if (order !== 'cheapest') return routes;
  const price = (route: Route): number => estimateUsd(route, model, size) ?? Infinity;
  return [...routes].sort((a, b) => (price(a) === price(b) ? 0 : price(a) - price(b)));
}

function problemOf({ prompt, model: id }: ImageRequest, model: Model | undefined): RequestProblem | undefined {
  if (prompt.trim() === '') return { what: 'emptyPrompt' };
  if (prompt.length > maxPromptLength) return { what: 'promptTooLong', length: prompt.length, most: maxPromptLength };
  return model ? undefined : { what: 'unknownModel', model: id };
}

/** Google's own sizes vary by a few pixels between ratios and models: only another step of size or ratio counts. */
function mismatch(image: GeneratedImage, model: Model, request: ImageRequest): Picture['askedPixels'] {
  const asked = expectedPixels(model, request.size, request.ratio);
  const near = (got: number, wanted: number): boolean => Math.abs(got - wanted) <= wanted * 0.1;
  return near(image.width, asked.width) && near(image.height, asked.height) ? undefined : asked;
}

/** The size nearest to the wanted one among the possible ones: the next smaller, else the smallest. */
export function nearestSize<S extends (typeof imageSizes)[number]>(wanted: S, possible: readonly S[]): S | undefined {
  const rank = (size: S): number => imageSizes.indexOf(size);
  return possible.findLast((size) => rank(size) <= rank(wanted)) ?? possible[0];
}
