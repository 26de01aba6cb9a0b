import * as vscode from 'vscode';
import { GenerationFailure } from '../../core/failures/failure';
import type { Credential, Route } from '../../core/services/route';
import type { AccountQuestions } from '../../providers/freeChecks/accountQuestions';
import { diagnosisText } from '../texts/diagnosisText';
import { say } from '../window/say';
import { showProgress } from '../window/showProgress';

/** What questions about money need. */
export interface AskServiceDeps {
  readonly account: AccountQuestions;
  /** The stored one; nobody is asked for it. */
  readonly credential: (route: Route) => Promise<Credential>;
}

/** US dollars that a service took for one answer; undefined where it could not say, which the user is told. */
export async function askService(route: Route, id: string, deps: AskServiceDeps): Promise<number | undefined> {
  const asked = await askMoney(route, async (signal) =>
    deps.account.costOf(route, await deps.credential(route), id, signal),
  );
  if (asked === 'unknown') {
    void say.warning(
      vscode.l10n.t('{0} doesn’t know yet what this request cost. Try again in a few seconds.', route.name),
    );
  }
  return typeof asked === 'number' ? asked : undefined;
}

/** Asks for free, at the user's click. Undefined: it failed, which the user is told, or they stopped it. */
export async function askMoney<T>(
  route: Route,
  ask: (signal: AbortSignal) => Promise<T | undefined>,
): Promise<T | 'unknown' | undefined> {
  try {
    return await showProgress(vscode.l10n.t('Asking {0}, free of charge…', route.name), async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return (await ask(stop.signal)) ?? 'unknown';
    });
  } catch (error) {
    if (!(error instanceof GenerationFailure)) throw error;
    if (error.kind !== 'cancelled') void say.warning(diagnosisText(route, error.facts));
    return undefined;
  }
}
