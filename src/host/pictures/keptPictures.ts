import * as vscode from 'vscode';
import { pictureName } from '../../core/pictures/fileName';
import type { ArrivedPicture } from '../../core/run/finish';
import { placeFile } from '../../store/pictures/pictureFile';

/** Pictures that could not be saved where they belong. They lie in Dualtrack's own storage until the user has saved them. */
export class KeptPictures {
  readonly folder: vscode.Uri;

  constructor(globalStorage: vscode.Uri) {
    this.folder = vscode.Uri.joinPath(globalStorage, 'unsaved');
  }

  async keep({ file, record }: ArrivedPicture): Promise<vscode.Uri> {
    return vscode.Uri.file(await placeFile(file, this.folder.fsPath, pictureName(record)));
  }

  /** Oldest first; files half-written by a crash are not among them. */
  async list(): Promise<vscode.Uri[]> {
    try {
      const entries = await vscode.workspace.fs.readDirectory(this.folder);
      return entries
        .filter(([name, type]) => type === vscode.FileType.File && !name.startsWith('.'))
        .map(([name]) => vscode.Uri.joinPath(this.folder, name));
    } catch {
      return []; // nothing was ever kept
    }
  }
}
