import * as vscode from 'vscode';
import type { Work } from '../../work/work';
import { say } from '../window/say';

/** Asks again what a job waits to be told. */
export function showQuestion(work: Work): void {
  if (!work.askAgain()) void say.info(vscode.l10n.t('No question is open.'));
}
