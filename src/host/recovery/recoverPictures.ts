import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { AsideAnswer } from '../../store/inbox/inbox';
import type { Store } from '../../store/store';
import { saveKept } from '../../work/saveKept';
import type { Work } from '../../work/work';
import { showFile } from './asideAnswers';
import type { KeptPictures } from '../pictures/keptPictures';
import type { CrashRecovery } from './crashRecovery';
import type { Saver } from '../pictures/saver';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

interface RecoverPicturesDeps {
  readonly kept: KeptPictures;
  readonly saver: Saver;
  readonly store: Store;
  readonly work: Work;
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

function pictureItem(uri: vscode.Uri, deps: RecoverPicturesDeps): Choice {
  return { label: uri.path.split('/').at(-1) ?? '', run: () => save(uri, deps) };
}

async function save(uri: vscode.Uri, { saver, store, work }: RecoverPicturesDeps): Promise<void> {
  const saved = await saveKept(uri.toString(), () => saver.recover(uri), store);
  if (!saved) return;
  work.moved(uri.toString(), saved);
  const open = vscode.l10n.t('Open');
  const choice = await say.info(vscode.l10n.t('Saved {0}.', saved.label), open);
  if (choice === open) await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(saved.uri));
}

function answerItem(answer: AsideAnswer, deps: RecoverPicturesDeps): Choice {
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    label: vscode.l10n.t('An answer that was set aside'),
    description: answer.note ? `${answer.note.route} · ${at.format(answer.note.startedAt)}` : '',
    detail: vscode.l10n.t('Reading it may crash VS Code again.'),
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
  const text = vscode.l10n.t(
    'Pictures that couldn’t be saved earlier: {0}. Dualtrack is keeping them for you.',
    pictures.length,
  );
  const choice = await say.warning(text, recover, vscode.l10n.t('Later'));
  if (choice === recover) await vscode.commands.executeCommand(commands.recoverPictures);
}
