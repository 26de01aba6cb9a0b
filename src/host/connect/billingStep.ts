import * as vscode from 'vscode';
import type { Billing } from '../../core/services/preset';
import type { Route } from '../../core/services/route';
import { isBilledByTokens } from '../../core/services/price';
import type { Step } from '../steps/pickStep';
import { pickStep } from '../steps/pickStep';
import type { Place } from '../steps/runSteps';

/** What a key is charged for: nobody but its user can know, and prices depend on it. */
export function askBilling({ name, ...route }: Route, place: Place): Promise<Step<Billing>> {
  return pickStep<Billing>({
    title: vscode.l10n.t('How Is This Key Billed?'),
    placeholder: vscode.l10n.t('{0} has keys of both kinds; the page of your keys says which one this is.', name),
    ...place,
    items: [
      { label: billingText('perCall'), description: vscode.l10n.t('one price for a picture'), value: 'perCall' },
      {
        label: billingText('perToken'),
        description: vscode.l10n.t('at the maker’s prices, unless dualtrack.models has your own'),
        value: 'perToken',
      },
    ],
    current: isBilledByTokens(route) ? 'perToken' : 'perCall',
  });
}

/** What a key is charged for, in a few words. */
export function billingText(billing: Billing): string {
  return billing === 'perCall' ? vscode.l10n.t('Per Call') : vscode.l10n.t('Per Token');
}
