import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/diagnosis';
import type { FailoverEvent } from '../../core/failover';
import { systemClock } from '../../providers/systemClock';
import { reasonText } from './diagnosisText';

/** Tells what a job does now: "APIYI failed: overloaded. Trying Google AI Studio: Nano Banana 2 …" */
export class ProgressText {
  #failed = '';
  #now: string | undefined;
  #since: number | undefined = systemClock.elapsed();

  on(event: FailoverEvent): void {
    if (event.type !== 'sent') this.#since = systemClock.elapsed();
    switch (event.type) {
      case 'trying':
        this.#now = this.#failed
          ? vscode.l10n.t('Trying {0}: {1}…', event.route.name, event.model.name)
          : `${event.route.name}: ${event.model.name}…`;
        return;
      case 'failed': {
        const { route, failure } = event.attempt;
        this.#failed = failure
          ? vscode.l10n.t('{0} failed: {1}.', route.name, reasonText(diagnosisOf(failure.facts)))
          : '';
        this.#now = undefined;
        return;
      }
      case 'waiting':
        this.#now = vscode.l10n.t(
          'Nothing was charged. Trying again in {0} s, for {1} s more at most…',
          Math.ceil(event.ms / 1000),
          Math.round(event.leftMs / 1000),
        );
        return;
      case 'successor':
        this.#failed = vscode.l10n.t('{0} is gone; using {1}.', event.from.name, event.to.name);
        return;
      case 'allResting':
        this.#failed = vscode.l10n.t('All routes are resting; trying anyway.');
        return;
      case 'sent':
        return;
    }
  }

  /** The picture is there; nothing is to be waited for but the disk, or the user's choice of a place. */
  onSaving(): void {
    this.#failed = '';
    this.#now = vscode.l10n.t('Saving…');
    this.#since = undefined;
  }

  step(): string {
    return [this.#failed, this.#now ?? vscode.l10n.t('Working…')].filter(Boolean).join(' ');
  }

  elapsed(): string {
    if (this.#since === undefined) return '';
    return vscode.l10n.t('{0} s', Math.max(0, Math.floor((systemClock.elapsed() - this.#since) / 1000)));
  }
}
