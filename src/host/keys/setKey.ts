import * as vscode from 'vscode';
import type { Route } from '../../core/services/route';
import { realRoutes } from '../../core/services/route';
import { commands } from '../../ids';
import { readRoutes } from '../settings/configuration';
import { pickServiceAccount } from './keyFileInput';
import type { Keys } from './keys';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

/** Sets the key of a route, or leads to connecting one. `routeId`: that route, without asking which. */
export async function setKey(keys: Keys, routeId?: string): Promise<void> {
  const routes = realRoutes(readRoutes());
  const known = routes.find((route) => route.id === routeId);
  const chosen = known ?? (routes.length > 0 ? await pickRoute(keys, routes) : 'connect');
  if (chosen === 'connect') await vscode.commands.executeCommand(commands.connectRoute);
  else if (chosen) await setKeyOf(keys, chosen);
}

interface RouteItem extends Item {
  readonly answer?: Route | 'connect';
}

async function pickRoute(keys: Keys, routes: readonly Route[]): Promise<Route | 'connect' | undefined> {
  const own = await Promise.all(
    routes.map(async (route): Promise<RouteItem> => ({
      label: route.name,
      description: await stateOf(keys, route),
      answer: route,
    })),
  );
  const items: RouteItem[] = [
    ...own,
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { icon: 'plug', label: vscode.l10n.t('Connect a Route…'), answer: 'connect' },
  ];
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Set Key'),
    placeHolder: vscode.l10n.t('Which route is the key for?'),
    matchOnDescription: true,
  });
  return picked?.answer;
}

async function stateOf(keys: Keys, route: Route): Promise<string> {
  if (route.credential === 'adc') return vscode.l10n.t('{0} · gcloud login of this machine', route.id);
  if (route.credential === 'none') return vscode.l10n.t('{0} · needs no key', route.id);
  return (await keys.has(route)) ? vscode.l10n.t('{0} · has a key', route.id) : vscode.l10n.t('{0} · no key', route.id);
}

/** Asks for what a route proves itself with and stores it; says so where there is nothing to be set. Whether it was stored. */
export async function setKeyOf(keys: Keys, route: Route): Promise<boolean> {
  switch (route.credential) {
    case 'adc':
      tell(vscode.l10n.t('{0} uses the gcloud login of this machine and needs no key.', route.name));
      return false;
    case 'none':
      tell(vscode.l10n.t('{0} is set up to be used without a key ("credential": "none").', route.name));
      return false;
    case 'serviceAccount':
      return setServiceAccount(keys, route);
    case 'key':
    case 'accessToken': {
      const isSet = (await keys.ask(route)) !== undefined;
      if (isSet) tellHasKey(route);
      return isSet;
    }
  }
}

async function setServiceAccount(keys: Keys, route: Route): Promise<boolean> {
  const picked = await pickServiceAccount();
  if (!picked) return false;
  await keys.setFile(route, picked);
  tellHasKey(route);
  return true;
}

function tellHasKey({ name }: Route): void {
  tell(vscode.l10n.t('{0} has its key.', name));
}

function tell(text: string): void {
  void say.info(text);
}
