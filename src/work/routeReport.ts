import type { Model } from '../core/services/models';
import type { Route } from '../core/services/route';
import type { CheckResult } from '../core/failures/routeCheck';

/** What a test has found out about one route. */
export interface RouteReport {
  readonly route: Route;
  /** The model that the route is asked for; undefined if it has none. */
  readonly model: Model | undefined;
  /** Undefined as long as the check runs. */
  readonly result?: CheckResult | undefined;
  readonly picture?: TestPicture | undefined;
}

/** How making the test picture ended, in words. */
export interface TestPicture {
  readonly text: string;
}

/** One test of routes. */
export interface TestRun {
  readonly startedAt: number;
  readonly reports: readonly RouteReport[];
}
