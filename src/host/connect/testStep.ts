import * as vscode from 'vscode';
import { GenerationFailure } from '../../core/failure';
import type { Credential, Route } from '../../core/route';
import type { Step } from '../steps/pickStep';
import { helpButton } from '../failureActions';
import type { FreeCheck } from '../freeCheck';
import { diagnosisText } from '../texts/diagnosisText';
import { say } from '../window/say';
import { showProgress } from '../window/showProgress';

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
    const answer = await askAbout(result, question.route);
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
  return showProgress(vscode.l10n.t('Checking {0}, free of charge…', route.name), async (_, token) => {
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

/** A button with what it means. */
interface Labelled {
  readonly label: string;
  readonly answer: Answer;
}

const changeAnswers = (): Labelled => ({ label: vscode.l10n.t('Change the Answers'), answer: 'back' });
const checkAgain = (): Labelled => ({ label: vscode.l10n.t('Check Again'), answer: 'again' });
const connectAnyway = (): Labelled => ({ label: vscode.l10n.t('Connect All the Same'), answer: { picked: {} } });

async function askAbout(result: 'skipped' | GenerationFailure, route: Route): Promise<Answer> {
  const help = result === 'skipped' ? undefined : helpButton(result.facts, route);
  const text = result === 'skipped' ? vscode.l10n.t('The check was stopped.') : diagnosisText(route, result.facts);
  const detail = vscode.l10n.t('The route is not connected yet.');
  const answers = [changeAnswers(), checkAgain(), connectAnyway()];
  const labels = [...(help ? [help.label] : []), ...answers.map(({ label }) => label)];
  const choice = await say.warning({ text, modal: { details: [detail] } }, ...labels);
  if (!help || choice !== help.label) return answers.find(({ label }) => label === choice)?.answer;
  await help.run();
  return askWhenDone(route);
}

/**
 * Beside the page, terminal or settings where the user is now: a dialog would keep them from it. Told as an error, since VS Code
 * puts every other message out of sight after ten seconds.
 */
async function askWhenDone({ name }: Route): Promise<Answer> {
  const text = vscode.l10n.t('{0} is not connected yet. When that is done, check again.', name);
  const answers = [checkAgain(), changeAnswers(), connectAnyway()];
  const choice = await say.error(text, ...answers.map(({ label }) => label));
  return answers.find(({ label }) => label === choice)?.answer;
}
