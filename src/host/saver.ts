import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { fileStem, numberedName } from '../core/fileName';
import type { Picture } from '../core/generate';
import { extensionOf } from '../core/imageBytes';
import { wordsOf } from '../core/wordsOf';
import { writeNewFile } from '../store/pictureFile';
import type { Destination, FolderDestination } from './destination';
import { realFolderOf } from './destination';
import type { KeptPictures } from './keptPictures';

/** Where a picture lies now. */
export interface SavedPicture {
  readonly uri: vscode.Uri;
  /** As people know it: relative to its workspace folder, with that folder's name where there are several. */
  readonly label: string;
  /** Why it lies in Dualtrack's own storage; absent when it was saved. */
  readonly keptBecause?: 'dismissed' | { readonly error: string } | undefined;
}

/** Puts pictures where they belong, and keeps each that has no place. */
export class Saver {
  readonly #kept: KeptPictures;
  /** Where files grow before they are linked to their place. */
  readonly #staging: string;
  /** Names that jobs of this window are writing to, where the file system cannot do it exclusively. */
  readonly #reserved = new Set<string>();
  /** The dialogs so far: another would take the place of one that is open, which counts as dismissed. */
  #dialogs: Promise<unknown> = Promise.resolve();

  constructor(kept: KeptPictures, staging: string) {
    this.#kept = kept;
    this.#staging = staging;
  }

  async save(picture: Picture, destination: Destination): Promise<SavedPicture> {
    const stem = fileStem(picture.request.prompt) + (picture.placeholder ? '-placeholder' : '');
    const extension = extensionOf(picture.image.mime);
    const { bytes } = picture.image;
    try {
      const uri =
        destination.kind === 'folder'
          ? await this.#writeNew(destination, stem, extension, bytes)
          : await this.#saveAs(stem, extension, bytes);
      return uri ? { uri, label: labelOf(uri) } : await this.#keep(picture, 'dismissed');
    } catch (error) {
      return this.#keep(picture, { error: wordsOf(error) });
    }
  }

  /** Saves a kept picture where the user says. Undefined: they would rather not now. */
  async recover(kept: vscode.Uri): Promise<SavedPicture | undefined> {
    const bytes = await vscode.workspace.fs.readFile(kept);
    const { name, ext } = path.posix.parse(kept.path);
    const uri = await this.#saveAs(name, ext.slice(1), bytes);
    if (!uri) return undefined;
    await this.#kept.remove(kept);
    return { uri, label: labelOf(uri) };
  }

  async #writeNew(
    destination: FolderDestination,
    stem: string,
    extension: string,
    bytes: Uint8Array,
  ): Promise<vscode.Uri> {
    const { folder } = destination;
    if (folder.scheme === 'file') {
      const real = await realFolderOf(destination);
      const file = await writeNewFile(real, stem, extension, bytes, this.#staging);
      return vscode.Uri.joinPath(folder, path.basename(file));
    }
    await vscode.workspace.fs.createDirectory(folder);
    for (let n = 1; ; n += 1) {
      const uri = vscode.Uri.joinPath(folder, numberedName(stem, extension, n));
      const name = uri.toString();
      if (this.#reserved.has(name)) continue;
      this.#reserved.add(name); // before the first wait: another job may want the same name
      try {
        if (await exists(uri)) continue;
        await vscode.workspace.fs.writeFile(uri, bytes);
        return uri;
      } finally {
        this.#reserved.delete(name);
      }
    }
  }

  async #keep(picture: Picture, keptBecause: SavedPicture['keptBecause']): Promise<SavedPicture> {
    const uri = await this.#keepOrAsk(picture);
    return { uri, label: path.posix.basename(uri.path), keptBecause };
  }

  /** Where even Dualtrack's own storage takes nothing, such as a full disk, another place is asked for. */
  async #keepOrAsk(picture: Picture): Promise<vscode.Uri> {
    try {
      return await this.#kept.keep(picture);
    } catch (error) {
      const { request, image } = picture;
      const uri = await this.#saveAs(fileStem(request.prompt), extensionOf(image.mime), image.bytes);
      if (uri) return uri;
      throw error;
    }
  }

  /** Asks where, after all that was asked before. Undefined: dismissed. */
  #saveAs(stem: string, extension: string, bytes: Uint8Array): Promise<vscode.Uri | undefined> {
    const saved = this.#dialogs.then(() => saveAs(stem, extension, bytes));
    this.#dialogs = saved.catch(() => undefined);
    return saved;
  }
}

export function labelOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/** The dialog itself asks before it overwrites. */
async function saveAs(stem: string, extension: string, bytes: Uint8Array): Promise<vscode.Uri | undefined> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `${stem}.${extension}`;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Picture'),
    filters: { [vscode.l10n.t('Pictures')]: [extension] },
    defaultUri: vscode.Uri.joinPath(workspace ?? vscode.Uri.file(homedir()), name),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}
