import * as vscode from 'vscode';
import type { JobView } from '../../panel/jobs';
import type { FailedTile, ToldFailure } from '../../work/clicks/failedClicks';
import { failedTogether } from '../../work/clicks/clickEnd';
import type { FailedJob } from '../../work/job';
import type { NoticeButton } from '../../work/notices';
import type { Wanted } from '../../work/wanted';
import { afterFailure } from '../jobs/afterFailure';
import { failureButtons, settleButton } from '../remedies/failureActions';
import { failureMessage } from '../texts/failureText';
import { fetchErrorText, partText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';

/** What the buttons of a failure can start. */
export interface FailedSteps {
  readonly make: (wanted: Wanted) => void;
  readonly changePrompt: (wanted: Wanted) => Promise<void>;
}

/** Why it failed: what is of one kind is told once, whichever routes were skipped for it meanwhile. */
export function failureReason(failure: ToldFailure): string {
  if (failure.kind === 'broken') return fetchErrorText(failure.error);
  return failure.outcome.problem?.what ?? failure.outcome.failure.kind;
}

/** What failed as the panel shows it, until it is dismissed. */
export function failedView({ id, job, failures }: FailedTile, steps: FailedSteps): JobView {
  const together = togetherOf(failures);
  const [status = '', ...tried] = textsOf(together);
  const [first] = buttonsOf(together, steps);
  return {
    ...{ id, prompt: plainText(job.prompt), part: partOf(job, failures.length) },
    status: plainText(status, 1_000),
    tried: tried.map((line) => plainText(line, 1_000)),
    ...{ elapsed: '', cancelling: false, failed: true },
    actions: [first, settleOf(together, first)].flatMap((button) =>
      button ? [{ id: button.id, label: button.label }] : [],
    ),
  };
}

/** What the button of a failure does. */
export function failedButton({ failures }: FailedTile, actionId: string, steps: FailedSteps): NoticeButton | undefined {
  return buttonsOf(togetherOf(failures), steps).find(({ id }) => id === actionId);
}

/** Said where others could have been asked, and nobody wanted that. */
export function onlyLine({ wanted, outcome, untried }: FailedJob): readonly string[] {
  const [attempt] = outcome.attempts;
  if (wanted.onlyRoute === undefined || untried.length === 0 || !attempt) return [];
  return [vscode.l10n.t('Only {0} was asked.', attempt.route.name)];
}

/** As many as failed, and what all of them have cost or may have. */
function togetherOf(failures: FailedTile['failures']): ToldFailure {
  return failedTogether(failures.filter((one) => one.kind === 'failed')) ?? failures[0];
}

/** A short sentence, and what was tried and what it cost. */
function textsOf(failure: ToldFailure): string[] {
  if (failure.kind === 'broken') return [fetchErrorText(failure.error)];
  const { sentence, lines } = failureMessage(failure.outcome);
  return [sentence, ...lines, ...onlyLine(failure)];
}

function buttonsOf(failure: ToldFailure, { make, changePrompt }: FailedSteps): readonly NoticeButton[] {
  if (failure.kind === 'broken') return [];
  const { count = 1 } = failure.wanted;
  return failureButtons(failureMessage(failure.outcome), {
    ...afterFailure(failure, make, count),
    changePrompt: () => changePrompt(failure.wanted),
  });
}

/** Money is never left to be looked for elsewhere. */
function settleOf(failure: ToldFailure, first: NoticeButton | undefined): NoticeButton | undefined {
  const settle = failure.kind === 'failed' ? settleButton(failure.outcome.attempts) : undefined;
  return settle?.id === first?.id ? undefined : settle;
}

function partOf({ part }: FailedTile['job'], count: number): string | undefined {
  if (count > 1) return vscode.l10n.t('{0} pictures', count);
  return part && partText(part);
}
