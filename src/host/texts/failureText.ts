import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/diagnosis';
import type { FailureFacts, GenerationFailure } from '../../core/failure';
import type { Attempt } from '../../core/attempts';
import type { JobOutcome, Obstacles, RequestProblem } from '../../core/generate';
import { findModel } from '../../core/models';
import { formatUsd } from '../../core/price';
import type { Obstacle, Route } from '../../core/route';
import { diagnosisText, reasonText } from './diagnosisText';
import { plainText } from './plainText';
import { mostText, referenceProblemText } from './referenceText';

/** A job that failed, in words: one sentence, a line for each route, and what helps. */
export interface FailureMessage {
  readonly sentence: string;
  readonly lines: readonly string[];
  /** What decided, for whoever offers help; undefined if the request itself was wrong. */
  readonly facts: FailureFacts | undefined;
  /** The route that the facts are about. */
  readonly route: Route | undefined;
}

export function failureMessage(outcome: Extract<JobOutcome<unknown>, { ok: false }>): FailureMessage {
  const { failure, attempts, obstacles, problem } = outcome;
  if (problem) return { sentence: problemText(problem), lines: [], facts: undefined, route: undefined };
  const last = lastOfEachRoute(attempts);
  const lines = [...last.map(attemptLine), ...obstacles.map(obstacleLine)];
  const decisive = last.find((attempt) => attempt.failure?.kind === failure.kind) ?? last.at(-1);
  return {
    sentence: sentence(outcome, last),
    lines,
    facts: decisive?.failure?.kind === failure.kind ? decisive.failure.facts : failure.facts,
    route: decisive?.route ?? obstacles[0]?.route,
  };
}

function sentence(
  { failure, attempts, obstacles }: { failure: GenerationFailure; attempts: readonly Attempt[]; obstacles: Obstacles },
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
            : `${vscode.l10n.t('No picture')}: ${reasonText(diagnosisOf(failure.facts))}.`;
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
  const { referenceProblem } = failure.facts;
  if (referenceProblem) return `${route.name}: ${referenceProblemText(referenceProblem)}`;
  return diagnosisText(route, failure.facts);
}

/** What is known of the money of a job that gave no picture. */
export function moneyText(attempts: readonly Attempt[]): string {
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
      return vscode.l10n.t('does not have {0}.', plainText(findModel(obstacle.model)?.name ?? obstacle.model, 80));
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
      return vscode.l10n.t('There is no model "{0}".', plainText(problem.model, 80));
  }
}
