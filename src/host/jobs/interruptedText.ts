import * as vscode from 'vscode';
import { formatUsd } from '../../core/services/price';
import type { JobCharges } from '../../work/jobs/charges';
import { namesText } from '../texts/routeText';

/** The routes of `JobCharges` by the names that people know. */
type NameOf = (routeId: string) => string;

/** "2 pictures were interrupted; APIYI may have charged $0.11." */
export function interruptedText(count: number, charges: JobCharges, nameOf: NameOf): string {
  const names = namesText(charges.routes.map(nameOf));
  const usd = charges.usd === undefined ? undefined : formatUsd(charges.usd);
  switch (charges.charged) {
    case 'no':
      return count === 1
        ? vscode.l10n.t('1 picture was interrupted. Nothing was charged.')
        : vscode.l10n.t('{0} pictures were interrupted. Nothing was charged.', count);
    case 'yes':
      if (usd === undefined) return unpricedText(count, names);
      return count === 1
        ? vscode.l10n.t('1 picture was interrupted; {0} charged {1}.', names, usd)
        : vscode.l10n.t('{0} pictures were interrupted; {1} charged {2}.', count, names, usd);
    case 'maybe':
      if (usd === undefined) return unpricedText(count, names);
      return count === 1
        ? vscode.l10n.t('1 picture was interrupted; {0} may have charged {1}.', names, usd)
        : vscode.l10n.t('{0} pictures were interrupted; {1} may have charged {2}.', count, names, usd);
  }
}

function unpricedText(count: number, names: string): string {
  return count === 1
    ? vscode.l10n.t('1 picture was interrupted; {0} may have charged for it.', names)
    : vscode.l10n.t('{0} pictures were interrupted; {1} may have charged for them.', count, names);
}

/** The same of one picture, where it is clear that it was interrupted. */
export function chargesText({ charged, routes, usd }: JobCharges, nameOf: NameOf): string {
  const names = namesText(routes.map(nameOf));
  if (charged === 'no') return vscode.l10n.t('Nothing was charged.');
  if (usd === undefined) return vscode.l10n.t('{0} may have charged for it.', names);
  return charged === 'yes'
    ? vscode.l10n.t('{0} charged {1}.', names, formatUsd(usd))
    : vscode.l10n.t('{0} may have charged {1}.', names, formatUsd(usd));
}
