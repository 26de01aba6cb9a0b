import * as vscode from 'vscode';
import type { LimitReached } from '../../../core/money/limitReached';
import { formatUsd } from '../../../core/services/price';

/** Which limit says no, what counts in it, and what so many pictures would cost. `route`: the name of the limit's own route. */
export function limitText(reached: LimitReached, route = '', pictures = 1): string {
  const { limit, spentUsd, reservedUsd, nextUsd, limitUsd } = reached;
  const most = formatUsd(limitUsd);
  const which = {
    daily: () => vscode.l10n.t('Your daily limit of {0} is too low for that.', most),
    monthly: () => vscode.l10n.t('Your monthly limit of {0} is too low for that.', most),
    agentDaily: () => vscode.l10n.t('The daily limit of {0} for agents is too low for that.', most),
    routeDaily: () => vscode.l10n.t('The daily limit of {0} for {1} is too low for that.', most, route),
  }[limit]();
  const spent =
    limit === 'monthly'
      ? vscode.l10n.t('Spent this month: {0}.', formatUsd(spentUsd))
      : vscode.l10n.t('Spent today: {0}.', formatUsd(spentUsd));
  const reserved = reservedUsd > 0 ? vscode.l10n.t('Under way or not settled yet: {0}.', formatUsd(reservedUsd)) : '';
  const next = nextUsd > 0 ? nextText(formatUsd(nextUsd), pictures) : '';
  return [which, spent, reserved, next].filter(Boolean).join(' ');
}

function nextText(usd: string, pictures: number): string {
  return pictures === 1
    ? vscode.l10n.t('This picture: about {0}.', usd)
    : vscode.l10n.t('These {0} pictures: about {1}.', pictures, usd);
}

/** What a limit is called where it is raised. */
export function raiseTitle({ limit }: Pick<LimitReached, 'limit'>, route = ''): string {
  const titles = {
    daily: () => vscode.l10n.t('Raise Daily Limit'),
    monthly: () => vscode.l10n.t('Raise Monthly Limit'),
    agentDaily: () => vscode.l10n.t('Raise Daily Limit for Agents'),
    routeDaily: () => vscode.l10n.t('Raise Daily Limit for {0}', route),
  };
  return titles[limit]();
}
