import * as vscode from 'vscode';
import type { Attempt } from '../../core/run/attempts';
import type { FailedJob } from '../../work/job';
import type { Wanted } from '../../work/wanted';
import type { FailureSteps } from '../remedies/failureActions';
import { moneyText } from '../texts/failureText';
import { say } from '../window/say';

/**
 * What can be done after a job that failed: the same once more, or `count` times, or on the routes that it did not try. Where something may have
 * been charged already the latter asks first: the other routes charge as well.
 */
export function afterFailure(
  { wanted, untried, outcome }: FailedJob,
  make: (wanted: Wanted) => void,
  count = 1,
): Pick<FailureSteps, 'again' | 'pictures' | 'otherRoutes'> {
  const once = { ...wanted, count };
  const names = untried.map(({ name }) => name);
  const otherRoutes = async (): Promise<void> => {
    if (await consents(outcome.attempts, names)) {
      make({ ...once, onlyRoute: undefined, among: untried.map(({ id }) => id) });
    }
  };
  return { again: () => make(once), pictures: count, otherRoutes: untried.length > 0 ? otherRoutes : undefined };
}

async function consents(attempts: readonly Attempt[], names: readonly string[]): Promise<boolean> {
  if (attempts.every(({ charge }) => charge === 'none')) return true;
  const go = vscode.l10n.t('Try Other Route');
  const question = vscode.l10n.t(
    '{0} You would pay for another picture. Try {1}?',
    moneyText(attempts),
    names.join(', '),
  );
  return (await say.warning({ text: question, modal: { details: [] } }, go)) === go;
}
