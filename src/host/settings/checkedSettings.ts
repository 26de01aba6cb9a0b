import * as vscode from 'vscode';
import type { Services } from '../../core/services/services';
import { workspaceValues } from '../../core/settings/settingLevels';
import type { SettingsProblem } from '../../core/settings/settings';
import { readOr, SettingsError } from '../../core/settings/settings';
import type { WrittenSetting } from '../../core/settings/settingValues';
import { problemsOf, settingNames } from '../../core/settings/settingValues';
import { machineSettings } from '../../ids';
import { levelsOf, readCatalogue, readRoutes } from './configuration';

/**
 * The user's models and routes, once every setting that a picture depends on has been found right. Throws one
 * `SettingsError` that names everything that is wrong in any of them.
 */
export function readCheckedServices(resource: vscode.Uri | undefined): Services {
  const problems: SettingsProblem[] = [];
  const routes = readOr(problems, readRoutes);
  const catalogue = readOr(problems, readCatalogue);
  problems.push(...problemsOf(writtenSettings(resource), catalogue));
  if (!routes || !catalogue || problems.length > 0) throw new SettingsError(problems);
  return { routes, catalogue };
}

/**
 * Every value that stands in a settings file, also one that another file overrules: it is wrong all the same. What a folder
 * says of the machine's settings counts for nothing, and is not looked at; nor is what one says that is not trusted.
 */
function writtenSettings(resource: vscode.Uri | undefined): WrittenSetting[] {
  return settingNames.flatMap((name) => {
    const levels = levelsOf(name, resource);
    const ofFolders = machineSettings.includes(name) ? [] : workspaceValues(levels, vscode.workspace.isTrusted);
    return [levels.globalValue, ...ofFolders].filter((value) => value !== undefined).map((value) => ({ name, value }));
  });
}
