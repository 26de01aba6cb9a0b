import path from 'node:path';
import * as vscode from 'vscode';
import { isHidden } from '../core/assetsFolder';
import { readOr } from '../core/settings';
import { realPartsBelow, realPathOf } from '../store/insideFolder';
import { readAssetsFolder } from './configuration';
import { pickOne } from './window/lists';

export interface FolderDestination {
  readonly kind: 'folder';
  readonly workspaceFolder: vscode.WorkspaceFolder;
  readonly folder: vscode.Uri;
}

/** Where a picture goes, decided before anything is sent. */
export type Destination =
  | FolderDestination
  /** No folder is open: asked after the picture is there. */
  | { readonly kind: 'saveAs' };

/** Whose settings hold for a picture: those of the folder that it goes to. */
export function resourceOf(destination: Destination, resource: vscode.Uri | undefined): vscode.Uri | undefined {
  return destination.kind === 'folder' ? destination.workspaceFolder.uri : resource;
}

/** The folder that the setting names cannot be used; the message is for the user. */
export class DestinationError extends Error {}

/**
 * The folder for the picture: of the resource's workspace folder, else of the only one, else of the one the user picks.
 * Undefined: the user picked none. Throws `SettingsError` and `DestinationError`.
 */
export async function chooseDestination(resource: vscode.Uri | undefined): Promise<Destination | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) return { kind: 'saveAs' };
  const own = resource && vscode.workspace.getWorkspaceFolder(resource);
  const chosen = own ?? (folders.length === 1 ? folders[0] : await pickFolder());
  if (!chosen) return undefined;
  const folder = vscode.Uri.joinPath(chosen.uri, ...readAssetsFolder(chosen.uri));
  const destination = { kind: 'folder', workspaceFolder: chosen, folder } as const;
  if (folder.scheme === 'file') await realFolderOf(destination);
  return destination;
}

/**
 * The path of the folder with every link resolved, below its workspace folder and in nothing hidden. To be asked again
 * right before a picture is written: a link may have come since. Throws `DestinationError`.
 */
export async function realFolderOf({ workspaceFolder, folder }: FolderDestination): Promise<string> {
  const root = workspaceFolder.uri.fsPath;
  const parts = await realPartsBelow(root, folder.fsPath);
  if (parts && !parts.some(isHidden)) return path.join((await realPathOf(root)) ?? root, ...parts);
  throw new DestinationError(
    vscode.l10n.t(
      'The folder for pictures, {0}, is a link, or lies behind one, that leads out of the workspace folder or into a hidden one. Remove the link, or name another folder in the setting "dualtrack.assetsFolder".',
      path.relative(root, folder.fsPath),
    ),
  );
}

/** The folders that pictures of this window's workspace may lie in. */
export function assetsFolders(): vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
    const parts = readOr([], () => readAssetsFolder(uri));
    return parts ? [vscode.Uri.joinPath(uri, ...parts)] : [];
  });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  // not VS Code's own list of folders: it draws icons in their names
  const items = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    label: folder.name,
    description: folder.uri.fsPath,
    folder,
  }));
  const title = vscode.l10n.t('Generate Image');
  const placeHolder = vscode.l10n.t('Which folder is the picture for?');
  return (await pickOne(items, { title, placeHolder, ignoreFocusOut: true }))?.folder;
}
