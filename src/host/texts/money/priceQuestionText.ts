import * as vscode from 'vscode';
import { formatUsd } from '../../../core/services/price';
import type { PriceQuestion } from '../../../work/clicks/clickPrice';

/** What is asked before a click that costs much, or nobody knows how much. */
export function priceQuestionText({ usd, pictures, route }: PriceQuestion): string {
  if (usd === undefined) {
    return pictures === 1
      ? vscode.l10n.t('Dualtrack doesn’t know what {0} charges for this picture. Generate it anyway?', route.name)
      : vscode.l10n.t(
          'Dualtrack doesn’t know what {0} charges for these {1} pictures. Generate them anyway?',
          route.name,
          pictures,
        );
  }
  return pictures === 1
    ? vscode.l10n.t('This picture costs about {0}. Generate it?', formatUsd(usd))
    : vscode.l10n.t('These {0} pictures cost about {1}. Generate them?', pictures, formatUsd(usd));
}

/** Why it is asked, and what changes that. */
export function priceQuestionDetail({ what, route }: PriceQuestion): string {
  return what === 'unpriced'
    ? vscode.l10n.t(
        'You have set a spending limit, and a picture without a price cannot count in it. You can set the price for {0} in “dualtrack.models”; 0 means free.',
        route.name,
      )
    : vscode.l10n.t('The setting “dualtrack.confirmAbove” is the price above which Dualtrack asks.');
}
