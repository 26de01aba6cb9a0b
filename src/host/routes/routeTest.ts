import * as vscode from 'vscode';
import type { Route } from '../../core/services/route';
import { realRoutes } from '../../core/services/route';
import { testModel } from '../../core/services/testPicture';
import type { RememberedOptions } from '../settings/configuration';
import { readServices } from '../settings/configuration';
import { showProgress } from '../window/showProgress';
import type { CheckDependencies } from './checkRoute';
import { checkRoute } from './checkRoute';
import type { RouteReport, TestRun } from '../../work/routeReport';

interface RouteTestDependencies extends CheckDependencies {
  readonly options: RememberedOptions;
  /** Draws the lights again. */
  readonly onChange: () => void;
}

/** The test of the routes of this window: the last run with its reports, as the document shows them. */
export class RouteTest implements vscode.Disposable {
  readonly #dependencies: RouteTestDependencies;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #run: TestRun = { startedAt: 0, reports: [] };
  #stop = new AbortController();

  constructor(dependencies: RouteTestDependencies) {
    this.#dependencies = dependencies;
  }

  get run(): TestRun {
    return this.#run;
  }

  /** Checks all routes at once, or only the one with this id, whose report takes the place of its last one. Throws `SettingsError`. */
  async check(routeId?: string): Promise<void> {
    const routes = testableRoutes();
    const wanted = routeId === undefined ? routes : routes.filter((route) => route.id === routeId);
    const fresh = wanted.map((route) => this.#fresh(route));
    const kept = this.#run.reports.filter(
      ({ route }) => routeId !== undefined && routes.some(({ id }) => id === route.id),
    );
    const reports = routes.flatMap(({ id }) => [...fresh, ...kept].find(({ route }) => route.id === id) ?? []);
    if (routeId === undefined) this.#endLast();
    this.#run = { startedAt: Date.now(), reports };
    this.#changed.fire();
    await this.#checkAll(fresh);
    this.#dependencies.onChange();
  }

  /** Puts more into the report of a route; a report of an earlier test stays as it was. */
  update(report: RouteReport, more: Partial<RouteReport>): RouteReport {
    const next = { ...report, ...more };
    const reports = this.#run.reports.map((one) => (one === report ? next : one));
    this.#run = { ...this.#run, reports };
    this.#changed.fire();
    return next;
  }

  dispose(): void {
    this.#stop.abort();
    this.#changed.dispose();
  }

  #fresh(route: Route): RouteReport {
    const services = readServices();
    const { model } = this.#dependencies.options.read(undefined, services);
    return { route, model: testModel(route, model, services.catalogue) };
  }

  #endLast(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  #checkAll(reports: readonly RouteReport[]): Thenable<void> {
    return showProgress(vscode.l10n.t('Testing routes'), async (report, token) => {
      const cancelled = new AbortController();
      const listener = token.onCancellationRequested(() => cancelled.abort());
      const signal = AbortSignal.any([this.#stop.signal, cancelled.signal]);
      let done = 0;
      const tell = (): void => report(vscode.l10n.t('{0} of {1} done', done, reports.length));
      tell();
      const check = async (one: RouteReport): Promise<void> => {
        const result = await checkRoute(one.route, one.model, this.#dependencies, signal);
        done += 1;
        tell();
        this.update(one, { result });
      };
      try {
        await Promise.all(reports.map(check));
      } finally {
        listener.dispose();
      }
    });
  }
}

/** The user's routes that are switched on; none where only the placeholder is there. */
export function testableRoutes(): readonly Route[] {
  return realRoutes(readServices().routes);
}
