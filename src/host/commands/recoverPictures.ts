import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { KeptPictures } from '../keptPictures';
import type { Saver } from '../saver';
import { labelOf } from '../saver';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

/** Lets the user save the pictures that had no place. */
export async function recoverPictures(kept: KeptPictures, saver: Saver): Promise<void> {
  const pictures = await kept.list();
  if (pictures.length === 0) {
    void say.info(vscode.l10n.t('There are no unsaved pictures.'));
    return;
  }
  const items = pictures.map((uri) => ({ label: uri.path.split('/').at(-1) ?? '', uri }));
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Recover Unsaved Pictures'),
    placeHolder: vscode.l10n.t('Which picture do you want to save?'),
  });
  const saved = picked && (await saver.recover(picked.uri));
  if (!saved) return;
  const open = vscode.l10n.t('Open');
  const choice = await say.info(vscode.l10n.t('Saved {0}.', labelOf(saved.uri)), open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', saved.uri);
}

/** At the first use in a window: says once that there are pictures to save. */
export async function offerKeptPictures(kept: KeptPictures): Promise<void> {
  const pictures = await kept.list();
  if (pictures.length === 0) return;
  const recover = vscode.l10n.t('Recover…');
  const text = vscode.l10n.t('Pictures that could not be saved earlier: {0}. They are kept.', pictures.length);
  const choice = await say.warning(text, recover, vscode.l10n.t('Later'));
  if (choice === recover) await vscode.commands.executeCommand(commands.recoverPictures);
}
