import * as vscode from 'vscode';
import type { Remedy } from '../../core/failures/diagnosis';
import { commands, section } from '../../ids';
import { remedyAction } from '../remedies/remedyActions';
import type { RemedyFacts } from '../texts/remedyText';
import type { TestArguments } from './testArguments';

/** What clicks above a route do about its failure. */
export function remedyLenses(remedy: Remedy, facts: RemedyFacts): vscode.Command[] {
  return lenses[remedy].flatMap((lens) => lens(facts) ?? []);
}

type Lens = (facts: RemedyFacts) => vscode.Command | undefined;

/** The same as a button under a message; `asks`: it asks for more, as the dots say. */
function shared(remedy: Parameters<typeof remedyAction>[0], asks = false): Lens {
  return (facts) => {
    const action = remedyAction(remedy, facts);
    if (!action) return undefined;
    const title = asks ? `${action.label}…` : action.label;
    return 'page' in action
      ? { title, command: 'vscode.open', arguments: [vscode.Uri.parse(action.page, true)] }
      : { title, command: action.command, arguments: [...action.args] };
  };
}

function settings(title: () => string, query: string): Lens {
  return () => ({ title: title(), command: 'workbench.action.openSettings', arguments: [query] });
}

const setKey = shared('setKey', true);
const editRoute = shared('editRoute', true);

/** A page that a service does not have is left out. */
const lenses: Readonly<Record<Remedy, readonly Lens[]>> = {
  setKey: [setKey],
  makeKey: [shared('makeKey'), setKey],
  openBilling: [shared('openBilling')],
  enableApi: [shared('enableApi')],
  openPermissions: [shared('openPermissions')],
  openProject: [shared('openProject')],
  editRoute: [editRoute],
  otherRoute: [(facts) => (facts.other ? undefined : shared('otherRoute')(facts))],
  signIn: [({ route }) => testLens(vscode.l10n.t('Sign In…'), { route: route.id, step: 'signIn' })],
  networkSettings: [settings(() => vscode.l10n.t('Open Proxy Settings'), 'http.proxy')],
  openSettings: [settings(() => vscode.l10n.t('Open Settings'), section)],
  raiseLimit: [settings(() => vscode.l10n.t('Open Settings'), `${section}.dailyLimit`)],
  testRoutes: [editRoute], // it is tested already
  tryAgain: [],
  changePrompt: [],
  showLog: [shared('showLog')],
};

/** *Test Again* for one route. */
export function againLens(routeId: string): vscode.Command {
  return testLens(vscode.l10n.t('Test Again'), { route: routeId });
}

export function testLens(title: string, ...args: readonly TestArguments[]): vscode.Command {
  return { title, command: commands.testRoutes, arguments: [...args] };
}
