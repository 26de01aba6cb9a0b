import * as vscode from 'vscode';
import type { SettingsError } from '../../core/settings/settings';
import { machineSettings, section, settings } from '../../ids';

/** The folder that the setting names cannot be used; the message is for the user. */
export class DestinationError extends Error {}

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
