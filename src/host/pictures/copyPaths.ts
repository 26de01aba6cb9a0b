import * as vscode from 'vscode';
import { sayInPassing } from '../window/statusBar';

/** Puts the paths of several pictures on the clipboard, a line each, relative to the workspace where they are in one. */
export async function copyPaths(uris: readonly string[]): Promise<void> {
  if (uris.length === 0) return;
  const paths = uris.map((uri) => vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false));
  await vscode.env.clipboard.writeText(paths.join('\n'));
  const said =
    paths.length === 1
      ? vscode.l10n.t('Path copied')
      : vscode.l10n.t('{0} paths copied', paths.length.toLocaleString(vscode.env.language));
  sayInPassing('check', said);
}
