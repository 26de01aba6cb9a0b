/** The values of one setting by the level at which they are set, as VS Code's `inspect` gives them. */
export interface SettingLevels {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** The user's own value, whatever a folder sets: for hosts, credentials, order and money. */
export function ownValue({ globalValue, defaultValue }: SettingLevels): unknown {
  return globalValue ?? defaultValue;
}

/** What the workspace has set, nearest first: nothing before the user trusts it. */
export function workspaceValues(
  { workspaceFolderValue, workspaceValue }: SettingLevels,
  isTrusted: boolean,
): readonly unknown[] {
  return isTrusted ? [workspaceFolderValue, workspaceValue] : [];
}

/** True at any level wins, also in a folder that is not trusted: it can only forbid more. */
export function isTrueAnywhere({ globalValue, workspaceValue, workspaceFolderValue }: SettingLevels): boolean {
  return [globalValue, workspaceValue, workspaceFolderValue].includes(true);
}
