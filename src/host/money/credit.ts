import * as vscode from 'vscode';
import { pageOf } from '../../core/failures/diagnosis';
import { formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';
import type { Credit } from '../../store/ledger/credit';
import { mostCreditUsd } from '../../store/ledger/credit';
import { openPage } from '../remedies/openPage';
import { inputStep } from '../steps/inputStep';
import type { Item } from '../window/lists';
import { say } from '../window/say';
import type { AskServiceDeps } from './askService';
import { askMoney } from './askService';

interface CreditDeps extends AskServiceDeps {
  readonly credit: Credit;
}

/** One thing that can be done about the credit of a route. */
interface CreditAction extends Item {
  run(): Promise<void>;
}

/** The credit that is left: asked for where there is a call for it, else seen on the service's own page; and counted down by hand. */
export function creditActions(route: Route, deps: CreditDeps): CreditAction[] {
  const page = pageOf(route, 'billing');
  const byPage: CreditAction[] = page
    ? [{ label: vscode.l10n.t('Open the Page of Its Credit'), description: page, run: () => openPage(page) }]
    : [];
  const check = {
    label: vscode.l10n.t('Check Credit'),
    description: vscode.l10n.t('what the service says of the key; free of charge'),
    run: () => checkCredit(route, deps),
  };
  const enter = {
    label: vscode.l10n.t('Enter Credit…'),
    description: vscode.l10n.t('counted down by what the route costs'),
    run: () => enterCredit(route, deps.credit),
  };
  return [...(route.preset.creditQuestion ? [check] : byPage), enter];
}

/** Says what a service tells of the credit that a key has left. */
async function checkCredit(route: Route, { account, credential }: AskServiceDeps): Promise<void> {
  const told = await askMoney(route, async (signal) => account.creditLeft(route, await credential(route), signal));
  if (told === undefined) return;
  if (told === 'unknown') {
    void say.info(vscode.l10n.t('{0} has no call that tells the credit of a key.', route.name));
    return;
  }
  const { leftUsd, usedUsd } = told;
  const left =
    leftUsd === undefined
      ? vscode.l10n.t('The key of {0} has no limit of its own; its account may have.', route.name)
      : vscode.l10n.t('The key of {0} may still spend {1}.', route.name, signedUsd(leftUsd));
  const used = usedUsd === undefined ? '' : vscode.l10n.t('It has spent {0} so far.', signedUsd(usedUsd));
  void say.info([left, used].filter(Boolean).join(' '));
}

/** Asks for the credit that a route has now; nothing: it is not counted any longer. */
async function enterCredit(route: Route, credit: Credit): Promise<void> {
  const entry = await credit.of(route.id);
  const answer = await inputStep({
    title: vscode.l10n.t('Credit at {0}', route.name),
    prompt: vscode.l10n.t(
      'US dollars that are there now; what the route costs is counted down from it. Empty: not counted.',
    ),
    value: entry && String(Math.max(0, entry.leftUsd)),
    check: (text) =>
      text.trim() === '' || usdOf(text) !== undefined
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('Write an amount in US dollars, such as 12.50.') },
  });
  if (typeof answer !== 'object') return;
  const usd = usdOf(answer.picked);
  if (usd === undefined) await credit.forget(route.id);
  else await credit.enter(route.id, usd, Date.now());
}

/** "about $11.20 of credit left, reckoned"; '' where none was entered. */
export async function creditText(route: Route, credit: Credit): Promise<string> {
  const entry = await credit.of(route.id);
  if (!entry) return '';
  const { leftUsd } = entry;
  if (leftUsd <= 0) return vscode.l10n.t('no credit left, reckoned');
  return vscode.l10n.t('about {0} of credit left, reckoned', formatUsd(leftUsd));
}

/** "12.50", "$12.50"; undefined for all else. */
function usdOf(text: string): number | undefined {
  const amount = /^\$?\s*(\d{1,7}(?:\.\d{1,9})?)$/.exec(text.trim())?.[1];
  return amount === undefined || Number(amount) > mostCreditUsd ? undefined : Number(amount);
}

function signedUsd(usd: number): string {
  return usd < 0 ? `−${formatUsd(-usd)}` : formatUsd(usd);
}
