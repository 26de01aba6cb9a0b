import * as vscode from 'vscode';
import type { Clearable } from '../../store/pictures/historyClearing';
import type { Sizes } from '../../store/sizes';
import { sizesBeside } from '../../store/sizes';
import type { Store } from '../../store/store';
import type { ThumbnailFolder } from '../../store/thumbnails/thumbnailFolder';
import { sizeText } from '../../core/words/sizeText';
import { say } from '../window/say';

interface ClearHistoryDeps {
  readonly store: Pick<Store, 'file' | 'isThere' | 'clearing'>;
  readonly thumbnails: Pick<ThumbnailFolder, 'clear'>;
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
  if (store.isThere()) await store.clearing.clear();
  await thumbnails.clear();
  await onCleared();
  void say.info(vscode.l10n.t('The history is cleared. The picture files and the ledger are as they were.'));
}

function detailsOf({ pictures, prompts, uncertain }: Clearable, sizes: Sizes): string[] {
  const { thumbnails, database, inbox, unsaved } = sizes;
  const goes = vscode.l10n.t(
    'This is removed for good, in all windows: the list of pictures with their prompts ({0}), and thumbnails ({1}, {2}).',
    ...[pictures, thumbnails.files, sizeText(thumbnails.bytes)],
  );
  const stays = vscode.l10n.t(
    'This is kept: the picture files, and the ledger, which says what was spent, without prompts. Its database takes {0}.',
    sizeText(database.bytes),
  );
  const details = [goes];
  if (prompts > 0) details.push(vscode.l10n.t('The prompts of jobs that have ended are removed too: {0}.', prompts));
  if (uncertain > 0) {
    details.push(
      vscode.l10n.t(
        'Charges that nobody knows yet: {0}. Without prompts they are harder to find on a bill; settle them first.',
        uncertain,
      ),
    );
  }
  details.push(stays);
  if (inbox.files + unsaved.files > 0) {
    details.push(
      vscode.l10n.t(
        'What is not saved yet is kept too: answers {0}, pictures {1}.',
        ...[sizeText(inbox.bytes), sizeText(unsaved.bytes)],
      ),
    );
  }
  return details;
}
