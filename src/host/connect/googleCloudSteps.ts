import * as vscode from 'vscode';
import type { CredentialKind, GoogleCloud } from '../../core/services/preset';
import type { Preset } from '../../core/services/presets';
import type { Step } from '../steps/pickStep';
import { mapped, pickStep } from '../steps/pickStep';
import { inputStep } from '../steps/inputStep';
import type { Place } from '../steps/runSteps';

/** With what a service that takes Google's credentials is told who asks. */
export function pickGoogleCredential(
  { name, googleCloud }: Pick<Preset, 'name' | 'googleCloud'>,
  current: CredentialKind,
  place: Place,
): Promise<Step<CredentialKind>> {
  return pickStep<CredentialKind>({
    title: vscode.l10n.t('How to Sign in to {0}', name),
    ...place,
    items: [
      {
        label: vscode.l10n.t('Key File of a Service Account'),
        ...(googleCloud ? { description: roleText(googleCloud) } : {}),
        value: 'serviceAccount',
      },
      {
        label: vscode.l10n.t('gcloud Login'),
        description: vscode.l10n.t('of the machine where the extension runs: gcloud auth application-default login'),
        value: 'adc',
      },
    ],
    current,
  });
}

function roleText({ role }: GoogleCloud): string {
  return vscode.l10n.t('with the role {0} ({1})', role.name, role.id);
}

/** Asks for the Google Cloud project id. */
export async function askProject(value: string | undefined, place?: Place): Promise<Step<string>> {
  const answer = await inputStep({
    title: vscode.l10n.t('Google Cloud Project'),
    prompt: vscode.l10n.t('The project id, as the console shows it. Example: my-project-123456'),
    value,
    ...place,
    check: (text) =>
      /^[a-z0-9.:-]{4,}$/.test(text.trim())
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('A project id has small letters, digits and hyphens.') },
  });
  return mapped(answer, (text) => text.trim());
}

/** Asks for a location of Google Cloud. */
export async function askLocation(value: string | undefined, place?: Place): Promise<Step<string>> {
  const answer = await inputStep({
    title: vscode.l10n.t('Location'),
    prompt: vscode.l10n.t('Image models are only served in “global”, unless Google has told you otherwise.'),
    value: value ?? 'global',
    ...place,
    check: (text) =>
      /^[a-z0-9-]+$/.test(text.trim())
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('A location has small letters, digits and hyphens, such as “global”.') },
  });
  return mapped(answer, (text) => text.trim());
}
