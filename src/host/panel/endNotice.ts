import { clickEndOf, failedTogether } from '../../work/clicks/clickEnd';
import { toldFailure } from '../../work/clicks/failedClicks';
import type { Ended, FailedJob } from '../../work/job';
import type { Notice, NoticeButton } from '../../work/notices';
import type { Wanted } from '../../work/wanted';
import { afterFailure } from '../jobs/afterFailure';
import { failureButtons, mendButtonOf, settleButton } from '../remedies/failureActions';
import { failureMessage } from '../texts/failureText';
import { clickText, fetchErrorText } from '../texts/pictureText';
import { ofPrompt } from '../texts/plainText';
import { onlyLine } from './failedTiles';
import { noticeWords } from './noticeWords';

/** What the buttons of a notice can start. */
interface EndSteps {
  readonly make: (wanted: Wanted) => void;
  /** Fetches all pictures that were made and could not be fetched. */
  readonly fetchAll: () => Promise<void>;
  readonly changePrompt: (wanted: Wanted) => Promise<void>;
}

/**
 * What is said once all pictures of a click have ended, beside what tiles tell; undefined: nothing. Where others are still being made,
 * a failure is told with its prompt.
 */
export function endNotice(ends: readonly Ended[], steps: EndSteps, isAlone: boolean): Notice | undefined {
  const untold = ends.filter((end) => !toldFailure(end));
  const notice = noticeOf(ends, untold, steps);
  const failed = untold.find((end) => end.kind === 'failed');
  if (!notice || !failed || isAlone) return notice;
  return { ...notice, text: ofPrompt(failed.wanted.prompt, notice.text) };
}

/** Where nothing was made, the tiles have said of the click what there is to say. */
function noticeOf(ends: readonly Ended[], untold: readonly Ended[], steps: EndSteps): Notice | undefined {
  const all = untold.some(({ kind }) => kind === 'made') ? ends : untold;
  const [end, ...more] = all;
  if (more.length > 0) return clickNotice(all, untold, steps);
  if (!end || end.kind === 'made') return end && noticeWords.made(end.made);
  return end.kind === 'failed' ? failureNotice(end, steps) : noticeWords.error(end.error);
}

function failureNotice(ended: FailedJob, steps: EndSteps): Notice {
  const { sentence, lines } = failureMessage(ended.outcome);
  if (ended.outcome.failure.kind === 'cancelled') {
    const settle = settleButton(ended.outcome.attempts);
    return { severity: 'info', text: sentence, lines: [], buttons: settle ? [settle] : [] };
  }
  const tellsUnfetched = ended.downloadAgain !== undefined;
  return {
    severity: 'error',
    text: sentence,
    lines: [...lines, ...onlyLine(ended)],
    buttons: buttonsOf(ended, steps),
    tellsUnfetched,
  };
}

/** One for all of them; what failed for the same reason is said once. */
function clickNotice(ends: readonly Ended[], untold: readonly Ended[], steps: EndSteps): Notice {
  const { made, failed, lost, errors } = clickEndOf(untold);
  const lines = [
    ...failed.flatMap(({ outcome }) => linesOf(outcome)),
    ...failed.flatMap(onlyLine),
    ...errors.map(fetchErrorText),
  ];
  const isKept = made.some(({ saved }) => saved.keptBecause);
  const together = failedTogether(failed);
  const more = settleButton(lost) ?? made.flatMap((one) => mendButtonOf(one) ?? [])[0];
  return {
    severity: lines.length > 0 ? 'error' : isKept ? 'warning' : 'info',
    text: clickText({ ...clickEndOf(ends), lost }),
    lines: [...new Set(lines)],
    buttons: together ? buttonsOf(together, steps, lost) : more ? [more] : [],
  };
}

/** Where no route was asked, what was wrong is the sentence. */
function linesOf(outcome: FailedJob['outcome']): readonly string[] {
  const { sentence, lines } = failureMessage(outcome);
  return lines.length > 0 ? lines : [sentence];
}

/** `attempts`: those that may be settled. */
function buttonsOf(
  ended: FailedJob,
  { make, fetchAll, changePrompt }: EndSteps,
  attempts = ended.outcome.attempts,
): readonly NoticeButton[] {
  const { count = 1 } = ended.wanted;
  return failureButtons(
    { ...failureMessage(ended.outcome), attempts },
    {
      ...afterFailure(ended, make, count),
      downloadAgain: ended.downloadAgain && fetchAll,
      changePrompt: () => changePrompt(ended.wanted),
    },
  );
}
