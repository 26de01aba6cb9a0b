import * as vscode from 'vscode';
import { storeFactText } from '../../store/storeFactText';
import type { StoreFact } from '../../store/storeFact';
import { commands } from '../../ids';
import type { Log } from '../window/createLog';
import { say } from '../window/say';

/** What people must know of the store, beside the log: it is about their money. */
const messages: Readonly<Partial<Record<StoreFact['what'], () => string>>> = {
  inMemory: () =>
    vscode.l10n.t(
      'Dualtrack cannot write its ledger. Until it can, only this window knows what you spend, and forgets it when it closes.',
    ),
  noLedger: () =>
    vscode.l10n.t('Dualtrack has no ledger here: nothing keeps what you spend. The log says what is in the way.'),
  movedAside: () =>
    vscode.l10n.t('The ledger was damaged. Dualtrack has put it aside and begun a new one; the log says where it is.'),
};

/** Tells what happens to the store: all of it in the log, and what people must know once a window in a message. */
export class StoreMessages {
  readonly #log: Log;
  readonly #told = new Set<StoreFact['what']>();

  constructor(log: Log) {
    this.#log = log;
  }

  readonly tell = (fact: StoreFact): void => {
    this.#log.warn(storeFactText(fact));
    const text = messages[fact.what];
    if (!text || this.#told.has(fact.what)) return;
    this.#told.add(fact.what);
    void this.#show(text());
  };

  async #show(text: string): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    const choice = await say.warning(text, showLog);
    if (choice === showLog) await vscode.commands.executeCommand(commands.showLog);
  }
}
