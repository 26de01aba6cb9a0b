import * as vscode from 'vscode';
import { wordsOf } from '../../core/words/wordsOf';
import { commands } from '../../ids';
import { chargesOf } from '../../work/jobs/charges';
import type { InterruptedJob } from '../../work/jobs/interruptedJobs';
import { interruptedText } from '../jobs/interruptedText';
import { routeName } from '../settings/routeName';
import { say } from '../window/say';

interface InterruptedSteps {
  /** How many of these are still interrupted. */
  readonly left: (ids: readonly string[]) => number;
  readonly again: (ids: readonly string[]) => Promise<void>;
}

/** Says that a reload or a crash has interrupted pictures, and what they may have cost. Resolves when the user has seen it. Never rejects. */
export async function tellInterrupted(
  jobs: readonly InterruptedJob[],
  { left, again }: InterruptedSteps,
): Promise<void> {
  const charges = chargesOf(jobs.flatMap(({ attempts }) => attempts));
  const makeAgain = vscode.l10n.t('Make Again');
  const settle = vscode.l10n.t('Settle…');
  const text = interruptedText(jobs.length, charges, routeName);
  const choice = await say.warning(text, makeAgain, ...(charges.charged === 'maybe' ? [settle] : []));
  try {
    const ids = jobs.map(({ id }) => id);
    if (choice === makeAgain) {
      tellOthers(left(ids), jobs.length);
      await again(ids);
    }
    if (choice === settle) await vscode.commands.executeCommand(commands.settleCharges);
  } catch (error) {
    void say.error(wordsOf(error));
  }
}

/** The message stays as it was while pictures are made again or dismissed in the panel, so its answer says what it still does. */
function tellOthers(left: number, all: number): void {
  if (left === all) return;
  void say.info(
    left === 0
      ? vscode.l10n.t('Nothing is left to make again: you have made or dismissed these pictures already.')
      : vscode.l10n.t('Making {0} of {1} pictures again: you have made or dismissed the others already.', left, all),
  );
}
