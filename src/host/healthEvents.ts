import * as vscode from 'vscode';
import type { Health } from '../core/health';
import { routeIdOfSecret, section, settings } from '../ids';
import { rawRouteEntries } from './configuration';

/** What was learned of a route no longer counts when its key or its own entry in the settings changes, in whatever window. */
export function forgetOnChange(health: Health, secrets: vscode.SecretStorage, refresh: () => void): vscode.Disposable {
  let entries = entriesById();
  return vscode.Disposable.from(
    secrets.onDidChange(({ key }) => {
      const routeId = routeIdOfSecret(key);
      if (routeId !== undefined) health.forget(routeId);
      refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(`${section}.${settings.routes}`)) return;
      const before = entries;
      entries = entriesById();
      for (const [id, entry] of entries) if (before.get(id) !== entry) health.forget(id);
      refresh();
    }),
  );
}

function entriesById(): ReadonlyMap<string, string> {
  return new Map(rawRouteEntries().map((entry) => [idOf(entry), JSON.stringify(entry)]));
}

function idOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : '';
}
