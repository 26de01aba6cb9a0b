import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PictureName } from '../../core/pictures/fileName';
import { numberedName, pictureName } from '../../core/pictures/fileName';
import type { GeneratedImage, PictureFile } from '../../core/pictures/image';
import type { ArrivedPicture } from '../../core/run/finish';
import type { StagingFolders } from '../../core/run/provider';
import { wordsOf } from '../../core/words/wordsOf';
import { factsOf, placeFile, stagePicture, sweep } from '../../store/pictures/pictureFile';
import type { SavedPicture } from '../../work/job';
import type { Destination } from '../../work/wanted';
import { realFolderOf } from './destination';
import type { KeptPictures } from './keptPictures';

/** Puts pictures where they belong, and keeps each that has no place. */
export class Saver {
  readonly #kept: KeptPictures;
  /** Where files lie before they are linked to their place. */
  readonly #staging: string;
  /** Names that jobs of this window are writing to, where the file system cannot do it exclusively. */
  readonly #reserved = new Set<string>();
  /** Where pictures lie that the user has already chosen a place for. */
  readonly #chosen = new Set<string>();
  /** The dialogs so far: another would take the place of one that is open, which counts as dismissed. */
  #dialogs: Promise<unknown> = Promise.resolve();

  constructor(kept: KeptPictures, staging: string) {
    this.#kept = kept;
    this.#staging = staging;
  }

  /**
   * Puts a picture's bytes into a file of ours: in our storage, else where it will go. Where neither takes it, such as on a full
   * disk, another place is asked for, and it stays there.
   */
  async stage(image: GeneratedImage, destination: Destination): Promise<PictureFile> {
    try {
      return await stagePicture(image, await this.stagingFolders(destination));
    } catch (error) {
      const name = pictureName({ prompt: '', placeholder: false, mime: image.mime });
      const uri = await this.#saveAs(name, (to) => vscode.workspace.fs.writeFile(to, image.bytes));
      if (uri?.scheme !== 'file') throw error;
      this.#chosen.add(uri.fsPath);
      return { path: uri.fsPath, facts: factsOf(image) };
    }
  }

  /** Our storage, and where the picture will go. Not the system's folder for temporary files: others write there too. */
  async stagingFolders(destination: Destination): Promise<StagingFolders> {
    return [this.#staging, ...(await usableFolder(destination))];
  }

  /** Removes what dead windows have left on the way to its place; their raw answers are still there. */
  sweep(): Promise<void> {
    return sweep(this.#staging);
  }

  async save(arrived: ArrivedPicture, destination: Destination): Promise<SavedPicture> {
    if (this.#chosen.delete(arrived.file)) return savedAt(vscode.Uri.file(arrived.file));
    const name = pictureName(arrived.record);
    try {
      const uri =
        destination.kind === 'folder'
          ? await this.#writeNew(destination, name, arrived.file)
          : await this.#move(vscode.Uri.file(arrived.file), name);
      return uri ? savedAt(uri) : await this.#keep(arrived, 'dismissed');
    } catch (error) {
      return this.#keep(arrived, { error: wordsOf(error) });
    }
  }

  /** Moves a kept picture to where the user says. Undefined: they would rather not now. */
  async recover(kept: vscode.Uri): Promise<SavedPicture | undefined> {
    const { name, ext } = path.posix.parse(kept.path);
    const uri = await this.#move(kept, { stem: name, extension: ext.slice(1) });
    return uri && savedAt(uri);
  }

  async #writeNew(
    destination: Extract<Destination, { kind: 'folder' }>,
    name: PictureName,
    file: string,
  ): Promise<vscode.Uri> {
    const folder = vscode.Uri.parse(destination.folder);
    if (folder.scheme === 'file') {
      const real = await realFolderOf(destination);
      return vscode.Uri.joinPath(folder, path.basename(await placeFile(file, real, name)));
    }
    await vscode.workspace.fs.createDirectory(folder);
    for (let n = 1; ; n += 1) {
      const uri = vscode.Uri.joinPath(folder, numberedName(name.stem, name.extension, n));
      const wanted = uri.toString();
      if (this.#reserved.has(wanted)) continue;
      this.#reserved.add(wanted); // before the first wait: another job may want the same name
      try {
        if (await exists(uri)) continue;
        await vscode.workspace.fs.copy(vscode.Uri.file(file), uri, { overwrite: false });
        await removeFile(vscode.Uri.file(file));
        return uri;
      } finally {
        this.#reserved.delete(wanted);
      }
    }
  }

  /** Where even Dualtrack's own storage takes nothing, another place is asked for. */
  async #keep(arrived: ArrivedPicture, keptBecause: SavedPicture['keptBecause']): Promise<SavedPicture> {
    try {
      return keptAt(await this.#kept.keep(arrived), keptBecause);
    } catch (error) {
      const uri = await this.#move(vscode.Uri.file(arrived.file), pictureName(arrived.record));
      if (uri) return keptAt(uri, keptBecause);
      throw error;
    }
  }

  /** To where the user says. Undefined: dismissed. */
  async #move(from: vscode.Uri, name: PictureName): Promise<vscode.Uri | undefined> {
    const isSame = (to: vscode.Uri): boolean => to.toString() === from.toString(); // somebody may choose the very file
    const to = await this.#saveAs(name, async (target) => {
      if (!isSame(target)) await vscode.workspace.fs.copy(from, target, { overwrite: true });
    });
    if (to && !isSame(to)) await removeFile(from);
    return to;
  }

  /** Asks where, after all that was asked before. Undefined: dismissed. */
  #saveAs(name: PictureName, write: (to: vscode.Uri) => Thenable<void>): Promise<vscode.Uri | undefined> {
    const saved = this.#dialogs.then(() => saveAs(name, write));
    this.#dialogs = saved.catch(() => undefined);
    return saved;
  }
}

function savedAt(uri: vscode.Uri): SavedPicture {
  return { uri: uri.toString(), label: vscode.workspace.asRelativePath(uri) };
}

function keptAt(uri: vscode.Uri, keptBecause: SavedPicture['keptBecause']): SavedPicture {
  return { uri: uri.toString(), label: path.posix.basename(uri.path), keptBecause };
}

/** The folder's real place; none where it cannot be used, which is told when the picture is saved. */
async function usableFolder(destination: Destination): Promise<string[]> {
  if (destination.kind !== 'folder' || vscode.Uri.parse(destination.folder).scheme !== 'file') return [];
  return realFolderOf(destination).then(
    (folder) => [folder],
    () => [],
  );
}

/** The picture lies elsewhere as well by now. */
async function removeFile(file: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
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
async function saveAs(
  { stem, extension }: PictureName,
  write: (to: vscode.Uri) => Thenable<void>,
): Promise<vscode.Uri | undefined> {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Picture'),
    filters: { [vscode.l10n.t('Pictures')]: [extension] },
    defaultUri: vscode.Uri.joinPath(workspace ?? vscode.Uri.file(homedir()), `${stem}.${extension}`),
  });
  if (uri) await write(uri);
  return uri;
}
