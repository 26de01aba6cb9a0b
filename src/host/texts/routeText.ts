import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/diagnosis';
import type { RouteOrder } from '../../core/generate';
import type { RouteState, Why } from '../../core/health';
import type { CredentialKind } from '../../core/presets';
import { formatUsd } from '../../core/price';
import type { RouteStats } from '../../core/routeStats';
import type { Spent } from '../../store/spent';
import { reasonText } from './diagnosisText';

/** What the order of the routes means; short, since it stands in the box of a list. */
export function orderText(order: RouteOrder): string {
  const texts: Readonly<Record<RouteOrder, string>> = {
    listed: vscode.l10n.t('Tried from the top; the next is asked only when one fails.'),
    cheapest: vscode.l10n.t('Cheapest first, by your setting; this order is for equal prices.'),
  };
  return texts[order];
}

/** What is known of a route now, such as "resting until 14:05: overloaded". */
export function stateText(state: RouteState): string {
  switch (state.state) {
    case 'ready':
      return vscode.l10n.t('ready');
    case 'halfOpen':
      return vscode.l10n.t('being tried again');
    case 'resting':
      return vscode.l10n.t('resting until {0}: {1}', timeText(state.until), restReason(state));
    case 'needsAttention':
      return vscode.l10n.t('needs attention: {0}', reasonText(diagnosisOf(state)));
  }
}

/** `cancelled` stands for a rest that the user ordered. */
function restReason(why: Why): string {
  return why.kind === 'cancelled' ? vscode.l10n.t('as you said') : reasonText(diagnosisOf(why));
}

/** What a route proves itself with, in a few words. */
export function credentialText(credential: CredentialKind): string {
  const texts: Readonly<Record<CredentialKind, string>> = {
    key: vscode.l10n.t('key'),
    serviceAccount: vscode.l10n.t('key file of a service account'),
    adc: vscode.l10n.t('gcloud login'),
    accessToken: vscode.l10n.t('access token'),
    none: vscode.l10n.t('no key'),
  };
  return texts[credential];
}

/** How a route has done in the last days, in one line; '' before its first try. */
export function statsText({ tries, successRate, medianMs, lastFailure }: RouteStats): string {
  const parts: string[] = [];
  if (successRate !== undefined) parts.push(vscode.l10n.t('{0} % of {1}', Math.round(successRate * 100), tries));
  if (medianMs !== undefined) parts.push(vscode.l10n.t('median {0} s', Math.round(medianMs / 1000)));
  if (lastFailure) {
    parts.push(vscode.l10n.t('last failure {0}: {1}', timeText(lastFailure.at), reasonText(lastFailure.kind)));
  }
  return parts.join(' · ');
}

/** What was spent, and what may have been. */
export function spentText({ knownUsd, unknownCount, unknownUsd }: Spent): string {
  const known = vscode.l10n.t('{0} today', formatUsd(knownUsd));
  return unknownCount === 0 ? known : vscode.l10n.t('{0}, and perhaps {1} more', known, formatUsd(unknownUsd));
}

/** The time of day; with the day where that is another one. */
function timeText(at: number): string {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : ({ dateStyle: 'short' } as const);
  return new Intl.DateTimeFormat(vscode.env.language, { timeStyle: 'short', ...day }).format(at);
}
