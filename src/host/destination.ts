import { realpath } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { readOr } from '../core/settings';
import { readAssetsFolder } from './configuration';

/** Where a picture goes, decided before anything is sent. */
export type Destination =
  | { readonly kind: 'folder'; readonly workspaceFolder: vscode.WorkspaceFolder; readonly folder: vscode.Uri }
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
  await refuseLinkOutside(chosen.uri, folder);
  return { kind: 'folder', workspaceFolder: chosen, folder };
}

/** The folders that pictures of this window's workspace may lie in. */
export function assetsFolders(): vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => {
    const parts = readOr([], () => readAssetsFolder(uri));
    return parts ? [vscode.Uri.joinPath(uri, ...parts)] : [];
  });
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('Which folder is the picture for?'),
    ignoreFocusOut: true,
  });
}

/** A link in the workspace must not lead the picture out of it. */
async function refuseLinkOutside(workspace: vscode.Uri, folder: vscode.Uri): Promise<void> {
  if (folder.scheme !== 'file') return;
  const root = await existing(workspace.fsPath);
  const target = await existing(folder.fsPath);
  const relative = path.relative(root, target);
  if (relative.startsWith('..') || path.isAbsolute(relative)) {
    throw new DestinationError(
      vscode.l10n.t('The folder for pictures is a link that leads out of the workspace: {0}', target),
    );
  }
}

/** The real path of the nearest part that exists. */
async function existing(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const parent = path.dirname(file);
    return parent === file ? file : existing(parent);
  }
}
