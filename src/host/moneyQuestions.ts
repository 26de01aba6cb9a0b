import * as vscode from 'vscode';
import type { SlowAnswer, SlowQuestion } from '../core/attempts';
import { diagnosisOf } from '../core/diagnosis';
import type { UncertainQuestion } from '../core/failover';
import { formatUsd } from '../core/price';
import type { Questions } from './questions';
import { reasonText } from './texts/diagnosisText';

/** Asks whether to pay, perhaps a second time. False when the job ends first. */
export async function askUncertain(
  questions: Questions,
  jobId: string,
  { failed, next, nextUsd }: UncertainQuestion,
  signal: AbortSignal,
): Promise<boolean> {
  const { route, costUsd, failure } = failed;
  const reason = failure ? reasonText(diagnosisOf(failure.facts)) : '';
  const spent =
    costUsd === undefined
      ? vscode.l10n.t('{0}: {1}. It may already have charged for this.', route.name, reason)
      : vscode.l10n.t('{0}: {1}. It may already have charged {2} for this.', route.name, reason, formatUsd(costUsd));
  const more =
    nextUsd === undefined
      ? vscode.l10n.t('Try {0} as well?', next.name)
      : vscode.l10n.t('Try {0} for {1}?', next.name, formatUsd(nextUsd));
  const choices = [
    { id: 'go', label: vscode.l10n.t('Try {0}', next.name) },
    { id: 'stop', label: vscode.l10n.t('Stop') },
  ] as const;
  return (await questions.ask(jobId, `${spent} ${more}`, choices, signal)) === 'go';
}

/** Asks what to do about a request that takes longer than it should. It stays open meanwhile, and its picture ends the question. */
export async function askSlow(
  questions: Questions,
  jobId: string,
  { route, costUsd, next, nextUsd }: SlowQuestion,
  signal: AbortSignal,
): Promise<SlowAnswer> {
  const slow = vscode.l10n.t('{0} is taking long.', route.name);
  const paid =
    costUsd === undefined
      ? vscode.l10n.t('Leaving now may be charged.')
      : vscode.l10n.t('Leaving now may be charged {0}.', formatUsd(costUsd));
  const other =
    next && nextUsd !== undefined ? ` ${vscode.l10n.t('{0} costs {1}.', next.name, formatUsd(nextUsd))}` : '';
  const choices = [
    { id: 'wait' as const, label: vscode.l10n.t('Keep Waiting') },
    ...(next ? [{ id: 'switch' as const, label: vscode.l10n.t('Try {0}', next.name) }] : []),
    { id: 'stop' as const, label: vscode.l10n.t('Stop') },
  ];
  return (await questions.ask(jobId, `${slow} ${paid}${other}`, choices, signal)) ?? 'wait';
}
