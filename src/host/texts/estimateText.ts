import * as vscode from 'vscode';
import type { Outlook } from '../../core/run/outlook';
import { formatUsd } from '../../core/services/price';
import { differsMuch } from '../../core/services/priceRange';

/** The price of so many pictures on the route that would be asked first, as a range where it is one; '' where there is none. */
export function estimateText({ routes: [route], range }: Pick<Outlook, 'routes' | 'range'>, count = 1): string {
  if (!route) return '';
  if (route.preset.standIn) return vscode.l10n.t('free');
  if (!range) return vscode.l10n.t('price unknown');
  const [from, to] = [formatUsd(range.from * count), formatUsd(range.to * count)];
  return differsMuch(range) ? vscode.l10n.t('{0} to {1}', from, to) : vscode.l10n.t('about {0}', from);
}

/** The price of so many pictures, with how it comes about where it is one sum. */
export function sumText(outlook: Pick<Outlook, 'routes' | 'range'>, count: number): string {
  const { routes, range } = outlook;
  if (count === 1 || !range || differsMuch(range) || routes[0]?.preset.standIn) return estimateText(outlook, count);
  const [each, sum] = [formatUsd(range.from), formatUsd(range.from * count)];
  return vscode.l10n.t('about {0} × {1} = {2}', count, each, sum);
}
