import * as vscode from 'vscode';
import { BaseUrlError, isLoopback, normalBaseUrl } from '../../core/services/baseUrl';
import type { Step } from '../steps/pickStep';
import { mapped, pickStep } from '../steps/pickStep';
import type { InputProblem } from '../steps/inputStep';
import { inputStep } from '../steps/inputStep';
import type { Place } from '../steps/runSteps';

/** Asks for the address of a service. `optional`: an empty answer means the service's own. */
export async function askAddress(
  value: string | undefined,
  place?: Place,
  optional = false,
): Promise<Step<string | undefined>> {
  const example = vscode.l10n.t('The base URL, with or without its version. Example: https://relay.example/v1');
  const answer = await inputStep({
    title: vscode.l10n.t('Address of the Service'),
    prompt: optional ? `${example} ${vscode.l10n.t('Empty: the service’s own.')}` : example,
    value,
    ...place,
    check: (text) => (optional && text.trim() === '' ? undefined : addressProblem(text)),
  });
  return mapped(answer, (text) => (text.trim() === '' ? undefined : normalBaseUrl(text)));
}

function addressProblem(text: string): InputProblem | undefined {
  try {
    normalBaseUrl(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof BaseUrlError)) throw error;
    const texts: Record<BaseUrlError['reason'], string> = {
      notAUrl: vscode.l10n.t('This is not a web address.'),
      httpMissing: vscode.l10n.t('Add http:// in front.'),
      notHttps: vscode.l10n.t('The address must begin with https://, except on this machine.'),
      userInfo: vscode.l10n.t('The address must not hold a user name or password.'),
      query: vscode.l10n.t('The address must not hold a "?" or "#".'),
    };
    return { how: 'wrong', text: texts[error.reason] };
  }
}

/** Whether a service has a key: many on one's own machine have none. */
export function askWhetherKey(needsKey: boolean, place: Place): Promise<Step<boolean>> {
  return pickStep({
    title: vscode.l10n.t('Does the Service Need a Key?'),
    ...place,
    items: [
      { label: vscode.l10n.t('No Key Needed'), description: vscode.l10n.t('a server of your own'), value: false },
      { label: vscode.l10n.t('Type a Key…'), value: true },
    ],
    current: needsKey,
  });
}

/** Whether an address is on this machine. */
export function isOnThisMachine(baseUrl: string | undefined): boolean {
  return baseUrl !== undefined && isLoopback(new URL(baseUrl).hostname);
}
