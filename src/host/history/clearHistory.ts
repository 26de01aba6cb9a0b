import * as vscode from 'vscode';
import type { Clearable } from '../../store/pictures/historyClearing';
import type { Sizes } from '../../store/sizes';
import { sizesBeside } from '../../store/sizes';
import type { Store } from '../../store/store';
import { sizeText } from '../../core/words/sizeText';
import { say } from '../window/say';

interface ClearHistoryDeps {
  readonly store: Pick<Store, 'file' | 'isThere' | 'clearing'>;
  readonly thumbnails: { clear(): Promise<unknown> };
  /** Tells all windows. */
  readonly onCleared: () => Promise<void>;
}

/** Forgets the pictures and their prompts, when the user has seen what goes and what stays. */
export async function clearHistory({ store, thumbnails, onCleared }: ClearHistoryDeps): Promise<void> {
  const found = store.isThere() ? await store.clearing.look() : { pictures: 0, prompts: 0, uncertain: 0 };
  const sizes = await sizesBeside(store.file);
  if (found.pictures + found.prompts + sizes.thumbnails.files === 0) {
    void say.info(vscode.l10n.t('There is no history to clear.'));
    return;
  }
  const clear = vscode.l10n.t('Clear History');
  const text = vscode.l10n.t('Clear the history of Dualtrack on this machine?');
  if ((await say.warning({ text, modal: { details: detailsOf(found, sizes) } }, clear)) !== clear) return;
  try {
    if (store.isThere()) await store.clearing.clear();
  } finally {
    await thumbnails.clear();
    await onCleared();
  }
  void say.info(vscode.l10n.t('History cleared. Picture files and the ledger were not changed.'));
}

function detailsOf({ pictures, prompts, uncertain }: Clearable, sizes: Sizes): string[] {
  const { thumbnails, database, aside, inbox, unsaved } = sizes;
  const goes = vscode.l10n.t(
    'Permanently removed in all windows: the list of pictures with their prompts ({0}), and thumbnails ({1}, {2}).',
    ...[pictures, thumbnails.files, sizeText(thumbnails.bytes)],
  );
  const stays = vscode.l10n.t(
    'Kept: the picture files, and the ledger, which says what was spent, without prompts. Its database takes {0}.',
    sizeText(database.bytes),
  );
  const details = [goes];
  if (prompts > 0) details.push(vscode.l10n.t('Prompts of finished jobs, also removed: {0}.', prompts));
  if (aside.files > 0)
    details.push(vscode.l10n.t('Damaged ledgers that were set aside, also removed: {0}.', sizeText(aside.bytes)));
  if (uncertain > 0) {
    details.push(
      vscode.l10n.t(
        'Unsettled charges: {0}. Without prompts they are harder to find on a bill; settle them first.',
        uncertain,
      ),
    );
  }
  details.push(stays);
  if (inbox.files + unsaved.files > 0) {
    details.push(
      vscode.l10n.t(
        'Kept too, since it is not saved yet: answers {0}, pictures {1}.',
        ...[sizeText(inbox.bytes), sizeText(unsaved.bytes)],
      ),
    );
  }
  return details;
}
