import * as vscode from 'vscode';
import type { AsideAnswer, Inbox } from '../../store/inbox/inbox';
import { say } from '../window/say';

/** Says once that answers were set aside, and lets the user look at them or delete them. Nothing reads them by itself. */
export async function tellAside(answers: readonly AsideAnswer[], inbox: Inbox): Promise<void> {
  const [first] = answers;
  if (!first) return;
  const show = vscode.l10n.t('Show File');
  const remove = vscode.l10n.t('Delete');
  const choice = await say.warning(textOf(answers, first), show, remove);
  if (choice === show) await showFile(vscode.Uri.file(first.file));
  if (choice === remove) for (const { id } of answers) await inbox.remove(id);
}

function textOf({ length }: readonly AsideAnswer[], { note }: AsideAnswer): string {
  const route = note?.route ?? vscode.l10n.t('a route');
  return length === 1
    ? vscode.l10n.t(
        'An answer from {0} could not be read, or reading it crashed VS Code. It is set aside: it may hold a picture you paid for.',
        route,
      )
    : vscode.l10n.t(
        '{0} answers could not be read, or reading them crashed VS Code. They are set aside: they may hold pictures you paid for.',
        length,
      );
}

/** In the file manager; in an editor where there is none, as on remote machines. */
export async function showFile(file: vscode.Uri): Promise<void> {
  const isLocal = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  await vscode.commands.executeCommand(isLocal ? 'revealFileInOS' : 'vscode.open', file);
}
