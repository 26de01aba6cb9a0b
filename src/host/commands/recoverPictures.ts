import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { AsideAnswer } from '../../store/inbox';
import { showFile } from '../asideAnswers';
import type { KeptPictures } from '../keptPictures';
import type { CrashRecovery } from '../crashRecovery';
import type { Saver } from '../saver';
import { labelOf } from '../saver';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

export interface RecoverPicturesDeps {
  readonly kept: KeptPictures;
  readonly saver: Saver;
  readonly recovery: CrashRecovery;
}

interface Choice extends Item {
  run(): Promise<void>;
}

/** Lets the user save the pictures that had no place, and read the answers that are not read by themselves. */
export async function recoverPictures(deps: RecoverPicturesDeps): Promise<void> {
  const { kept, recovery } = deps;
  const pictures = (await kept.list()).map((uri) => pictureItem(uri, deps));
  const answers = (await recovery.aside()).map((answer) => answerItem(answer, deps));
  const items: Choice[] = [...pictures, ...answers];
  if (items.length === 0) {
    void say.info(vscode.l10n.t('There are no unsaved pictures.'));
    return;
  }
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Recover Unsaved Pictures'),
    placeHolder: vscode.l10n.t('Which picture do you want to save?'),
  });
  await picked?.run();
}

function pictureItem(uri: vscode.Uri, { saver }: RecoverPicturesDeps): Choice {
  return { label: uri.path.split('/').at(-1) ?? '', run: () => save(uri, saver) };
}

async function save(uri: vscode.Uri, saver: Saver): Promise<void> {
  const saved = await saver.recover(uri);
  if (!saved) return;
  const open = vscode.l10n.t('Open');
  const choice = await say.info(vscode.l10n.t('Saved {0}.', labelOf(saved.uri)), open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', saved.uri);
}

function answerItem(answer: AsideAnswer, deps: RecoverPicturesDeps): Choice {
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    label: vscode.l10n.t('An answer that was set aside'),
    description: answer.note ? `${answer.note.route} · ${at.format(answer.note.startedAt)}` : '',
    detail: vscode.l10n.t('Reading it may stop VS Code once more.'),
    run: () => readOnceMore(answer, deps),
  };
}

async function readOnceMore(answer: AsideAnswer, deps: RecoverPicturesDeps): Promise<void> {
  if (await deps.recovery.readAside(answer)) return recoverPictures(deps);
  const show = vscode.l10n.t('Show File');
  const none = vscode.l10n.t('No picture could be read from the answer. It is kept as it is.');
  if ((await say.warning(none, show)) === show) await showFile(vscode.Uri.file(answer.file));
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
