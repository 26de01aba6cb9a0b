import * as vscode from 'vscode';
import type { Health, RouteState } from '../../core/run/health';
import type { Route } from '../../core/services/route';
import { realRoutes } from '../../core/services/route';
import { SettingsError } from '../../core/settings/settings';
import { commands } from '../../ids';
import { readRoutes } from '../settings/configuration';
import { stateText } from '../texts/routeText';
import { createStatusItem, setStatus } from '../window/statusBar';

/** What limits leave: in a word, and a line for each. */
interface Left {
  readonly text: string;
  readonly lines: readonly string[];
}

/** The state of the routes in the status bar, wherever one is set up. */
export class RouteLights implements vscode.Disposable {
  readonly #health: Health;
  readonly #item: vscode.StatusBarItem;
  #left: Left | undefined;

  constructor(health: Health) {
    this.#health = health;
    this.#item = createStatusItem('dualtrack.routes', vscode.l10n.t('Dualtrack Routes'), commands.showRoutes);
    this.update();
  }

  /** Shows what the user's limits leave, behind the states; undefined: no limit is set, or nobody knows. */
  showLeft(left: Left | undefined): void {
    this.#left = left;
    this.update();
  }

  /** Draws the states as they are now. */
  update(): void {
    const routes = shownRoutes();
    if (routes.length === 0) return this.#item.hide();
    const states = routes.map((route) => ({ route, state: this.#health.state(route.id) }));
    const lines = states.map(({ route, state }) => `${route.name}: ${stateText(state)}`);
    const { text, lines: limits } = this.#left ?? { text: '', lines: [] };
    setStatus(this.#item, { icons: states.map(({ state }) => lightOf(state)), text, lines: [...lines, ...limits] });
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

/** Without the placeholder; none while the settings cannot be read, which is told where they are used. */
function shownRoutes(): readonly Route[] {
  try {
    return realRoutes(readRoutes());
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
