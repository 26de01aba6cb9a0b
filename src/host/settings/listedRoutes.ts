import { idOf } from '../../core/settings/routeEntries';
import type { Route } from '../../core/services/route';
import { parseRoutes } from '../../core/settings/settings';
import { rawRouteEntries } from './configuration';

/** An entry of the settings with the route that it makes; undefined where it cannot be read. */
export interface ListedRoute {
  readonly id: string;
  readonly enabled: boolean;
  readonly route: Route | undefined;
}

/** All entries in their order, switched off ones too. */
export function listedRoutes(): ListedRoute[] {
  return rawRouteEntries().flatMap((entry) => {
    const id = idOf(entry);
    if (id === undefined) return [];
    const enabled = (entry as { enabled?: unknown }).enabled !== false;
    return [{ id, enabled, route: routeIn(entry) }];
  });
}

/** The route of one entry, on or off; undefined if it cannot be read. */
function routeIn(entry: unknown): Route | undefined {
  try {
    return parseRoutes([{ ...(entry as object), enabled: true }])[0];
  } catch {
    return undefined; // what is wrong with it is told where routes are used
  }
}
