import * as vscode from 'vscode';
import type { UncertainQuestion } from '../core/failover';
import { formatUsd } from '../core/price';
import { reasonText } from './texts/failureText';

/** Asks whether to pay, perhaps a second time. Never times out; false when dismissed or when the job is cancelled. */
export async function askUncertain(
  { failed, next, nextUsd }: UncertainQuestion,
  signal: AbortSignal,
): Promise<boolean> {
  const { route, costUsd, failure } = failed;
  const reason = failure ? reasonText(failure.kind) : '';
  const spent =
    costUsd === undefined
      ? vscode.l10n.t('{0}: {1}. It may already have charged for this.', route.name, reason)
      : vscode.l10n.t('{0}: {1}. It may already have charged {2} for this.', route.name, reason, formatUsd(costUsd));
  const more =
    nextUsd === undefined
      ? vscode.l10n.t('Try {0} as well?', next.name)
      : vscode.l10n.t('Try {0} for {1}?', next.name, formatUsd(nextUsd));
  const go = vscode.l10n.t('Try {0}', next.name);
  const answer = vscode.window.showWarningMessage(`${spent} ${more}`, go, vscode.l10n.t('Stop'));
  return Promise.race([Promise.resolve(answer).then((choice) => choice === go), aborted(signal)]);
}

function aborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
}
