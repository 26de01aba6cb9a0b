import type { Mutant, Edit } from '../mutant';

const flatAndNested = (title: string): string[] => ['flat', 'nested'].map((form) => title.replace('FORM', form));
const byFolder = flatAndNested('chooses no address, model, price or risk in FORM settings');
const byWorkspaceFile = flatAndNested('a workspace file chooses no address, price or risk in FORM settings');
const restricted = flatAndNested('chooses nothing with FORM settings, and typed prompts work');

/** As VS Code before 1.136.2 does for nested settings. */
const hostLetsAllThrough: Edit = { file: 'package.json', from: '"scope": "machine"', to: '"scope": "resource"' };

const foldersFirst: Edit = {
  file: 'src/core/settings/settingLevels.ts',
  from: 'export function ownValue({ globalValue, defaultValue }: SettingLevels): unknown {\n  return',
  to: 'export function ownValue({ globalValue, defaultValue, workspaceValue, workspaceFolderValue }: SettingLevels): unknown {\n  return workspaceFolderValue ?? workspaceValue ??',
};

const hostRestrictsNothing: Edit = {
  file: 'package.json',
  from: '"restrictedConfigurations": [',
  to: '"restrictedConfigurations": [], "before": [',
};

const trustsAll: Edit = { file: 'src/core/settings/settingLevels.ts', from: 'return isTrusted ?', to: 'return true ?' };

const readsTheLastFolder: Edit = {
  file: 'src/host/settings/configuration.ts',
  from: 'getConfiguration(section, resource ?? null)',
  to: 'getConfiguration(section, vscode.workspace.workspaceFolders?.at(-1)?.uri ?? null)',
};

const neighbour = 'a neighbour’s settings choose nothing';

export const settings: readonly Mutant[] = [
  {
    name: 'a folder or a workspace file may set what is the user’s',
    edits: [hostLetsAllThrough, foldersFirst],
    killers: [...byFolder, ...byWorkspaceFile],
  },
  {
    name: 'the host lets a folder set what is the user’s, as forks of an older VS Code do',
    edits: [hostLetsAllThrough],
    killers: [],
    held: [...byFolder, ...byWorkspaceFile, neighbour],
  },
  {
    name: 'a folder that is not trusted may choose',
    edits: [hostRestrictsNothing, trustsAll],
    killers: restricted,
  },
  {
    name: 'the host does not keep back what a folder sets that is not trusted',
    edits: [hostRestrictsNothing, hostLetsAllThrough],
    killers: [],
    held: restricted,
  },
  {
    name: 'trust changes nothing',
    edits: [
      {
        file: 'src/core/settings/settingLevels.ts',
        from: '? [workspaceFolderValue, workspaceValue] : []',
        to: '? [] : []',
      },
    ],
    killers: ['chooses what it may once it is trusted'],
  },
  {
    name: 'the settings of another folder are read',
    edits: [readsTheLastFolder],
    killers: [neighbour],
  },
  {
    name: 'what a folder has set is remembered as the user’s last choice',
    edits: [
      {
        file: 'src/host/settings/configuration.ts',
        from: 'names.filter((name) => JSON.stringify(options[name]) !== JSON.stringify(before[name]))',
        to: 'names.filter((name) => before !== options || name)',
      },
    ],
    killers: ['a neighbour’s model does not go along'],
  },
  {
    name: 'a folder’s ban of relays is not heard',
    edits: [
      {
        file: 'src/core/settings/settingLevels.ts',
        from: '[globalValue, workspaceValue, workspaceFolderValue].includes(true)',
        to: 'globalValue === true',
      },
    ],
    killers: ['a neighbour’s ban of relays', 'may rule relays out all the same'],
  },
  {
    name: 'a .env file gives keys',
    edits: [
      {
        file: 'src/host/keys/keys.ts',
        from: 'unpackSecret(secret, route) ??',
        to: `unpackSecret(secret, route) ??
      new TextDecoder()
        .decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, '.env')))
        .match(/_API_KEY=(.*)/)?.[1] ??`,
      },
    ],
    killers: ['gives no key and no address in its .env'],
  },
];
