import { homedir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportFile, ExportFormat } from '../../store/export/writeExport';
import { say } from '../window/say';

/**
 * Asks for a file; not in the project, where prompts and costs would be committed with it. The dialog itself asks before a file is
 * replaced. Undefined: the user would rather not.
 */
export function askWhere(format: ExportFormat, name: string): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export To'),
    filters: { [format.toUpperCase()]: [format] },
    defaultUri: vscode.Uri.joinPath(vscode.Uri.file(homedir()), `${name}.${format}`),
  });
}

/** Where each file goes: as CSV there are two beside each other. Undefined: one would be replaced, and the user would rather not. */
export async function targetsOf(
  format: ExportFormat,
  chosen: vscode.Uri,
): Promise<ReadonlyMap<ExportFile['of'], vscode.Uri> | undefined> {
  if (format === 'json') return new Map([['all', chosen]]);
  const { dir, name, ext } = path.posix.parse(chosen.path);
  const stem = name.replace(/-(?:attempts|pictures)$/, ''); // the user may choose one of the files of an earlier export
  const beside = (of: string): vscode.Uri =>
    chosen.with({ path: path.posix.join(dir, `${stem}-${of}${ext || '.csv'}`) });
  const targets = new Map((['attempts', 'pictures'] as const).map((of) => [of, beside(of)]));
  const replaced: string[] = [];
  for (const target of targets.values()) {
    const isAsked = target.toString() === chosen.toString();
    if (!isAsked && (await isThere(target))) replaced.push(path.posix.basename(target.path));
  }
  return replaced.length === 0 || (await mayReplace(replaced)) ? targets : undefined;
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function mayReplace(names: readonly string[]): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const text = vscode.l10n.t('Replace {0}?', names.join(', '));
  const details = [vscode.l10n.t('Its current contents will be lost.')];
  return (await say.warning({ text, modal: { details } }, replace)) === replace;
}
