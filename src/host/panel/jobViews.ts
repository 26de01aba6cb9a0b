import type { JobView, QuestionView } from '../../panel/jobs';
import type { RunningJob } from '../../work/job';
import type { OpenQuestion } from '../../work/question';
import type { Work } from '../../work/work';
import { nowText, statusText } from '../jobs/showJob';
import { partText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';
import { elapsedText, triedText } from '../texts/progressText';
import { answerLabel, questionText } from '../texts/money/questionText';

/** A job under way as the panel shows it. */
export function jobView(work: Work, job: RunningJob): JobView {
  return {
    ...whichView(job),
    status: plainText(statusText(work, job)),
    now: plainText(nowText(work, job)),
    tried: (job.progress.failed ?? []).map((attempt) => plainText(triedText(attempt), 300)),
    elapsed: elapsedText(job.progress, work.elapsed()),
    question: questionView(work.questionOf(job.id)),
    cancelling: job.cancelling,
    failed: false,
  };
}

function whichView({ id, prompt, part }: RunningJob): Pick<JobView, 'id' | 'prompt' | 'part'> {
  return { id, prompt: plainText(prompt), part: part && partText(part) };
}

function questionView(open: OpenQuestion | undefined): QuestionView | undefined {
  if (!open) return undefined;
  const choices = open.answers.map((id) => ({ id, label: plainText(answerLabel(open, id), 100) }));
  return { text: plainText(questionText(open), 1_000), choices };
}
