import * as vscode from 'vscode';
import type { FailoverEvent } from '../../core/failover';
import { reasonText } from './failureText';

/** Tells what a job does now: "APIYI failed: overloaded. Google AI Studio: Nano Banana 2, 12 s…" */
export class ProgressText {
  #failed = '';
  #now: (() => string) | undefined;

  on(event: FailoverEvent, at: number): void {
    switch (event.type) {
      case 'trying':
        this.#now = () => vscode.l10n.t('{0}: {1}, {2} s…', event.route.name, event.model.name, seconds(at));
        return;
      case 'failed': {
        const { route, failure } = event.attempt;
        this.#failed = failure ? vscode.l10n.t('{0} failed: {1}.', route.name, reasonText(failure.kind)) : '';
        this.#now = undefined;
        return;
      }
      case 'waiting':
        this.#now = () =>
          vscode.l10n.t('Trying again in {0} s…', Math.max(0, Math.ceil(event.ms / 1000) - seconds(at)));
        return;
      case 'successor':
        this.#failed = vscode.l10n.t('{0} is gone; using {1}.', event.from.name, event.to.name);
        return;
      case 'sent':
        return;
    }
  }

  text(): string {
    return [this.#failed, this.#now?.() ?? vscode.l10n.t('Working…')].filter(Boolean).join(' ');
  }
}

function seconds(since: number): number {
  return Math.max(0, Math.floor((Date.now() - since) / 1000));
}
