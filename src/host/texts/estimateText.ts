import * as vscode from 'vscode';
import type { Outlook } from '../../core/run/outlook';
import { formatUsd } from '../../core/services/price';

/** The price of so many pictures on the route that would be asked first; '' where there is none. */
export function estimateText({ routes: [route], usd }: Pick<Outlook, 'routes' | 'usd'>, count = 1): string {
  if (!route) return '';
  if (route.preset.standIn) return vscode.l10n.t('free');
  return usd === undefined ? vscode.l10n.t('price unknown') : vscode.l10n.t('about {0}', formatUsd(usd * count));
}
