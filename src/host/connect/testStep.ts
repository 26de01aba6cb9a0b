import * as vscode from 'vscode';
import { wantsOtherKey } from '../../core/failures/diagnosis';
import { GenerationFailure } from '../../core/failures/failure';
import type { Credential, Route } from '../../core/services/route';
import type { Step } from '../steps/pickStep';
import { helpButton } from '../remedies/failureActions';
import type { FreeCheck } from '../../providers/freeChecks/freeCheck';
import { diagnosisText } from '../texts/diagnosisText';
import { say } from '../window/say';
import { showProgress } from '../window/showProgress';

interface TestQuestion {
  readonly route: Route;
  /** Rejects with a `GenerationFailure` where a login of this machine cannot be read. */
  readonly credential: () => Promise<Credential>;
  /** The ids of the model to look for. */
  readonly modelIds: readonly string[];
  readonly check: FreeCheck;
}

/** What the user wants: to go on or back, to change what was not asked for, or to give another key. */
type Tested =
  Step<object> | 'options' | { /** What is wrong with the one that was given. */ readonly otherKey: string };

/** Checks the route before it is stored, and lets the user decide what to do about a failure. */
export async function testRoute(question: TestQuestion): Promise<Tested> {
  for (;;) {
    const result = await checkWithProgress(question);
    if (result === 'fine') return { picked: {}, unasked: true };
    const answer = await askAbout(result, question.route);
    if (answer !== 'again') return answer;
  }
}

/** `skipped` where the user would not wait. */
type Failed = 'skipped' | GenerationFailure;

async function checkWithProgress({ route, credential, modelIds, check }: TestQuestion): Promise<'fine' | Failed> {
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

type Answer = 'again' | Tested;

/** A button with what it means. */
interface Labelled {
  readonly label: string;
  readonly answer: Answer | 'help';
}

const goBack = (): Labelled => ({ label: vscode.l10n.t('Go Back'), answer: 'back' });
const checkAgain = (): Labelled => ({ label: vscode.l10n.t('Check Again'), answer: 'again' });
const moreOptions = (): Labelled => ({ label: vscode.l10n.t('More Options…'), answer: 'options' });
const connectAnyway = (): Labelled => ({ label: vscode.l10n.t('Connect Anyway'), answer: { picked: {} } });

/** Where another key is what helps. */
function anotherKey({ facts }: GenerationFailure, route: Route): Labelled | undefined {
  if (!wantsOtherKey(facts, route)) return undefined;
  const isFile = route.credential === 'serviceAccount';
  const label = isFile ? vscode.l10n.t('Pick Another Key File…') : vscode.l10n.t('Enter Another Key');
  return { label, answer: { otherKey: diagnosisText(route, facts) } };
}

async function askAbout(failed: Failed, route: Route): Promise<Answer> {
  const facts = failed === 'skipped' ? undefined : failed.facts;
  const text = facts ? diagnosisText(route, facts) : vscode.l10n.t('The check was stopped.');
  const details = [vscode.l10n.t('The route is not connected yet.')];
  const help = facts && helpButton(facts, route);
  const helps: Labelled[] = help ? [{ label: help.label, answer: 'help' }] : [];
  const another = failed === 'skipped' ? undefined : anotherKey(failed, route);
  const ways = another
    ? [another, ...helps, checkAgain(), connectAnyway()]
    : [...helps, goBack(), checkAgain(), moreOptions(), connectAnyway()];
  const answer = chosenOf(ways, await say.warning({ text, modal: { details } }, ...ways.map(({ label }) => label)));
  if (answer !== 'help') return answer;
  await help?.run();
  return askWhenDone(another, route);
}

/**
 * Beside the page, terminal or settings where the user is now: a dialog would keep them from it. Told as an error, since VS Code
 * puts every other message out of sight after ten seconds.
 */
async function askWhenDone(another: Labelled | undefined, { name }: Route): Promise<Answer> {
  const text = vscode.l10n.t('{0} is not connected yet. When that is done, check again.', name);
  const ways = another ? [another, checkAgain(), connectAnyway()] : [checkAgain(), goBack(), connectAnyway()];
  const answer = chosenOf(ways, await say.error(text, ...ways.map(({ label }) => label)));
  return answer === 'help' ? undefined : answer;
}

function chosenOf(ways: readonly Labelled[], choice: string | undefined): Labelled['answer'] {
  return ways.find(({ label }) => label === choice)?.answer;
}
