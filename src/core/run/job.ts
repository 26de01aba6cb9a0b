import { GenerationFailure } from '../failures/failure';
import type { ImageRequest } from '../pictures/image';
import { maxPromptLength } from '../pictures/promptLength';
import type { Catalogue, Model } from '../services/models';
import { findModel } from '../services/models';
import { estimateUsd } from '../services/price';
import type { Obstacle, ReferenceFacts, Route } from '../services/route';
import { obstacle, realRoutes } from '../services/route';
import type { Attempt } from './attempts';
import type { AfterUncertainCharge } from './afterUncertain';

export { maxPromptLength };

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

/** What is wrong with the request itself, whatever the routes. */
export type RequestProblem =
  | { readonly what: 'emptyPrompt' }
  | { readonly what: 'promptTooLong'; readonly length: number; readonly most: number }
  | { readonly what: 'unknownModel'; readonly model: string };

/** What keeps each route from doing what is asked. */
export type Obstacles = readonly { readonly route: Route; readonly obstacle: Obstacle }[];

/** The model of a job, and the routes that can make its picture, in the order in which they are tried. */
export interface Able {
  readonly model: Model;
  readonly routes: readonly Route[];
  readonly obstacles: Obstacles;
}

/** What decides which routes can make a picture. The prompt does not, nor what the pictures to work from show. */
export type RouteRequest = Pick<ImageRequest, 'model' | 'size' | 'ratio' | 'vertex'> & {
  readonly references: readonly ReferenceFacts[];
};

type Checked =
  Able | { readonly failure: GenerationFailure; readonly obstacles: Obstacles; readonly problem?: RequestProblem };

/** Which routes can do what a job asks; the failure of the job where none can. */
export function checkJob(job: Job): Checked {
  const { request, catalogue } = job;
  const model = findModel(request.model, catalogue);
  const problem = problemOf(request, model);
  if (!model || problem) {
    const failure = new GenerationFailure({ kind: 'unsupported', charge: 'none' });
    return { failure, obstacles: [], ...(problem ? { problem } : {}) };
  }
  const { routes, obstacles } = ableRoutes(job, request, model);
  if (routes.length > 0) return { model, routes, obstacles };
  return { failure: new GenerationFailure({ kind: 'noRoute', charge: 'none' }), obstacles };
}

/** The routes that can do what is asked, in the order of the settings, and what keeps the others from it. */
export function ableRoutes(
  { routes: all, firstPartyOnly, catalogue, onlyRoute, routeOrder }: Omit<Job, 'request'>,
  request: RouteRequest,
  model: Model,
): Omit<Able, 'model'> {
  const routes = onlyRoute === undefined ? all : all.filter((route) => route.id === onlyRoute);
  const judged = usableRoutes(routes).map((route) => ({
    route,
    obstacle: obstacle(route, request, { firstPartyOnly, catalogue }),
  }));
  const able = judged.filter((item) => !item.obstacle).map(({ route }) => route);
  const obstacles = judged.flatMap(({ route, obstacle }) => (obstacle ? [{ route, obstacle }] : []));
  return { routes: inOrder(able, model, request, routeOrder), obstacles };
}

/** The placeholder stands in for routes that are not there, never for ones that fail. */
export function usableRoutes(routes: readonly Route[]): readonly Route[] {
  const real = realRoutes(routes);
  return real.length > 0 ? real : routes;
}

/** The user's order, or the cheapest first; routes of one price stay as listed. */
export function inOrder(
  routes: readonly Route[],
  model: Model,
  { size }: Pick<ImageRequest, 'size'>,
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

/** The routes that can do what a job asks and that it did not try, in the user's order: it was for one route only, or it stopped. */
export function untriedRoutes(
  { routes, request, firstPartyOnly, catalogue }: Pick<Job, 'routes' | 'request' | 'firstPartyOnly' | 'catalogue'>,
  attempts: readonly Pick<Attempt, 'route'>[],
): Route[] {
  const tried = new Set(attempts.map(({ route }) => route.id));
  const untried = realRoutes(routes).filter(({ id }) => !tried.has(id));
  return untried.filter((route) => !obstacle(route, request, { firstPartyOnly, catalogue }));
}
