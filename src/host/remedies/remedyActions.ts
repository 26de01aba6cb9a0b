import * as vscode from 'vscode';
import type { Remedy } from '../../core/failures/diagnosis';
import type { Route } from '../../core/services/route';
import { commands } from '../../ids';

/** What can be clicked: a command, or a page of the service, which is always https. */
export type RemedyAction =
  | { readonly label: string; readonly command: string; readonly args: readonly unknown[] }
  | { readonly label: string; readonly page: string };

/** What it is about. */
interface RemedyPlace {
  readonly route: Route | undefined;
  /** The page that the remedy opens; undefined where the service has none. */
  readonly page: string | undefined;
}

type MakeAction = (place: RemedyPlace) => RemedyAction | undefined;

/** Those that are the same under a message, in the panel, and above a route in its test. */
const actions = {
  setKey: ({ route }) => ({ label: vscode.l10n.t('Set Key'), command: commands.setKey, args: [route?.id] }),
  editRoute: ({ route }) => ({ label: vscode.l10n.t('Edit Route'), command: commands.editRoutes, args: [route?.id] }),
  otherRoute: () => ({ label: vscode.l10n.t('Connect a Route'), command: commands.connectRoute, args: [] }),
  testRoutes: () => ({ label: vscode.l10n.t('Test Routes'), command: commands.testRoutes, args: [] }),
  showLog: () => ({ label: vscode.l10n.t('Show Log'), command: commands.showLog, args: [] }),
  makeKey: (place) => pageOf(vscode.l10n.t('Open Keys'), place),
  openBilling: (place) => pageOf(vscode.l10n.t('Open Billing'), place),
  enableApi: (place) => pageOf(vscode.l10n.t('Enable API'), place),
  openPermissions: (place) => pageOf(vscode.l10n.t('Open Permissions'), place),
  openProject: (place) => pageOf(vscode.l10n.t('Open Project'), place),
} as const satisfies Readonly<Partial<Record<Remedy, MakeAction>>>;

/** The action of one of these remedies; undefined where it needs a page that the service does not have. */
export function remedyAction(remedy: keyof typeof actions, place: RemedyPlace): RemedyAction | undefined {
  return actions[remedy](place);
}

/** Only over https: an address can come from an answer. */
function pageOf(label: string, { page }: RemedyPlace): RemedyAction | undefined {
  return page?.startsWith('https://') ? { label, page } : undefined;
}
