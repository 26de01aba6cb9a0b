import * as vscode from 'vscode';
import { BaseUrlError, isLoopback, normalBaseUrl } from '../../core/baseUrl';
import type { ServiceAccount } from '../../core/serviceAccount';
import { parseServiceAccount, ServiceAccountError } from '../../core/serviceAccount';

/** Asks for the address of a service. Undefined: the user would rather not. */
export async function askBaseUrl(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of the Service'),
    prompt: vscode.l10n.t('The base URL, with or without its version. Example: https://relay.example/v1'),
    ignoreFocusOut: true,
    validateInput: baseUrlProblem,
  });
  return text === undefined ? undefined : normalBaseUrl(text);
}

/** Whether a service has a key: asked only of one on this machine, which often has none. Undefined: the user would rather not. */
export async function askWhetherKey(baseUrl: string): Promise<boolean | undefined> {
  if (!isLoopback(new URL(baseUrl).hostname)) return true;
  const items = [
    { label: vscode.l10n.t('No Key Needed'), description: vscode.l10n.t('a server of your own'), needsKey: false },
    { label: vscode.l10n.t('Type a Key…'), needsKey: true },
  ];
  const title = vscode.l10n.t('Does the Service on This Machine Need a Key?');
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.needsKey;
}

function baseUrlProblem(text: string): string | undefined {
  try {
    normalBaseUrl(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    const texts: Record<BaseUrlError['reason'], string> = {
      notAUrl: vscode.l10n.t('This is not a web address.'),
      notHttps: vscode.l10n.t('The address must begin with https://, except on this machine.'),
      userInfo: vscode.l10n.t('The address must not hold a user name or password.'),
      query: vscode.l10n.t('The address must not hold a "?" or "#".'),
    };
    return texts[error.reason];
  }
}

/** Asks for the Google Cloud project id. */
export async function askProject(): Promise<string | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Google Cloud Project'),
    prompt: vscode.l10n.t('The project id, as the console shows it. Example: my-project-123456'),
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[a-z0-9.:-]{4,}$/.test(value.trim())
        ? undefined
        : vscode.l10n.t('A project id has small letters, digits and hyphens.'),
  });
  return text?.trim();
}

/** Lets the user pick a service-account key file and checks it. */
export async function pickServiceAccount(): Promise<ServiceAccount | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Key File of the Service Account'),
      openLabel: vscode.l10n.t('Use This Key'),
      filters: { JSON: ['json'] },
      canSelectMany: false,
    })) ?? [];
  if (!file) return undefined;
  try {
    return parseServiceAccount(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
  } catch (error) {
    if (!(error instanceof ServiceAccountError)) throw error;
    const text = error.field
      ? vscode.l10n.t('This is no service-account key: "{0}" is missing or not as it should be.', error.field)
      : vscode.l10n.t('This file is not JSON.');
    void vscode.window.showErrorMessage(text);
    return undefined;
  }
}
