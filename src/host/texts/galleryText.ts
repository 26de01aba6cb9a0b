import * as vscode from 'vscode';
import { localDayOf } from '../../core/money/localDay';
import { formatUsd } from '../../core/services/price';

/** Such as "Today". `day`: YYYY-MM-DD. */
export function dayText(day: string, now: Date): string {
  if (day === localDayOf(now.getTime())) return vscode.l10n.t('Today');
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (day === localDayOf(yesterday.getTime())) return vscode.l10n.t('Yesterday');
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(2000, month - 1, date);
  at.setFullYear(year, month - 1, date);
  return new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'long' }).format(at);
}

/** Such as "6 pictures · $0.55". */
export function daySummary(day: {
  readonly count: number;
  readonly nanoUsd: number;
  readonly unknownCount: number;
}): string {
  return `${picturesText(day.count)} · ${costsText(day)}`;
}

function costsText({ count, nanoUsd, unknownCount }: Parameters<typeof daySummary>[0]): string {
  if (unknownCount === count) return vscode.l10n.t('cost unknown');
  if (unknownCount > 0)
    return vscode.l10n.t('{0}, plus {1} of unknown cost', formatUsd(nanoUsd / 1e9), numberText(unknownCount));
  return nanoUsd === 0 ? vscode.l10n.t('free') : formatUsd(nanoUsd / 1e9);
}

/** Who asked for pictures. */
export function callerName(caller: string): string {
  if (caller === 'agent') return vscode.l10n.t('An agent');
  return caller === 'list' ? vscode.l10n.t('A picture list') : vscode.l10n.t('You');
}

/** A value, and how many pictures have it. */
export function facetText(name: string, count: number): string {
  return `${name} (${numberText(count)})`;
}

export function searchHint(count: number): string {
  return count === 1 ? vscode.l10n.t('Search 1 picture') : vscode.l10n.t('Search {0} pictures', numberText(count));
}

/** How many were found. */
export function foundText(count: number): string {
  if (count === 0) return vscode.l10n.t('No pictures found.');
  return count === 1 ? vscode.l10n.t('1 picture found.') : vscode.l10n.t('{0} pictures found.', numberText(count));
}

function picturesText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 picture') : vscode.l10n.t('{0} pictures', numberText(count));
}

function numberText(count: number): string {
  return count.toLocaleString(vscode.env.language);
}
