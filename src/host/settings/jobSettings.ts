import * as vscode from 'vscode';
import type { JobSettings, Wanted } from '../../work/wanted';
import { readCheckedServices } from './checkedSettings';
import { readAfterUncertainCharge, readFirstPartyOnly, readRouteOrder, readTimeBudgetMs } from './configuration';

/** What the settings allow for what is wanted. Throws `SettingsError`. */
export function readJobSettings({ resource }: Pick<Wanted, 'resource'>): JobSettings {
  const uri = resource === undefined ? undefined : vscode.Uri.parse(resource);
  return {
    ...readCheckedServices(uri),
    routeOrder: readRouteOrder(),
    firstPartyOnly: readFirstPartyOnly(uri),
    afterUncertainCharge: readAfterUncertainCharge(),
    timeBudgetMs: readTimeBudgetMs(),
  };
}
