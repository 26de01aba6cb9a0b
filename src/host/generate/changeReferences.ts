import * as vscode from 'vscode';
import type { ReferenceFile } from '../../work/wanted';
import { pickReferenceFiles, withMoreReferences } from '../pictures/referenceFiles';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

interface ChangeItem extends Item {
  readonly change: 'add' | 'clear' | ReferenceFile;
}

/** Lets the user add pictures to work from, or take some away. What cannot be used is told. */
export async function changeReferences(files: readonly ReferenceFile[]): Promise<readonly ReferenceFile[]> {
  const change = files.length === 0 ? 'add' : await pickChange(files);
  if (change === undefined) return files;
  if (change === 'clear') return [];
  if (change !== 'add') return files.filter((file) => file !== change);
  const chosen = await withMoreReferences(() => files, await pickReferenceFiles());
  tellProblems(chosen.problems);
  return chosen.files;
}

/** Told beside what the user does; nothing waits for it. */
export function tellProblems(problems: readonly string[]): void {
  if (problems.length > 0) void say.warning(problems.join(' '));
}

async function pickChange(files: readonly ReferenceFile[]): Promise<ChangeItem['change'] | undefined> {
  const items: ChangeItem[] = [
    { label: vscode.l10n.t('Add…'), iconPath: new vscode.ThemeIcon('add'), change: 'add' },
    ...files.map((file): ChangeItem => ({
      label: vscode.l10n.t('Remove {0}', file.name),
      description: vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri)),
      iconPath: new vscode.ThemeIcon('close'),
      change: file,
    })),
    { label: vscode.l10n.t('Remove All'), iconPath: new vscode.ThemeIcon('clear-all'), change: 'clear' },
  ];
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Reference Pictures'),
  });
  return picked?.change;
}
