import * as vscode from 'vscode';
import type { Remedy } from '../../core/diagnosis';
import { commands, section } from '../../ids';
import type { RemedyFacts } from '../texts/remedyText';
import type { TestArguments } from './testArguments';

/** What clicks above a route do about its failure. */
export function remedyLenses(remedy: Remedy, facts: RemedyFacts): vscode.Command[] {
  return lenses[remedy].flatMap((lens) => lens(facts) ?? []);
}

type Lens = (facts: RemedyFacts) => vscode.Command | undefined;

const setKey: Lens = ({ route }) => ({
  title: vscode.l10n.t('Set Key…'),
  command: commands.setKey,
  arguments: [route.id],
});
const editRoute: Lens = ({ route }) => ({
  title: vscode.l10n.t('Edit Route…'),
  command: commands.editRoutes,
  arguments: [route.id],
});

/** Opens a page in the browser. Only over https: an address can come from an answer. */
function page(title: () => string): Lens {
  return ({ page: address }) =>
    address === undefined || !address.startsWith('https://')
      ? undefined
      : { title: title(), command: 'vscode.open', arguments: [vscode.Uri.parse(address, true)] };
}

function settings(title: () => string, query: string): Lens {
  return () => ({ title: title(), command: 'workbench.action.openSettings', arguments: [query] });
}

/** A page that a service does not have is left out. */
const lenses: Readonly<Record<Remedy, readonly Lens[]>> = {
  setKey: [setKey],
  makeKey: [page(() => vscode.l10n.t('Open Keys')), setKey],
  openBilling: [page(() => vscode.l10n.t('Open Billing'))],
  enableApi: [page(() => vscode.l10n.t('Enable API'))],
  openPermissions: [page(() => vscode.l10n.t('Open Permissions'))],
  openProject: [page(() => vscode.l10n.t('Open Project'))],
  editRoute: [editRoute],
  otherRoute: [
    ({ other }) => (other ? undefined : { title: vscode.l10n.t('Connect a Route'), command: commands.connectRoute }),
  ],
  signIn: [({ route }) => testLens(vscode.l10n.t('Sign In…'), { route: route.id, step: 'signIn' })],
  networkSettings: [settings(() => vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
  openSettings: [settings(() => vscode.l10n.t('Open Settings'), section)],
  testRoutes: [editRoute], // it is tested already
  tryAgain: [],
  showLog: [() => ({ title: vscode.l10n.t('Show Log'), command: commands.showLog })],
};

/** *Test Again* for one route. */
export function againLens(routeId: string): vscode.Command {
  return testLens(vscode.l10n.t('Test Again'), { route: routeId });
}

export function testLens(title: string, ...args: readonly TestArguments[]): vscode.Command {
  return { title, command: commands.testRoutes, arguments: [...args] };
}
