import * as vscode from 'vscode';
import { pageOf } from '../../core/diagnosis';
import { GenerationFailure } from '../../core/failure';
import type { Credential, Route } from '../../core/route';
import { openPage } from '../openPage';
import type { Step } from '../steps/pickStep';
import { reasonText } from '../texts/failureText';

/** A check that costs nothing; undefined if all it can see is well. */
export type FreeCheck = (
  route: Route,
  credential: Credential,
  signal: AbortSignal,
) => Promise<GenerationFailure | undefined>;

export interface TestQuestion {
  readonly route: Route;
  /** Rejects with a `GenerationFailure` where a login of this machine cannot be read. */
  readonly credential: () => Promise<Credential>;
  readonly check: FreeCheck;
}

/** Checks the route before it is stored, and lets the user decide what to do about a failure. */
export async function testRoute(question: TestQuestion): Promise<Step<object>> {
  for (;;) {
    const result = await checkWithProgress(question);
    if (result === 'fine') return { picked: {} };
    const answer = await askAbout(result, question);
    if (answer === 'again') continue;
    return answer;
  }
}

/** What came of the check; `skipped` where the user would not wait. */
async function checkWithProgress({
  route,
  credential,
  check,
}: TestQuestion): Promise<'fine' | 'skipped' | GenerationFailure> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Checking {0}, free of charge…', route.name),
  };
  return vscode.window.withProgress(progress, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    try {
      const failure = await check(route, await credential(), stop.signal);
      if (!failure) return 'fine';
      return failure.kind === 'cancelled' ? 'skipped' : failure;
    } catch (error) {
      if (error instanceof GenerationFailure) return error;
      throw error;
    }
  });
}

type Answer = 'again' | Step<object>;

/** Closing the question leads back to the answers: nothing is lost, and nothing is stored. */
async function askAbout(result: 'skipped' | GenerationFailure, { route }: TestQuestion): Promise<Answer> {
  const page = result === 'skipped' ? undefined : pageOf(route, 'key');
  const back = { title: vscode.l10n.t('Change the Answers'), isCloseAffordance: true };
  const again = { title: vscode.l10n.t('Check Again') };
  const anyway = { title: vscode.l10n.t('Connect All the Same') };
  const open = { title: vscode.l10n.t('Open Keys') };
  const text = result === 'skipped' ? vscode.l10n.t('The check was stopped.') : failureText(route, result);
  const detail = vscode.l10n.t('The route is not connected yet.');
  const items: vscode.MessageItem[] = [back, again, anyway, ...(page ? [open] : [])];
  for (;;) {
    const choice = await vscode.window.showWarningMessage(text, { modal: true, detail }, ...items);
    if (choice === again) return 'again';
    if (choice === anyway) return { picked: {} };
    if (choice !== open || !page) return 'back';
    await openPage(page);
  }
}

function failureText({ name }: Route, { kind, facts }: GenerationFailure): string {
  const text = `${name}: ${reasonText(kind)}.`;
  return facts.providerMessage ? `${text} “${facts.providerMessage}”` : text;
}
