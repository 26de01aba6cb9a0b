import * as vscode from 'vscode';
import { fileStem } from '../core/fileName';
import type { Picture } from '../core/generate';
import type { GeneratedImage } from '../core/image';
import { extensionOf } from '../core/imageBytes';
import { writeNewFile } from '../store/pictureFile';

/** Pictures that could not be saved where they belong. They lie in Dualtrack's own storage until the user has saved them. */
export class KeptPictures {
  readonly #folder: vscode.Uri;

  constructor(globalStorage: vscode.Uri) {
    this.#folder = vscode.Uri.joinPath(globalStorage, 'unsaved');
  }

  get folder(): vscode.Uri {
    return this.#folder;
  }

  async keep({ image, request, placeholder }: Picture): Promise<vscode.Uri> {
    return this.keepImage(image, fileStem(request.prompt) + (placeholder ? '-placeholder' : ''));
  }

  async keepImage(image: GeneratedImage, stem: string): Promise<vscode.Uri> {
    return vscode.Uri.file(await writeNewFile(this.#folder.fsPath, stem, extensionOf(image.mime), image.bytes));
  }

  /** Oldest first; files half-written by a crash are not among them. */
  async list(): Promise<vscode.Uri[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.#folder);
      return entries
        .filter(([name, type]) => type === vscode.FileType.File && !name.startsWith('.'))
        .map(([name]) => vscode.Uri.joinPath(this.#folder, name));
    } catch {
      return []; // nothing was ever kept
    }
  }

  async remove(picture: vscode.Uri): Promise<void> {
    await vscode.workspace.fs.delete(picture);
  }
}
