import * as vscode from 'vscode';
import type { Health, RouteState } from '../core/health';
import type { Route } from '../core/route';
import { SettingsError } from '../core/settings';
import { commands } from '../ids';
import { readRoutes } from './configuration';
import type { Jobs } from './jobs';
import { stateText } from './texts/routeText';
import { createStatusItem, setStatus } from './window/statusBar';

/** The state of the routes in the status bar, from the first job of this window on. */
export class RouteLights implements vscode.Disposable {
  readonly #health: Health;
  readonly #item: vscode.StatusBarItem;
  readonly #listener: vscode.Disposable;
  #used = false;

  constructor(jobs: Jobs, health: Health) {
    this.#health = health;
    this.#item = createStatusItem('dualtrack.routes', vscode.l10n.t('Dualtrack Routes'), commands.showRoutes);
    this.#listener = jobs.onDidChange(() => this.update());
  }

  /** Draws the states as they are now. */
  update(): void {
    const routes = realRoutes();
    this.#used = true;
    if (routes.length === 0) return this.#item.hide();
    const states = routes.map((route) => ({ route, state: this.#health.state(route.id) }));
    const lines = states.map(({ route, state }) => `${route.name}: ${stateText(state)}`);
    setStatus(this.#item, { icons: states.map(({ state }) => lightOf(state)), lines });
    this.#item.show();
  }

  /** Draws again if it is shown, such as after a change of settings. */
  refresh(): void {
    if (this.#used) this.update();
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }
}

/** Without the placeholder; none while the settings cannot be read, which is told where they are used. */
function realRoutes(): readonly Route[] {
  try {
    return readRoutes().filter((route) => route.preset.id !== 'placeholder');
  } catch (error) {
    if (error instanceof SettingsError) return [];
    throw error;
  }
}

/** The name of a codicon for each state; the shape differs, not only a colour. */
export function lightOf({ state }: RouteState): string {
  const lights: Record<RouteState['state'], string> = {
    ready: 'pass-filled',
    halfOpen: 'circle-large-outline',
    resting: 'clock',
    needsAttention: 'warning',
  };
  return lights[state];
}
