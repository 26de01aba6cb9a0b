import * as vscode from 'vscode';
import { storeFactText } from '../../store/storeFactText';
import type { StoreFact } from '../../store/storeFact';
import { commands } from '../../ids';
import type { Log } from '../window/createLog';
import { say } from '../window/say';

/** What people must know of the store, beside the log: it is about their money. */
function messageOf(fact: StoreFact): string | undefined {
  switch (fact.what) {
    case 'inMemory':
      return vscode.l10n.t(
        'Dualtrack cannot write its ledger. Until it can, only this window knows what you spend, and forgets it when it closes.',
      );
    case 'noLedger':
      return vscode.l10n.t(
        'Dualtrack has no ledger here: nothing keeps what you spend. The log says what is in the way.',
      );
    case 'movedAside':
      return damageMessage(fact);
    case 'restored':
      return vscode.l10n.t(
        'The ledger was missing. Dualtrack restored its latest copy; spending since then may be missing.',
      );
    default:
      return undefined;
  }
}

/** The sum of what was spent must not become less in silence. */
function damageMessage({ kept, lost }: Extract<StoreFact, { what: 'movedAside' }>): string {
  if (lost === 0) return vscode.l10n.t('The ledger was damaged. Dualtrack has made a new one with all that was in it.');
  if (kept === 0) {
    return vscode.l10n.t(
      'The ledger was damaged, and nothing in it can be read: Dualtrack no longer knows what was spent. It has begun a new one; the log says where the old one is.',
    );
  }
  if (lost === undefined) {
    return vscode.l10n.t(
      'The ledger was damaged. Dualtrack has made a new one, but some of what was spent may be missing; the log says where the old one is.',
    );
  }
  return vscode.l10n.t(
    'The ledger was damaged. Dualtrack has made a new one, but more may have been spent than it says. Entries that are lost: {0}. The log says where the old one is.',
    lost,
  );
}

/** Tells what happens to the store: all of it in the log, and what people must know once a window in a message. */
export class StoreMessages {
  readonly #log: Log;
  readonly #told = new Set<StoreFact['what']>();

  constructor(log: Log) {
    this.#log = log;
  }

  readonly tell = (fact: StoreFact): void => {
    this.#log.warn(storeFactText(fact));
    const text = messageOf(fact);
    if (text === undefined || this.#told.has(fact.what)) return;
    this.#told.add(fact.what);
    void this.#show(text);
  };

  async #show(text: string): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    const choice = await say.warning(text, showLog);
    if (choice === showLog) await vscode.commands.executeCommand(commands.showLog);
  }
}
