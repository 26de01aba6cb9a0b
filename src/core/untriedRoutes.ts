import type { Attempt } from './attempts';
import type { Job } from './generate';
import type { Route } from './route';
import { obstacle } from './route';

/** The routes that can do what a job asks and that it did not try, in the user's order: it was for one route only, or it stopped. */
export function untriedRoutes(
  { routes, request, firstPartyOnly, catalogue }: Pick<Job, 'routes' | 'request' | 'firstPartyOnly' | 'catalogue'>,
  attempts: readonly Pick<Attempt, 'route'>[],
): Route[] {
  const tried = new Set(attempts.map(({ route }) => route.id));
  const real = routes.filter(({ id, preset }) => preset.id !== 'placeholder' && !tried.has(id));
  return real.filter((route) => !obstacle(route, request, { firstPartyOnly, catalogue }));
}
