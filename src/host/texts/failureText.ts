import * as vscode from 'vscode';
import type { FailureKind } from '../../core/failure';
import type { Attempt } from '../../core/attempts';
import type { JobOutcome, Obstacles, RequestProblem } from '../../core/generate';
import { findModel } from '../../core/models';
import { formatUsd } from '../../core/price';
import type { Obstacle, Route } from '../../core/route';
import { mostText, referenceProblemText } from './referenceText';

/** What a message offers to do. */
export type FailureAction = 'setKey' | 'openBilling' | 'openSettings' | 'tryAgain' | 'showLog';

/** What happened to one route, as the end of a sentence that began with its name. */
const reasons: Record<FailureKind, () => string> = {
  auth: () => vscode.l10n.t('the key was not accepted'),
  region: () => vscode.l10n.t('not available in this region'),
  setup: () => vscode.l10n.t('the account or project is not ready'),
  credit: () => vscode.l10n.t('no credit left'),
  quota: () => vscode.l10n.t('the quota is used up'),
  rateLimit: () => vscode.l10n.t('too many requests now'),
  overloaded: () => vscode.l10n.t('overloaded'),
  server: () => vscode.l10n.t('a fault of the service'),
  network: () => vscode.l10n.t('could not be reached'),
  model: () => vscode.l10n.t('the model is not available there'),
  refused: () => vscode.l10n.t('the content was refused'),
  noImage: () => vscode.l10n.t('answered without a picture'),
  badRequest: () => vscode.l10n.t('the request was not accepted'),
  timeout: () => vscode.l10n.t('no answer in time'),
  interrupted: () => vscode.l10n.t('the connection broke off'),
  badResponse: () => vscode.l10n.t('an answer that makes no sense'),
  cancelled: () => vscode.l10n.t('cancelled'),
  unsupported: () => vscode.l10n.t('not possible'),
  noRoute: () => vscode.l10n.t('no route can do this'),
  budget: () => vscode.l10n.t('the spending limit is reached'),
};

/** The one action that helps; `undefined` where there is none but to read. */
const actions: Record<FailureKind, FailureAction | undefined> = {
  auth: 'setKey',
  region: 'openSettings',
  setup: 'openBilling',
  credit: 'openBilling',
  quota: 'openBilling',
  rateLimit: 'tryAgain',
  overloaded: 'tryAgain',
  server: 'tryAgain',
  network: 'tryAgain',
  model: 'openSettings',
  refused: undefined,
  noImage: 'tryAgain',
  badRequest: 'showLog',
  timeout: 'tryAgain',
  interrupted: 'tryAgain',
  badResponse: 'openSettings',
  cancelled: undefined,
  unsupported: undefined,
  noRoute: 'openSettings',
  budget: 'openSettings',
};

export function reasonText(kind: FailureKind): string {
  return reasons[kind]();
}

/** A job that failed, in words: one sentence, a line for each route, and what helps. */
export interface FailureMessage {
  readonly sentence: string;
  readonly lines: readonly string[];
  readonly action: FailureAction | undefined;
  /** The route that the action is about. */
  readonly route: Route | undefined;
}

export function failureMessage(outcome: Extract<JobOutcome<unknown>, { ok: false }>): FailureMessage {
  const { failure, attempts, obstacles, problem } = outcome;
  if (problem) return { sentence: problemText(problem), lines: [], action: undefined, route: undefined };
  const last = lastOfEachRoute(attempts);
  const lines = [...last.map(attemptLine), ...obstacles.map(obstacleLine)];
  const decisive = last.find((attempt) => attempt.failure?.kind === failure.kind) ?? last.at(-1);
  return {
    sentence: sentence(outcome, last),
    lines,
    action: actions[failure.kind],
    route: decisive?.route ?? obstacles[0]?.route,
  };
}

function sentence(
  {
    failure,
    attempts,
    obstacles,
  }: { failure: { kind: FailureKind }; attempts: readonly Attempt[]; obstacles: Obstacles },
  last: readonly Attempt[],
): string {
  const money = moneyText(attempts);
  const what =
    failure.kind === 'cancelled'
      ? vscode.l10n.t('Cancelled.')
      : last.length > 1
        ? vscode.l10n.t('None of {0} routes made the picture.', last.length)
        : last.length === 1
          ? vscode.l10n.t('No picture.')
          : obstacles.length > 0
            ? vscode.l10n.t('No route can make this picture.')
            : `${vscode.l10n.t('No picture')}: ${reasonText(failure.kind)}.`;
  return money ? `${what} ${money}` : what;
}

function lastOfEachRoute(attempts: readonly Attempt[]): Attempt[] {
  const byRoute = new Map<string, Attempt>();
  for (const attempt of attempts) {
    byRoute.delete(attempt.route.id);
    byRoute.set(attempt.route.id, attempt);
  }
  return [...byRoute.values()];
}

function attemptLine({ route, failure }: Attempt): string {
  if (!failure) return route.name;
  const { providerMessage: said, referenceProblem } = failure.facts;
  if (referenceProblem) return `${route.name}: ${referenceProblemText(referenceProblem)}`;
  const status = failure.facts.status ? ` (${failure.facts.status})` : '';
  const what = failure.facts.reason === 'keyMissing' ? vscode.l10n.t('no key yet') : reasonText(failure.kind);
  const reason = `${route.name}: ${what}${status}.`;
  return said ? `${reason} “${said}”` : reason;
}

/** What is known of the money of a job that gave no picture. */
function moneyText(attempts: readonly Attempt[]): string {
  const paid = attempts.filter(({ charge }) => charge !== 'none');
  if (attempts.length === 0) return '';
  if (paid.length === 0) return vscode.l10n.t('Nothing was charged.');
  const names = [...new Set(paid.map(({ route }) => route.name))].join(', ');
  const known = paid.every(({ costUsd }) => costUsd !== undefined);
  const usd = paid.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  return known
    ? vscode.l10n.t('{0} may have charged {1}.', names, formatUsd(usd))
    : vscode.l10n.t('{0} may have charged for it.', names);
}

function obstacleLine({ route, obstacle }: Obstacles[number]): string {
  return `${route.name}: ${obstacleText(obstacle)}`;
}

function obstacleText(obstacle: Obstacle): string {
  switch (obstacle.what) {
    case 'model':
      return vscode.l10n.t('does not have {0}.', findModel(obstacle.model)?.name ?? obstacle.model);
    case 'size':
      return vscode.l10n.t('cannot make {0}, only {1}.', obstacle.size, obstacle.possible.join(', '));
    case 'ratio':
      return vscode.l10n.t('cannot make {0}, only {1}.', obstacle.ratio, obstacle.possible.join(', '));
    case 'references':
      return mostText(obstacle.most);
    case 'referenceType':
      return vscode.l10n.t(
        'does not take pictures of the type {0}, only {1}.',
        obstacle.mime,
        obstacle.possible.join(', '),
      );
    case 'vertexOptions':
      return vscode.l10n.t('does not have the options that only Vertex AI has.');
    case 'relay':
      return vscode.l10n.t('is a relay, and the setting "dualtrack.firstPartyOnly" rules relays out.');
  }
}

function problemText(problem: RequestProblem): string {
  switch (problem.what) {
    case 'emptyPrompt':
      return vscode.l10n.t('The prompt is empty. Say what the picture should show.');
    case 'promptTooLong':
      return vscode.l10n.t('The prompt has {0} characters; {1} are the most.', problem.length, problem.most);
    case 'unknownModel':
      return vscode.l10n.t('There is no model "{0}".', problem.model);
  }
}
