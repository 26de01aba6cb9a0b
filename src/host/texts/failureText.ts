import * as vscode from 'vscode';
import { diagnosisOf } from '../../core/failures/diagnosis';
import type { FailureFacts, GenerationFailure } from '../../core/failures/failure';
import type { Attempt } from '../../core/run/attempts';
import type { JobOutcome } from '../../core/run/generate';
import type { Skipped } from '../../core/run/health';
import type { Obstacles, RequestProblem } from '../../core/run/job';
import { findModel } from '../../core/services/models';
import { formatUsd } from '../../core/services/price';
import type { Obstacle, Route } from '../../core/services/route';
import { diagnosisText, reasonText } from './diagnosisText';
import { limitText } from './money/limitText';
import { sizeText } from '../../core/words/sizeText';
import { plainText } from './plainText';
import { namesText, wasSkippedText } from './routeText';
import { mostText, referenceProblemText } from './referenceText';

/** A job that failed, in words: one sentence, a line for each route, and what helps. */
export interface FailureMessage {
  readonly sentence: string;
  readonly lines: readonly string[];
  /** What decided, for whoever offers help; undefined if the request itself was wrong. */
  readonly facts: FailureFacts | undefined;
  /** The route that the facts are about. */
  readonly route: Route | undefined;
  readonly attempts: readonly Attempt[];
  /** The routes that were not asked, for what was known of them. */
  readonly skipped: readonly Skipped<Route>[];
}

type FailedOutcome = Extract<JobOutcome<unknown>, { ok: false }>;

export function failureMessage(outcome: FailedOutcome): FailureMessage {
  const { failure, attempts, skipped, obstacles, problem } = outcome;
  if (problem) {
    const none = { facts: undefined, route: undefined, attempts: [], skipped: [] };
    return { sentence: problemText(problem), lines: [], ...none };
  }
  const last = lastOfEachRoute(attempts);
  const told = last.filter(({ failure }) => !isOverAll(failure));
  const lines = [...told.map(attemptLine), ...skipped.map(wasSkippedText), ...obstacles.map(obstacleLine)];
  const decisive = last.find((attempt) => attempt.failure?.kind === failure.kind) ?? last.at(-1);
  return {
    sentence: sentence(outcome, last),
    lines,
    facts: decisive?.failure?.kind === failure.kind ? decisive.failure.facts : failure.facts,
    route: decisive?.route ?? obstacles[0]?.route,
    attempts,
    skipped,
  };
}

function sentence(
  { failure, attempts, skipped, obstacles }: Omit<FailedOutcome, 'problem'>,
  last: readonly Attempt[],
): string {
  const money = moneyText(attempts);
  const routes = last.length + skipped.length;
  const what =
    failure.kind === 'cancelled'
      ? vscode.l10n.t('Cancelled.')
      : failure.kind === 'refused'
        ? vscode.l10n.t('No picture: the prompt was refused.')
        : isOverAll(failure) && failure.facts.limitReached
          ? limitText(failure.facts.limitReached)
          : routes > 1
            ? vscode.l10n.t('None of {0} routes made the picture.', routes)
            : last.length === 1
              ? vscode.l10n.t('No picture.')
              : obstacles.length > 0
                ? vscode.l10n.t('No route can make this picture.')
                : `${vscode.l10n.t('No picture')}: ${reasonText(diagnosisOf(failure.facts))}.`;
  return money ? `${what} ${money}` : what;
}

/** Whether a limit said no that is not one route's own: the sentence tells all of it. */
function isOverAll(failure: GenerationFailure | undefined): boolean {
  return failure?.facts.limitReached !== undefined && !failure.facts.routeOnly;
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
  const { referenceProblem, limitReached, routeOnly } = failure.facts;
  if (referenceProblem) return `${route.name}: ${referenceProblemText(referenceProblem)}`;
  if (limitReached && routeOnly) return `${route.name}: ${limitText(limitReached, route.name)}`;
  return diagnosisText(route, failure.facts);
}

/** What is known of the money of a job that gave no picture. */
export function moneyText(attempts: readonly Attempt[]): string {
  const paid = attempts.filter(({ charge }) => charge !== 'none');
  if (attempts.length === 0) return '';
  if (paid.length === 0) return vscode.l10n.t('Nothing was charged.');
  const names = namesText([...new Set(paid.map(({ route }) => route.name))]);
  const known = paid.every(({ costUsd }) => costUsd !== undefined);
  const usd = paid.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0);
  return known
    ? vscode.l10n.t('{0} may have charged {1}.', names, formatUsd(usd))
    : vscode.l10n.t('{0} may have charged for it.', names);
}

function obstacleLine({ route, obstacle }: Obstacles[number]): string {
  return `${route.name}: ${obstacleText(obstacle)}`;
}

/** What keeps a route from it, as the rest of a sentence that begins with its name. */
export function obstacleText(obstacle: Obstacle): string {
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
    case 'referenceSize':
      return vscode.l10n.t(
        'takes {0}; image {1} is {2}, and its type cannot be made smaller here. Save it as JPEG.',
        sizeText(obstacle.most),
        obstacle.number,
        sizeText(obstacle.bytes),
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
      return vscode.l10n.t('The prompt is empty. Describe the picture.');
    case 'promptTooLong':
      return vscode.l10n.t('The prompt has {0} characters; {1} are the most.', problem.length, problem.most);
    case 'unknownModel':
      return vscode.l10n.t('There is no model "{0}".', plainText(problem.model, 80));
  }
}
