import * as vscode from 'vscode';
import type { Route } from '../core/route';
import type { SettingsError } from '../core/settings';
import { commands, machineSettings, section, settings } from '../ids';
import { DestinationError } from './destination';
import type { FailureAction, FailureMessage } from './texts/failureText';

/** A button under a failure. */
export interface FailureButton {
  readonly id: string;
  readonly label: string;
  run(): Promise<void>;
}

/** What a failure's buttons can start. */
export interface FailureSteps {
  /** The same job once more. */
  readonly again: () => void;
  /** Fetches the picture that was made and could not be fetched; absent where there is none. */
  readonly downloadAgain?: (() => Promise<void>) | undefined;
}

/** The buttons for a failure. */
export function failureButtons(
  { action, route }: FailureMessage,
  { again, downloadAgain }: FailureSteps,
): FailureButton[] {
  if (downloadAgain) {
    // the picture exists: nothing else may be paid before it is given up
    return [{ id: 'downloadAgain', label: vscode.l10n.t('Download Again'), run: downloadAgain }, showLog()];
  }
  const wanted: FailureAction[] = action === undefined ? [] : [action];
  const buttons = wanted.flatMap((id) => buttonOf(id, route, again) ?? []);
  return [...buttons, ...(action === 'showLog' ? [] : [showLog()])];
}

function buttonOf(action: FailureAction, route: Route | undefined, again: () => void): FailureButton | undefined {
  switch (action) {
    case 'setKey':
      return {
        id: action,
        label: vscode.l10n.t('Set Key'),
        run: async () => void (await vscode.commands.executeCommand(commands.setKey, route?.id)),
      };
    case 'openBilling':
      return billingButton(action, route);
    case 'openSettings':
      return { id: action, label: vscode.l10n.t('Open Settings'), run: () => openSettings() };
    case 'tryAgain':
      return { id: action, label: vscode.l10n.t('Try Again'), run: async () => again() };
    case 'showLog':
      return showLog();
  }
}

function billingButton(id: string, route: Route | undefined): FailureButton | undefined {
  const page = route?.preset.pages.billing;
  if (!page) return undefined;
  return {
    id,
    label: vscode.l10n.t('Open Billing'),
    run: async () => void (await vscode.env.openExternal(vscode.Uri.parse(page))),
  };
}

function showLog(): FailureButton {
  return {
    id: 'showLog',
    label: vscode.l10n.t('Show Log'),
    run: async () => void (await vscode.commands.executeCommand(commands.showLog)),
  };
}

/** Which setting an error is about. */
export function settingOf(error: SettingsError | DestinationError): string | undefined {
  if (error instanceof DestinationError) return `${section}.${settings.assetsFolder}`;
  return error.problems[0]?.path.replace(/\[.*$/, ''); // without the place in its list
}

/** The settings, at one of ours; left out: the routes. On a remote machine those of the machine have a page of their own. */
export async function openSettings(name = `${section}.${settings.routes}`): Promise<void> {
  const isRemote = vscode.env.remoteName !== undefined && machineSettings.includes(name.slice(section.length + 1));
  const command = isRemote ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
  await vscode.commands.executeCommand(command, { query: `@id:${name}` });
}
