import * as vscode from 'vscode';
import type { JobSettings, Wanted } from '../../work/wanted';
import { readCheckedServices } from './checkedSettings';
import {
  readAfterUncertainCharge,
  readConfirmAboveUsd,
  readFirstPartyOnly,
  readLimits,
  readRouteOrder,
  readTimeBudgetMs,
} from './configuration';

/** What the settings allow for what is wanted. Throws `SettingsError`. */
export function readJobSettings({ resource }: Pick<Wanted, 'resource'>): JobSettings {
  const uri = resource === undefined ? undefined : vscode.Uri.parse(resource);
  const services = readCheckedServices(uri);
  return {
    ...services,
    routeOrder: readRouteOrder(),
    firstPartyOnly: readFirstPartyOnly(uri),
    afterUncertainCharge: readAfterUncertainCharge(),
    timeBudgetMs: readTimeBudgetMs(),
    limits: readLimits(services.routes),
    confirmAboveUsd: readConfirmAboveUsd(),
  };
}
