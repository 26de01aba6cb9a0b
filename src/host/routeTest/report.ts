import type { Model } from '../../core/models';
import type { Route } from '../../core/route';
import type { CheckResult } from '../../core/routeCheck';

/** What a test has found out about one route. */
export interface RouteReport {
  readonly route: Route;
  /** What the route is asked about; undefined if it has no model at all. */
  readonly model: Model | undefined;
  /** Undefined as long as the check runs. */
  readonly result?: CheckResult | undefined;
  readonly picture?: TestPicture | undefined;
}

/** What came of the test picture, in words. */
export interface TestPicture {
  readonly text: string;
}

/** One test of routes. */
export interface TestRun {
  readonly startedAt: number;
  readonly reports: readonly RouteReport[];
}
