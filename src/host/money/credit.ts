import * as vscode from 'vscode';
import { pageOf } from '../../core/failures/diagnosis';
import { typedUsd } from '../../core/money/typedUsd';
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
    ? [{ label: vscode.l10n.t('Open Credit Page'), description: page, run: () => openPage(page) }]
    : [];
  const check = {
    label: vscode.l10n.t('Check Credit'),
    description: vscode.l10n.t('as the service reports it; asking is free'),
    run: () => checkCredit(route, deps),
  };
  const enter = {
    label: vscode.l10n.t('Enter Credit…'),
    description: vscode.l10n.t('counted down by what the route costs'),
    run: () => enterCredit(route, deps.credit),
  };
  const canAsk = route.preset.creditQuestion !== undefined && route.credential === 'key';
  return [...(canAsk ? [check] : byPage), enter];
}

/** Says what a service tells of the credit that a key has left. */
async function checkCredit(route: Route, { account, credential }: AskServiceDeps): Promise<void> {
  const told = await askMoney(route, async (signal) => account.creditLeft(route, await credential(route), signal));
  if (told === undefined) return;
  if (told === 'unknown') {
    void say.info(vscode.l10n.t('{0} can’t report a key’s credit.', route.name));
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
      'Your current balance in US dollars. Dualtrack subtracts what this route costs. Leave it empty to stop.',
    ),
    value: entry && String(Math.max(0, entry.leftUsd)),
    check: (text) =>
      text.trim() === '' || creditUsd(text) !== undefined
        ? undefined
        : { how: 'wrong', text: vscode.l10n.t('Write an amount in US dollars, such as 12.50.') },
  });
  if (typeof answer !== 'object') return;
  const usd = creditUsd(answer.picked);
  if (usd === undefined) await credit.forget(route.id);
  else await credit.enter(route.id, usd, Date.now());
}

/** "about $11.20 credit left (reckoned)"; '' where none was entered. */
export async function creditText(route: Route, credit: Credit): Promise<string> {
  const entry = await credit.of(route.id);
  if (!entry) return '';
  const { leftUsd } = entry;
  if (leftUsd <= 0) return vscode.l10n.t('no credit left (reckoned)');
  return vscode.l10n.t('about {0} credit left (reckoned)', formatUsd(leftUsd));
}

/** Undefined: no amount, or more than anybody has there. */
function creditUsd(text: string): number | undefined {
  const usd = typedUsd(text);
  return usd === undefined || usd > mostCreditUsd ? undefined : usd;
}

function signedUsd(usd: number): string {
  return usd < 0 ? `−${formatUsd(-usd)}` : formatUsd(usd);
}
