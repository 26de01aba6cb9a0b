import { findModel } from '../services/models';
import { estimateUsd } from '../services/price';
import type { PriceRange } from '../services/priceRange';
import { estimateRange } from '../services/priceRange';
import type { Route } from '../services/route';
import type { Health, Skipped } from './health';
import type { Job, Obstacles, RouteRequest } from './job';
import { ableRoutes } from './job';

/** What a job would do if it began now. */
export interface Outlook {
  /** In the order in which they would be asked; empty where none can make the picture. */
  readonly routes: readonly Route[];
  /** US dollars for a picture of the first; undefined where there is none, or nobody knows its price. */
  readonly usd: number | undefined;
  /** What it may come to there. */
  readonly range: PriceRange | undefined;
  /** The routes that would come last or not at all, for what is known of them. */
  readonly skipped: readonly Skipped<Route>[];
  /** No route is known to work: they are asked all the same. */
  readonly allResting: boolean;
  /** What keeps each of the other routes from making the picture. */
  readonly obstacles: Obstacles;
}

/** Tells by the rules of a job which routes it would ask, and what that should cost. Nothing is asked for it. */
export function outlookOf(job: Omit<Job, 'request'>, request: RouteRequest, health: Pick<Health, 'order'>): Outlook {
  const model = findModel(request.model, job.catalogue);
  const { routes: able, obstacles } = model ? ableRoutes(job, request, model) : { routes: [], obstacles: [] };
  const { routes, skipped, allResting } = health.order(able);
  const usd = model && routes[0] && estimateUsd(routes[0], model, request.size);
  const range = model && routes[0] && estimateRange(routes[0], model, request);
  return { routes, usd, range, skipped, allResting, obstacles };
}
