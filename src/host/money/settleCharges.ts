import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { formatUsd } from '../../core/services/price';
import { failureKinds } from '../../core/failures/policy';
import type { LedgerRow } from '../../store/ledger/ledgerRow';
import type { Store } from '../../store/store';
import type { UncertainCharge } from '../../work/jobs/uncertainCharges';
import { uncertainCharges } from '../../work/jobs/uncertainCharges';
import type { Thumbnails } from '../../work/thumbnails';
import { pictureContent } from '../pictures/pictureContent';
import { routeName } from '../settings/routeName';
import { reasonText } from '../texts/diagnosisText';
import { plainText } from '../texts/plainText';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';

interface SettleChargesDeps {
  readonly store: Store;
  readonly thumbnails: Pick<Thumbnails, 'of'>;
  /** Told after each charge that was settled. */
  readonly onSettled: () => Promise<void>;
}

/** Longer nobody waits for a small picture. */
const longestMs = 1_000;

/** Lets the user say, with the provider's bill at hand, what uncertain attempts cost. */
export async function settleCharges(deps: SettleChargesDeps): Promise<void> {
  const { store, onSettled } = deps;
  const charges = await uncertainCharges(store);
  if (charges.length === 0) {
    void say.info(vscode.l10n.t('Every charge is known.'));
    return;
  }
  const icons = await Promise.race([
    Promise.all(charges.map((charge) => iconOf(charge, deps))),
    delay(longestMs, []), // then without, rather than late
  ]);
  const items = charges.map((charge, index) => chargeItem(charge, icons[index]));
  const picked = await pickOne(items, {
    title: vscode.l10n.t('Uncertain Charges'),
    placeHolder: vscode.l10n.t('Which request have you checked against your bill?'),
  });
  const verdict = picked && (await askVerdict(picked.charge));
  if (!picked || !verdict) return;
  await store.ledger.settle(picked.charge.row.id, verdict);
  await onSettled();
  await settleCharges(deps);
}

/** The small picture of what came of the job; undefined where nothing did. */
async function iconOf(
  { picture }: UncertainCharge,
  { thumbnails }: SettleChargesDeps,
): Promise<vscode.Uri | undefined> {
  if (!picture) return undefined;
  try {
    const file = await thumbnails.of(pictureContent(picture.uri, picture.sha256));
    return file === undefined ? undefined : vscode.Uri.file(file);
  } catch {
    return undefined; // the file is gone; the words say which it was
  }
}

function chargeItem(
  charge: UncertainCharge,
  iconPath: vscode.Uri | undefined,
): Item & { readonly charge: UncertainCharge } {
  const { row } = charge;
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium' });
  const id = row.requestId ? vscode.l10n.t('request {0}', row.requestId) : '';
  return {
    label: nameOf(charge),
    description: [at.format(row.startedAt), row.size, priceText(row)].filter(Boolean).join(' · '),
    detail: [routeName(row.route), row.modelId, whyText(charge), id].filter(Boolean).join(' · '),
    ...(iconPath ? { iconPath } : {}),
    charge,
  };
}

function whyText({ row, isWindowClosed }: UncertainCharge): string {
  if (isWindowClosed) return vscode.l10n.t('the window was closed');
  const kind = failureKinds.find((known) => known === row.failure);
  return kind ? reasonText(kind) : '';
}

/** What was wanted; where that is not known, what it was asked of. */
function nameOf({ prompt, row }: UncertainCharge): string {
  return (prompt && plainText(prompt, 80)) || `${routeName(row.route)} · ${row.modelId}`;
}

function priceText({ costUsd, estimateUsd }: LedgerRow): string {
  const usd = costUsd ?? estimateUsd;
  return usd === undefined ? vscode.l10n.t('price unknown') : formatUsd(usd);
}

async function askVerdict(charge: UncertainCharge): Promise<'charged' | 'notCharged' | undefined> {
  const picked = await pickOne(
    [
      { label: vscode.l10n.t('It was charged'), description: priceText(charge.row), verdict: 'charged' as const },
      { label: vscode.l10n.t('It was not charged'), verdict: 'notCharged' as const },
    ],
    {
      title: vscode.l10n.t('Uncertain Charges'),
      placeHolder: vscode.l10n.t('Was “{0}” charged?', nameOf(charge)),
    },
  );
  return picked?.verdict;
}
