import * as vscode from 'vscode';
import type { Remedy } from '../../core/diagnosis';
import { commands } from '../../ids';
import type { RemedyFacts } from '../texts/remedyText';
import type { TestArguments } from './testArguments';

/** What a click above a route does about its failure; undefined where there is nothing to click. */
export function remedyLens(remedy: Remedy, facts: RemedyFacts): vscode.Command | undefined {
  return lenses[remedy](facts);
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

/** Opens a page in the browser. */
function page(title: () => string): Lens {
  return ({ page: address }) =>
    address === undefined
      ? undefined
      : { title: title(), command: 'vscode.open', arguments: [vscode.Uri.parse(address, true)] };
}

function settings(title: () => string, query: string): Lens {
  return () => ({ title: title(), command: 'workbench.action.openSettings', arguments: [query] });
}

const lenses: Readonly<Record<Remedy, Lens>> = {
  setKey,
  makeKey: setKey, // the page stands in the sentence
  openBilling: page(() => vscode.l10n.t('Open Billing')),
  enableApi: page(() => vscode.l10n.t('Enable API')),
  openPermissions: page(() => vscode.l10n.t('Open Permissions')),
  openProject: page(() => vscode.l10n.t('Open Project')),
  editRoute,
  otherRoute: ({ next }) =>
    next ? undefined : { title: vscode.l10n.t('Connect a Route'), command: commands.connectRoute },
  signIn: () => undefined,
  networkSettings: settings(() => vscode.l10n.t('Open Network Settings'), 'http.proxy'),
  openSettings: settings(() => vscode.l10n.t('Open Settings'), 'dualtrack'),
  testRoutes: editRoute,
  tryAgain: () => undefined,
  showLog: () => ({ title: vscode.l10n.t('Show Log'), command: commands.showLog }),
};

/** *Test Again* for one route. */
export function againLens(routeId: string): vscode.Command {
  return testLens(vscode.l10n.t('Test Again'), { route: routeId });
}

export function testLens(title: string, ...args: readonly TestArguments[]): vscode.Command {
  return { title, command: commands.testRoutes, arguments: [...args] };
}
