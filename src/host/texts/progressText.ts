import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { Attempt } from '../../core/run/attempts';
import { formatUsd } from '../../core/services/price';
import type { Learned, Progress, Step } from '../../work/progress';
import { waitLeft } from '../../work/progress';
import { reasonText } from './diagnosisText';

/** What a job does now: "APIYI failed: overloaded. Trying Google AI Studio: Nano Banana 2…" */
export function stepText({ learned, step }: Progress): string {
  return [learned ? learnedText(learned) : '', nowText(step, learned)].filter(Boolean).join(' ');
}

/**
 * How long that has taken, or how long a wait still is; '' where nobody needs to know. `now`: on the monotonic clock, in
 * milliseconds.
 */
export function elapsedText(progress: Progress, now: number): string {
  const wait = waitLeft(progress, now);
  if (wait) return vscode.l10n.t('Retrying in {0} s; giving up in {1} s', seconds(wait.retryMs), seconds(wait.endMs));
  const { since } = progress;
  return since === undefined ? '' : vscode.l10n.t('{0} s', Math.max(0, Math.floor((now - since) / 1000)));
}

/** An attempt that failed before the one under way: "APIYI: overloaded, nothing charged". */
export function triedText({ route, failure, charge, costUsd }: Attempt): string {
  const reason = failure ? reasonText(diagnosisOf(failure.facts)) : '';
  if (charge === 'none') return vscode.l10n.t('{0}: {1}, nothing charged', route.name, reason);
  return costUsd === undefined
    ? vscode.l10n.t('{0}: {1}, may have been charged', route.name, reason)
    : vscode.l10n.t('{0}: {1}, may have cost {2}', route.name, reason, formatUsd(costUsd));
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function learnedText(event: Learned): string {
  switch (event.type) {
    case 'failed': {
      const { route, failure } = event.attempt;
      return failure ? vscode.l10n.t('{0} failed: {1}.', route.name, reasonText(diagnosisOf(failure.facts))) : '';
    }
    case 'successor':
      return vscode.l10n.t('{0} is gone; using {1}.', event.from.name, event.to.name);
    case 'allResting':
      return ''; // told with the route that is tried
  }
}

function nowText(step: Step, learned: Learned | undefined): string {
  switch (step.type) {
    case 'trying':
      if (learned?.type === 'allResting') {
        return vscode.l10n.t('No route is ready; trying {0} anyway: {1}…', step.route.name, step.model.name);
      }
      return learned
        ? vscode.l10n.t('Trying {0}: {1}…', step.route.name, step.model.name)
        : `${step.route.name}: ${step.model.name}…`;
    case 'keyWanted':
      return vscode.l10n.t('Waiting for a key for {0}…', step.route.name);
    case 'waiting':
      return vscode.l10n.t('Nothing was charged.');
    case 'fetching':
      return vscode.l10n.t('Fetching the picture…');
    case 'saving':
      return vscode.l10n.t('Saving…');
    case 'working':
      return vscode.l10n.t('Working…');
  }
}
