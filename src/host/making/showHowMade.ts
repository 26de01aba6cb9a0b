import * as vscode from 'vscode';
import type { HistoryEntry } from '../../store/pictures/historyEntry';
import type { Store } from '../../store/store';
import { plainText } from '../texts/plainText';
import { pickOne } from '../window/lists';
import { say } from '../window/say';
import type { MakingDocument } from './makingDocument';

interface ShowHowMadeDeps {
  readonly store: Pick<Store, 'history' | 'isThere'>;
  readonly making: MakingDocument;
}

/** So many pictures are offered where none is named. */
const mostOffered = 100;

const isPicture = (uri: vscode.Uri): boolean => /\.(png|jpe?g|webp)$/i.test(uri.path);

/**
 * Shows how a picture was made: the one that the command is given, else that of the active editor, else one that the user picks from
 * those made last.
 */
export async function showHowMade({ store, making }: ShowHowMadeDeps, clicked: unknown): Promise<void> {
  const given = clicked instanceof vscode.Uri ? clicked : activePicture();
  const picture = given ?? (await pickPicture(store));
  if (picture) await making.show(picture);
}

function activePicture(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const isFile = input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputText;
  return isFile && isPicture(input.uri) ? input.uri : undefined;
}

async function pickPicture({ history, isThere }: ShowHowMadeDeps['store']): Promise<vscode.Uri | undefined> {
  const entries = isThere() ? (await history.page(undefined, mostOffered)).entries : [];
  if (entries.length === 0) {
    void say.info(vscode.l10n.t('No picture has been made yet.'));
    return undefined;
  }
  const picked = await pickOne(entries.map(itemOf), {
    title: vscode.l10n.t('Show How It Was Made'),
    placeHolder: vscode.l10n.t('Which picture?'),
    matchOnDescription: true,
  });
  return picked && vscode.Uri.parse(picked.entry.uri);
}

function itemOf(entry: HistoryEntry): vscode.QuickPickItem & { readonly entry: HistoryEntry } {
  const uri = vscode.Uri.parse(entry.uri);
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  const place = vscode.workspace.asRelativePath(uri);
  return { label: plainText(entry.prompt, 80) || place, description: place, detail: at.format(entry.createdAt), entry };
}
