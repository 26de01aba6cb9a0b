import * as vscode from 'vscode';
import type { CredentialKind } from '../../core/presets';
import type { Step } from '../steps/pickStep';
import { mapped, pickStep } from '../steps/pickStep';
import { inputStep } from '../steps/inputStep';
import type { Place } from '../steps/runSteps';

/** With what Vertex AI is told who asks. */
export function pickVertexCredential(current: CredentialKind, place: Place): Promise<Step<CredentialKind>> {
  return pickStep<CredentialKind>({
    title: vscode.l10n.t('How to Sign in to Vertex AI'),
    ...place,
    items: [
      {
        label: vscode.l10n.t('Key File of a Service Account'),
        description: vscode.l10n.t('with the role Vertex AI User (roles/aiplatform.user)'),
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

/** Asks for a location of Vertex AI. */
export async function askLocation(value: string | undefined, place?: Place): Promise<Step<string>> {
  const answer = await inputStep({
    title: vscode.l10n.t('Location'),
    prompt: vscode.l10n.t('Image models are served in “global” only, unless Google has told you otherwise.'),
    value: value ?? 'global',
    ...place,
    check: (text) =>
      /^[a-z0-9-]+$/.test(text.trim())
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('A location has small letters, digits and hyphens, such as “global”.') },
  });
  return mapped(answer, (text) => text.trim());
}
