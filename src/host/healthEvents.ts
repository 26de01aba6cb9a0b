import * as vscode from 'vscode';
import type { Health } from '../core/health';
import { routeIdOfSecret, section, settings } from '../ids';
import { rawRouteEntries } from './configuration';

/** What was learned of a route no longer counts when its key or the routes' settings change, in whatever window. */
export function forgetOnChange(health: Health, secrets: vscode.SecretStorage, refresh: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    secrets.onDidChange(({ key }) => {
      const routeId = routeIdOfSecret(key);
      if (routeId !== undefined) health.forget(routeId);
      refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(`${section}.${settings.routes}`)) return;
      for (const entry of rawRouteEntries()) health.forget(idOf(entry));
      refresh();
    }),
  );
}

function idOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : '';
}
