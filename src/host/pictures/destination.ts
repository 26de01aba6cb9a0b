import path from 'node:path';
import * as vscode from 'vscode';
import { isHidden } from '../../core/settings/assetsFolder';
import { realPartsBelow, realPathOf } from '../../store/pictures/insideFolder';
import { readAssetsFolder } from '../settings/configuration';
import { DestinationError } from '../settings/openSettings';
import type { Destination } from '../../work/wanted';
import type { FolderChoice } from '../../work/folderChoice';
import { pickOne } from '../window/lists';

type FolderDestination = Extract<Destination, { kind: 'folder' }>;

/** Whose settings hold for a picture: those of the folder that it goes to. */
export function resourceOf(destination: Destination, resource: vscode.Uri | undefined): string | undefined {
  return destination.kind === 'folder' ? destination.workspaceFolder : resource?.toString();
}

/**
 * The folder for the picture; the user picks it where there is a choice, and `onPicked` is told. Undefined: the user picked none.
 * Throws `SettingsError` and `DestinationError`.
 */
export async function chooseDestination(
  choice: FolderChoice<vscode.WorkspaceFolder>,
  onPicked: (folder: vscode.Uri) => Promise<void>,
): Promise<Destination | undefined> {
  if (choice.kind === 'saveAs') return { kind: 'saveAs' };
  const chosen = choice.kind === 'folder' ? choice.folder : await pickFolder(choice.folders);
  if (!chosen) return undefined;
  if (choice.kind === 'ask') await onPicked(chosen.uri);
  const folder = vscode.Uri.joinPath(chosen.uri, ...readAssetsFolder(chosen.uri));
  const destination = { kind: 'folder', workspaceFolder: chosen.uri.toString(), folder: folder.toString() } as const;
  if (folder.scheme === 'file') await realFolderOf(destination);
  return destination;
}

/**
 * The path of the folder with every link resolved, below its workspace folder and in nothing hidden. To be asked again
 * right before a picture is written: a link may have come since. Throws `DestinationError`.
 */
export async function realFolderOf({ workspaceFolder, folder }: FolderDestination): Promise<string> {
  const root = vscode.Uri.parse(workspaceFolder).fsPath;
  const { fsPath } = vscode.Uri.parse(folder);
  const parts = await realPartsBelow(root, fsPath);
  if (parts && !parts.some(isHidden)) return path.join((await realPathOf(root)) ?? root, ...parts);
  throw new DestinationError(
    vscode.l10n.t(
      'The folder for pictures, {0}, is a link, or lies behind one, that leads out of the workspace folder or into a hidden one. Remove the link, or name another folder in the setting "dualtrack.assetsFolder".',
      path.relative(root, fsPath),
    ),
  );
}

async function pickFolder(folders: readonly vscode.WorkspaceFolder[]): Promise<vscode.WorkspaceFolder | undefined> {
  // not VS Code's own list of folders: it draws icons in their names
  const items = folders.map((folder) => ({
    label: folder.name,
    description: folder.uri.fsPath,
    folder,
  }));
  const title = vscode.l10n.t('Folder for the Picture');
  const placeHolder = vscode.l10n.t('Which folder is the picture for?');
  return (await pickOne(items, { title, placeHolder }))?.folder;
}
