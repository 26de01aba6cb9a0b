import * as vscode from 'vscode';
import type { Health } from '../../core/run/health';
import { needsSecret } from '../../core/services/route';
import { routeIdOfSecret, secretId, section, settings } from '../../ids';
import { rawRouteEntries } from '../settings/configuration';
import { listedRoutes } from '../settings/listedRoutes';

/**
 * What was learned of a route no longer counts when its key or its own entry in the settings changes, in whatever window. Of a key that was
 * removed it is learned that there is none.
 */
export function forgetOnChange(health: Health, secrets: vscode.SecretStorage, refresh: () => void): vscode.Disposable {
  let entries = entriesById();
  return vscode.Disposable.from(
    secrets.onDidChange(({ key }) => {
      const routeId = routeIdOfSecret(key);
      if (routeId !== undefined) {
        health.forget(routeId);
        void learnIfRemoved(health, secrets, routeId).then(refresh, () => undefined);
      }
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

async function learnIfRemoved(health: Health, secrets: vscode.SecretStorage, routeId: string): Promise<void> {
  const revision = health.revision(routeId);
  const secret = await secrets.get(secretId(routeId));
  const route = listedRoutes().find(({ id }) => id === routeId)?.route;
  if (secret !== undefined || !route || !needsSecret(route)) return;
  health.failed(routeId, { kind: 'auth', charge: 'none', reason: 'keyMissing' }, undefined, revision);
}

function entriesById(): ReadonlyMap<string, string> {
  return new Map(rawRouteEntries().map((entry) => [idOf(entry), JSON.stringify(entry)]));
}

function idOf(entry: unknown): string {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : '';
}
