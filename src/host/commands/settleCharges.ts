import * as vscode from 'vscode';
import { formatUsd } from '../../core/price';
import { failureKinds } from '../../core/failure';
import type { LedgerRow } from '../../store/ledgerRow';
import type { Store } from '../../store/store';
import { reasonText } from '../texts/diagnosisText';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

/** Lets the user say, with the provider's bill at hand, what uncertain attempts cost. */
export async function settleCharges(store: Store): Promise<void> {
  await store.recover(); // also of windows that have died since this one began
  const rows = await store.ledger.unsettled();
  if (rows.length === 0) {
    void say.info(vscode.l10n.t('Every charge is known.'));
    return;
  }
  const picked = await pickOne(rows.map(rowItem), {
    title: vscode.l10n.t('Uncertain Charges'),
    placeHolder: vscode.l10n.t('Which request did you find on your bill, or not?'),
    ignoreFocusOut: true,
  });
  const verdict = picked && (await askVerdict(picked.row));
  if (!picked || !verdict) return;
  await store.ledger.settle(picked.row.id, verdict);
  await settleCharges(store);
}

function rowItem(row: LedgerRow): Item & { readonly row: LedgerRow } {
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const kind = failureKinds.find((known) => known === row.failure);
  const id = row.requestId ? vscode.l10n.t('request {0}', row.requestId) : '';
  return {
    label: at.format(row.startedAt),
    description: [row.route, row.modelId, row.size, priceText(row)].filter(Boolean).join(' · '),
    detail: [kind && reasonText(kind), id].filter(Boolean).join(' · '),
    row,
  };
}

function priceText({ costUsd, estimateUsd }: LedgerRow): string {
  const usd = costUsd ?? estimateUsd;
  return usd === undefined ? vscode.l10n.t('price unknown') : formatUsd(usd);
}

async function askVerdict(row: LedgerRow): Promise<'charged' | 'notCharged' | undefined> {
  const picked = await pickOne(
    [
      { label: vscode.l10n.t('It was charged'), description: priceText(row), verdict: 'charged' as const },
      { label: vscode.l10n.t('It was not charged'), verdict: 'notCharged' as const },
    ],
    { title: vscode.l10n.t('Uncertain Charges'), ignoreFocusOut: true },
  );
  return picked?.verdict;
}
