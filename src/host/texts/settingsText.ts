import * as vscode from 'vscode';
import type { SettingsProblem } from '../../core/settings/settings';
import { plainText } from './plainText';

const reasons: Record<SettingsProblem['reason'], (detail: string, value: string) => string> = {
  notAList: () => vscode.l10n.t('must be a list'),
  invalid: (detail) => vscode.l10n.t('is not valid; expected: {0}', detail),
  unknownPreset: (detail) => vscode.l10n.t('isn’t a service Dualtrack knows; choose: {0}', detail),
  duplicateId: (detail) => vscode.l10n.t('is listed twice: {0}', detail),
  wireNotOffered: (detail) => vscode.l10n.t('isn’t offered by this service; choose: {0}', detail),
  dialectNotOffered: (detail) => vscode.l10n.t('isn’t supported by this protocol; choose: {0}', detail),
  baseUrlMissing: () => vscode.l10n.t('is missing; this service has no address of its own'),
  projectMissing: () => vscode.l10n.t('is missing; Vertex AI needs the Google Cloud project id'),
  credentialNotOffered: (detail) => vscode.l10n.t('isn’t accepted by this service; choose: {0}', detail),
  fieldMissing: () => vscode.l10n.t('is missing; a model that Dualtrack does not know needs it'),
  unknownField: () => vscode.l10n.t('isn’t a known field (keys are set with "Dualtrack: Set Key…")'),
  notOneOf: (detail, value) => vscode.l10n.t('is {0}, not one of: {1}', value, detail),
  notWithin: (detail, value) => {
    const [least = '', most = ''] = detail.split('–');
    return vscode.l10n.t('is {0}; it must be a number between {1} and {2}', value, least, most);
  },
  notTrueOrFalse: (_, value) => vscode.l10n.t('is {0}, not true or false', value),
  notText: (_, value) => vscode.l10n.t('is {0}, not a text in quotes', value),
  'folder-empty': () => vscode.l10n.t('is empty; it needs a folder such as {0}', '"docs/images"'),
  'folder-absolute': (_, value) =>
    vscode.l10n.t('is {0}, not relative to the workspace folder as {1} is', value, '"docs/images"'),
  'folder-outside': (_, value) => vscode.l10n.t('is {0}, which leads out of the workspace folder', value),
  'folder-hidden': (_, value) => vscode.l10n.t('is {0}, which is a hidden folder or lies in one', value),
  'folder-invalid': (_, value) => vscode.l10n.t('is {0}, which isn’t a valid folder name on every system', value),
  notAUrl: () => vscode.l10n.t('is not a web address'),
  notHttps: () => vscode.l10n.t('must be https, except on this machine'),
  httpMissing: () => vscode.l10n.t('lacks http:// in front'),
  userInfo: () => vscode.l10n.t('must not hold a user name or password'),
  query: () => vscode.l10n.t('must not hold a query or fragment'),
};

/** All problems in one message. */
export function settingsText(problems: readonly SettingsProblem[]): string {
  const lines = problems.map(
    ({ path, reason, detail, value }) => `${plainText(path, 120)} ${reasons[reason](detail ?? '', value ?? '')}`,
  );
  return `${vscode.l10n.t('The settings cannot be used.')} ${lines.join('; ')}.`;
}
