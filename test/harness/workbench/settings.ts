import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { workspaceFile } from './workspace';

/** User settings, as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** Nothing that calls home, moves or asks by itself; and a line of a document is one line on the screen. */
const calm: Settings = {
  '[markdown]': { 'editor.wordWrap': 'off' },
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.confirmBeforeClose': 'never',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * Writes a host's user settings. They are in two files since the page counts as another machine than the host: it takes
 * settings of scope `machine` from the host's own file only, as the desktop does over SSH.
 */
export function writeSettings(userDataDir: string, settings: Settings): void {
  for (const file of files(userDataDir)) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ ...calm, ...settings }, undefined, 2));
  }
}

export function hasSettings(userDataDir: string): boolean {
  return files(userDataDir).every((file) => fs.existsSync(file));
}

/** Puts something into the host's own file that is no JSON. */
export function breakSettings(userDataDir: string): void {
  const [, machine = ''] = files(userDataDir);
  fs.appendFileSync(machine, '\noops');
}

/** What the host's own file holds now, as the extension may have changed it. */
export function readSettings(userDataDir: string): Settings {
  const [, machine = ''] = files(userDataDir);
  return JSON.parse(fs.readFileSync(machine, 'utf8')) as Settings;
}

/** What is in the files that hold settings, by their paths; undefined where there is no such file. */
export type SettingFiles = ReadonlyMap<string, string | undefined>;

/** The user's settings, those of each folder, and the file of a workspace of many. */
export function settingFiles(userDataDir: string, folders: readonly string[]): SettingFiles {
  const ofFolders = folders.map((folder) => path.join(folder, '.vscode/settings.json'));
  const workspace = path.join(path.dirname(userDataDir), workspaceFile);
  const texts = new Map<string, string | undefined>();
  for (const file of [...files(userDataDir), ...ofFolders, workspace]) {
    texts.set(file, fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined);
  }
  return texts;
}

/** How much was not as it was before: settings of Dualtrack in the user's own, or more than that. */
export type Restored = 'nothing' | 'ours' | 'more';

/** Makes the files what they were. */
export function restoreSettingFiles(userDataDir: string, texts: SettingFiles): Restored {
  const restored = new Set<Restored>();
  for (const [file, text] of texts) {
    const now = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
    if (now === text) continue;
    const isOurs = files(userDataDir).includes(file) && differInOurs(now ?? '', text ?? '');
    restored.add(isOurs ? 'ours' : 'more');
    if (text === undefined) fs.rmSync(file);
    else fs.writeFileSync(file, text);
  }
  return (['more', 'ours'] as const).find((much) => restored.has(much)) ?? 'nothing';
}

/** Whether two files of settings differ in those of Dualtrack alone. */
function differInOurs(one: string, other: string): boolean {
  try {
    const others = [one, other].map((text) =>
      Object.entries(JSON.parse(text) as Settings).filter(([name]) => !name.startsWith('dualtrack.')),
    );
    return isDeepStrictEqual(others[0], others[1]);
  } catch {
    return false;
  }
}

function files(userDataDir: string): string[] {
  return ['User', 'Machine'].map((folder) => path.join(userDataDir, folder, 'settings.json'));
}
