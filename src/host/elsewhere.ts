import * as vscode from 'vscode';
import type { Attempt } from '../core/attempts';
import type { Job } from '../core/generate';
import { untriedRoutes } from '../core/untriedRoutes';
import { moneyText } from './texts/failureText';
import { say } from './window/say';

/**
 * The same job on the routes that it did not try; undefined where there are none. Where something may have been charged
 * already it asks first: the other routes charge as well.
 */
export function elsewhere(
  job: Job,
  attempts: readonly Attempt[],
  run: (among: readonly string[]) => void,
): (() => Promise<void>) | undefined {
  const routes = untriedRoutes(job, attempts);
  if (routes.length === 0) return undefined;
  return async () => {
    const isFree = attempts.every(({ charge }) => charge === 'none');
    if (
      isFree ||
      (await consents(
        attempts,
        routes.map(({ name }) => name),
      ))
    )
      run(routes.map(({ id }) => id));
  };
}

async function consents(attempts: readonly Attempt[], names: readonly string[]): Promise<boolean> {
  const go = vscode.l10n.t('Try Other Route');
  const question = vscode.l10n.t(
    '{0} Another picture is paid for as well. Try {1}?',
    moneyText(attempts),
    names.join(', '),
  );
  return (await say.warning({ text: question, modal: { details: [] } }, go)) === go;
}
