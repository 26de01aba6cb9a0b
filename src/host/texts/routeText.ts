import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { RouteOrder } from '../../core/run/job';
import { pauseEnd } from '../../core/run/pauseEnd';
import type { Outlook } from '../../core/run/outlook';
import type { Blockage, RouteState, BlockingFailure, Skipped } from '../../core/run/health';
import type { Route } from '../../core/services/route';
import type { CredentialKind } from '../../core/services/preset';
import { formatUsd } from '../../core/services/price';
import type { RouteStats } from '../../core/run/routeStats';
import type { Spent } from '../../store/ledger/spent';
import { reasonText } from './diagnosisText';
import { plainText } from './plainText';

/** What the order of the routes means; short, since it stands in the box of a list. */
export function orderText(order: RouteOrder): string {
  const texts: Readonly<Record<RouteOrder, string>> = {
    listed: vscode.l10n.t('Tried from the top; the next is asked only when one fails.'),
    cheapest: vscode.l10n.t('Cheapest first, by your setting; this order is for equal prices.'),
  };
  return texts[order];
}

/** What is known of a route now, such as "paused until 14:05: overloaded". */
export function stateText(state: RouteState): string {
  switch (state.state) {
    case 'ready':
      return vscode.l10n.t('ready');
    case 'halfOpen':
      return vscode.l10n.t('being tried again');
    case 'resting':
      return vscode.l10n.t('{0}: {1}', pauseText(state.until), restReason(state));
    case 'needsAttention':
      if (state.reason === 'keyMissing') return reasonText(diagnosisOf(state));
      return vscode.l10n.t('needs attention: {0}', reasonText(diagnosisOf(state)));
  }
}

function pauseText(until: number): string {
  const end = pauseEnd(until, Date.now());
  switch (end.say) {
    case 'seconds':
      return vscode.l10n.t('paused for {0} s', end.seconds);
    case 'aboutAMinute':
      return vscode.l10n.t('paused for about a minute');
    case 'time':
      return vscode.l10n.t('paused until {0}', timeText(end.at));
  }
}

/** The routes in the order in which they are asked. */
export function routesText({ routes }: Pick<Outlook, 'routes'>): string {
  return routes.map(({ name }) => plainText(name, 80)).join(' → ');
}

/** "APIYI and Google AI Studio" */
export function namesText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : vscode.l10n.t('{0} and {1}', names.slice(0, -1).join(', '), last);
}

/** Why a route would not be asked first, such as "APIYI is skipped: the key was not accepted." */
export function skippedText({ route, state }: Skipped<Route>, { allResting }: Pick<Outlook, 'allResting'>): string {
  const why = blockageText(state);
  return allResting ? `${route.name}: ${why}.` : vscode.l10n.t('{0} is skipped: {1}.', route.name, why);
}

/** The same of a job that is over: "APIYI was skipped: the key was not accepted." */
export function wasSkippedText({ route, state }: Skipped<Route>): string {
  return vscode.l10n.t('{0} was skipped: {1}.', route.name, blockageText(state));
}

/** For what stands behind a colon already. */
function blockageText(state: Blockage): string {
  return state.state === 'resting'
    ? vscode.l10n.t('{0} ({1})', pauseText(state.until), restReason(state))
    : reasonText(diagnosisOf(state));
}

/** `cancelled` stands for a rest that the user ordered. */
function restReason(why: BlockingFailure): string {
  return why.kind === 'cancelled' ? vscode.l10n.t('paused by you') : reasonText(diagnosisOf(why));
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
export function statsText({ tries, delivered, medianMs, lastFailure }: RouteStats): string {
  const parts: string[] = [];
  if (tries > 0) parts.push(vscode.l10n.t('{0} of {1} succeeded', delivered, tries));
  if (medianMs !== undefined) parts.push(vscode.l10n.t('usually {0} s', Math.max(1, Math.round(medianMs / 1000))));
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
