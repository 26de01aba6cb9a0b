import * as vscode from 'vscode';
import type { SettingsProblem } from '../../core/settings';

const reasons: Record<SettingsProblem['reason'], (detail: string) => string> = {
  notAList: () => vscode.l10n.t('must be a list'),
  invalid: (detail) => vscode.l10n.t('is not valid; expected: {0}', detail),
  unknownPreset: (detail) => vscode.l10n.t('is no service that Dualtrack knows; there are: {0}', detail),
  duplicateId: (detail) => vscode.l10n.t('stands twice: {0}', detail),
  wireNotOffered: (detail) => vscode.l10n.t('is not offered by this service; it has: {0}', detail),
  dialectNotOffered: (detail) => vscode.l10n.t('cannot be told on this wire; there are: {0}', detail),
  baseUrlMissing: () => vscode.l10n.t('is missing; this service has no address of its own'),
  projectMissing: () => vscode.l10n.t('is missing; Vertex AI needs the Google Cloud project id'),
  credentialNotOffered: (detail) => vscode.l10n.t('is not taken by this service; it takes: {0}', detail),
  fieldMissing: () => vscode.l10n.t('is missing; a model that Dualtrack does not know needs it'),
  unknownField: () => vscode.l10n.t('is not a field that there is (keys are set with "Dualtrack: Set Key…")'),
  notAUrl: () => vscode.l10n.t('is not a web address'),
  notHttps: () => vscode.l10n.t('must be https, except on this machine'),
  userInfo: () => vscode.l10n.t('must not hold a user name or password'),
  query: () => vscode.l10n.t('must not hold a query or fragment'),
};

/** All problems in one message. */
export function settingsText(problems: readonly SettingsProblem[]): string {
  const lines = problems.map(({ path, reason, detail }) => `${path} ${reasons[reason](detail ?? '')}`);
  return `${vscode.l10n.t('The settings cannot be used.')} ${lines.join('; ')}.`;
}
