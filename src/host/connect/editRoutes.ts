import * as vscode from 'vscode';
import { commands } from '../../ids';
import { shownRouteOrder } from '../settings/configuration';
import type { Keys } from '../keys/keys';
import { orderText } from '../texts/routeText';
import { pickOne } from '../window/lists';
import type { ListedRoute } from '../settings/listedRoutes';
import { listedRoutes } from '../settings/listedRoutes';
import type { Next } from './routeActions';
import { actionsOn } from './routeActions';

/** Lets the user change, move, switch off and remove routes, one change after the other. `routeId`: that one, without asking which. */
export async function editRoutes(keys: Keys, routeId?: string): Promise<void> {
  let wanted = routeId;
  for (;;) {
    const listed = listedRoutes();
    if (listed.length === 0) {
      await vscode.commands.executeCommand(commands.connectRoute);
      return;
    }
    const chosen = listed.find(({ id }) => id === wanted) ?? (await pickListed(listed));
    if (chosen === 'connect') {
      await vscode.commands.executeCommand(commands.connectRoute);
      return;
    }
    if (!chosen) return;
    const next = await editRoute(chosen, keys);
    if (next === undefined && routeId !== undefined) return;
    wanted = next === 'stay' ? chosen.id : undefined;
  }
}

async function pickListed(listed: readonly ListedRoute[]): Promise<ListedRoute | 'connect' | undefined> {
  const items = listed.map((item, index) => ({
    label: `${index + 1}. ${item.route?.name ?? item.id}`,
    description: describe(item),
    answer: item,
  }));
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, answer: undefined };
  const picked = await pickOne(
    [...items, separator, { icon: 'plug', label: vscode.l10n.t('Connect a Route…'), answer: 'connect' as const }],
    {
      title: vscode.l10n.t('Edit Routes'),
      placeHolder: orderText(shownRouteOrder()),
    },
  );
  return picked?.answer;
}

function describe({ id, enabled, route }: ListedRoute): string {
  const hosts = route ? route.baseUrls.map((url) => new URL(url).host).join(', ') : vscode.l10n.t('cannot be read');
  return [id, hosts, enabled ? '' : vscode.l10n.t('switched off')].filter(Boolean).join(' · ');
}

async function editRoute(listed: ListedRoute, keys: Keys): Promise<Next> {
  const actions = actionsOn(listed, keys);
  const picked = await pickOne(actions, {
    title: listed.route?.name ?? listed.id,
    placeHolder: describe(listed),
  });
  return picked?.run();
}
