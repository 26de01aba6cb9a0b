import * as vscode from 'vscode';
import { models } from '../../core/services/models';
import type { Services } from '../../core/services/services';
import type { SettingsProblem } from '../../core/settings/settings';
import { readOr, SettingsError } from '../../core/settings/settings';
import type { Notice } from '../../work/notices';
import { readCheckedServices } from '../settings/checkedSettings';
import { readServices } from '../settings/configuration';
import type { DestinationError } from '../settings/openSettings';
import { openSettings, settingOf } from '../settings/openSettings';
import { settingsText } from '../texts/settingsText';

/** What can be shown of the services, and what is wrong in the settings: with any of it nothing is made. */
export function servicesAndProblem(resource: vscode.Uri | undefined): {
  readonly services: Services;
  readonly problem?: Notice;
} {
  const problems: SettingsProblem[] = [];
  const checked = readOr(problems, () => readCheckedServices(resource));
  if (checked) return { services: checked };
  const services = readOr([], readServices) ?? { routes: [], catalogue: models };
  return { services, problem: settingsNotice(new SettingsError(problems)) };
}

export function settingsNotice(error: SettingsError | DestinationError): Notice {
  const text = error instanceof SettingsError ? settingsText(error.problems) : error.message;
  const button = {
    id: 'openSettings',
    label: vscode.l10n.t('Open Settings'),
    run: () => openSettings(settingOf(error)),
  };
  return { severity: 'error', text, lines: [], buttons: [button] };
}
