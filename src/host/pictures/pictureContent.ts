import * as vscode from 'vscode';
import type { PictureContent } from '../../work/thumbnails';

/** More is no picture that was made here. */
const maxFileBytes = 256 * 1024 * 1024;

/** What the thumbnail of a saved picture is made of. Its file may have been changed or moved since. */
export function pictureContent(uri: string, sha256: string | undefined): PictureContent {
  const file = vscode.Uri.parse(uri);
  return {
    sha256,
    open: async () => {
      const { size } = await vscode.workspace.fs.stat(file);
      if (size > maxFileBytes) throw new Error(`The file has ${size} bytes`);
      return file.scheme === 'file' ? { file: file.fsPath } : vscode.workspace.fs.readFile(file);
    },
  };
}
