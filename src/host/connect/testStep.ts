import * as vscode from 'vscode';
import { GenerationFailure } from '../../core/failure';
import type { Credential, Route } from '../../core/route';
import type { Step } from '../steps/pickStep';
import type { FreeCheck } from '../freeCheck';
import { diagnosisText } from '../texts/diagnosisText';

export interface TestQuestion {
  readonly route: Route;
  /** Rejects with a `GenerationFailure` where a login of this machine cannot be read. */
  readonly credential: () => Promise<Credential>;
  /** The ids of the model to look for. */
  readonly modelIds: readonly string[];
  readonly check: FreeCheck;
}

/** Checks the route before it is stored, and lets the user decide what to do about a failure. */
export async function testRoute(question: TestQuestion): Promise<Step<object>> {
  for (;;) {
    const result = await checkWithProgress(question);
    if (result === 'fine') return { picked: {}, unasked: true };
    const answer = await askAbout(result, question);
    if (answer === 'again') continue;
    return answer;
  }
}

/** What came of the check; `skipped` where the user would not wait. */
async function checkWithProgress({
  route,
  credential,
  modelIds,
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
      const failure = await check(route, modelIds, await credential(), stop.signal);
      if (!failure) return 'fine';
      return failure.kind === 'cancelled' ? 'skipped' : failure;
    } catch (error) {
      if (error instanceof GenerationFailure) return error;
      throw error;
    }
  });
}

type Answer = 'again' | Step<object>;

async function askAbout(result: 'skipped' | GenerationFailure, { route }: TestQuestion): Promise<Answer> {
  const back = vscode.l10n.t('Change the Answers');
  const again = vscode.l10n.t('Check Again');
  const anyway = vscode.l10n.t('Connect All the Same');
  const text = result === 'skipped' ? vscode.l10n.t('The check was stopped.') : diagnosisText(route, result.facts);
  const detail = vscode.l10n.t('The route is not connected yet.');
  const choice = await vscode.window.showWarningMessage(text, { modal: true, detail }, back, again, anyway);
  const answers: Readonly<Record<string, Answer>> = { [back]: 'back', [again]: 'again', [anyway]: { picked: {} } };
  return choice === undefined ? undefined : answers[choice];
}
