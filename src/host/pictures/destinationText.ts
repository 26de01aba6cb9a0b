import * as vscode from 'vscode';
import { readOr } from '../../core/settings/settings';
import type { FolderChoice } from '../../work/folderChoice';
import { readAssetsFolder } from '../settings/configuration';
import { plainText } from '../texts/plainText';

/** Where a picture will go, said before it is asked for: "assets/ in project". '' where a setting is wrong, which is told elsewhere. */
export function destinationText(choice: FolderChoice<vscode.WorkspaceFolder>): string {
  switch (choice.kind) {
    case 'saveAs':
      return vscode.l10n.t('No folder is open: you choose where to save after the picture is made');
    case 'ask':
      return vscode.l10n.t('You choose the folder before anything is sent');
    case 'folder': {
      const { name, uri } = choice.folder;
      const parts = readOr([], () => readAssetsFolder(uri));
      return parts
        ? vscode.l10n.t('{0} in {1}', plainText(`${parts.join('/') || '.'}/`, 120), plainText(name, 80))
        : '';
    }
  }
}

/** Said when the user would not say which folder. */
export function noFolderText(): string {
  return vscode.l10n.t('No folder was chosen, so nothing was sent.');
}
