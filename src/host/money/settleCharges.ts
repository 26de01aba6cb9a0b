import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { typedUsd } from '../../core/money/typedUsd';
import { formatUsd, mostPictureUsd } from '../../core/services/price';
import { pageOf } from '../../core/failures/diagnosis';
import { failureKinds } from '../../core/failures/policy';
import type { Route } from '../../core/services/route';
import { isGenerationId } from '../../providers/freeChecks/accountQuestions';
import type { LedgerRow } from '../../store/ledger/ledgerRow';
import type { Store } from '../../store/store';
import type { UncertainCharge } from '../../work/jobs/uncertainCharges';
import { uncertainCharges } from '../../work/jobs/uncertainCharges';
import type { Thumbnails } from '../../work/thumbnails';
import { pictureContent } from '../pictures/pictureContent';
import { listedRoutes } from '../settings/listedRoutes';
import { routeName } from '../settings/routeName';
import { reasonText } from '../texts/diagnosisText';
import { plainText } from '../texts/plainText';
import { inputStep } from '../steps/inputStep';
import type { Item } from '../window/lists';
import { pickOne } from '../window/lists';
import { say } from '../window/say';
import type { AskServiceDeps } from './askService';
import { askService } from './askService';

interface SettleChargesDeps extends AskServiceDeps {
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
  const isSettled = picked && (await settle(picked.charge, deps));
  if (!isSettled) return;
  await onSettled();
  await settleCharges(deps);
}

/** False: the user would rather not say, or nobody could. */
async function settle(charge: UncertainCharge, deps: SettleChargesDeps): Promise<boolean> {
  const { ledger } = deps.store;
  const { id } = charge.row;
  const route = listedRoutes().find((listed) => listed.id === charge.row.route)?.route;
  for (;;) {
    const verdict = await askVerdict(charge, route);
    if (verdict === undefined) return false;
    if (verdict === 'log') {
      tellLog(route);
    } else if (verdict === 'ask') {
      const usd = route && (await askService(route, charge.row.requestId ?? '', deps));
      if (usd === undefined) continue;
      await ledger.settle(id, usd === 0 ? 'notCharged' : 'charged', usd, 'user', 'reported');
      return true;
    } else if (verdict === 'amount' || (verdict === 'charged' && priceOf(charge.row) === undefined)) {
      const usd = await askAmount(charge);
      if (usd === undefined) continue;
      await ledger.settle(id, usd === 0 ? 'notCharged' : 'charged', usd, 'user', 'reported');
      return true;
    } else {
      await ledger.settle(id, verdict);
      return true;
    }
  }
}

/** Beside the list, which stays open: the user comes back to it with what the log says. */
function tellLog(route: Route | undefined): void {
  const address = logOf(route);
  if (!route || !address?.startsWith('https://')) return;
  const link = {
    label: vscode.l10n.t('Open Log'),
    address: `https://${address.slice('https://'.length)}`,
  } as const;
  void say.info({ text: vscode.l10n.t('{0} lists each request with its price.', route.name), link });
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

/** What it was thought to cost. */
function priceOf({ costUsd, estimateUsd }: LedgerRow): number | undefined {
  return costUsd ?? estimateUsd;
}

function priceText(row: LedgerRow): string {
  const usd = priceOf(row);
  return usd === undefined ? vscode.l10n.t('price unknown') : formatUsd(usd);
}

type Verdict = 'charged' | 'amount' | 'notCharged' | 'ask' | 'log';

/** What a bill says of it; undefined: the user would rather not say. */
async function askAmount(charge: UncertainCharge): Promise<number | undefined> {
  const usual = priceOf(charge.row);
  const answer = await inputStep({
    title: vscode.l10n.t('Uncertain Charges'),
    prompt: vscode.l10n.t('What {0} charged for “{1}”, in US dollars.', routeName(charge.row.route), nameOf(charge)),
    value: usual === undefined ? '' : String(usual),
    check: (text) =>
      (typedUsd(text) ?? Infinity) <= mostPictureUsd
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('Enter an amount in US dollars, such as 0.06.') },
  });
  return typeof answer === 'object' ? typedUsd(answer.picked) : undefined;
}

async function askVerdict(charge: UncertainCharge, route: Route | undefined): Promise<Verdict | undefined> {
  const { row } = charge;
  const name = route?.name ?? routeName(row.route);
  const verdicts: (Item & { readonly verdict: Verdict })[] = [
    { label: vscode.l10n.t('It was charged'), description: priceText(row), verdict: 'charged' },
    { label: vscode.l10n.t('Another amount was charged…'), verdict: 'amount' },
    { label: vscode.l10n.t('It was not charged'), verdict: 'notCharged' },
  ];
  if (route?.preset.tellsCosts && isGenerationId(row.requestId ?? '')) {
    const description = vscode.l10n.t('what it charged for this request; asking is free');
    verdicts.unshift({ icon: 'question', label: vscode.l10n.t('Ask {0}', name), description, verdict: 'ask' });
  }
  if (logOf(route))
    verdicts.push({ icon: 'link-external', label: vscode.l10n.t('Show Link to {0} Log', name), verdict: 'log' });
  const picked = await pickOne(verdicts, {
    title: vscode.l10n.t('Uncertain Charges'),
    placeHolder: vscode.l10n.t('Was “{0}” charged?', nameOf(charge)),
  });
  return picked?.verdict;
}

/** Where each request stands with its price: the makers' own pages show sums of days only. */
function logOf(route: Route | undefined): string | undefined {
  return route && !route.preset.firstParty ? pageOf(route, 'usage') : undefined;
}
