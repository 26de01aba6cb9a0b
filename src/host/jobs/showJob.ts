import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { commands } from '../../ids';
import type { RunningJob } from '../../work/job';
import type { Work } from '../../work/work';
import { elapsedText, stepText } from '../texts/progressText';
import { showProgress, showWaiting } from '../window/showProgress';

/**
 * Shows a job as a notification with Cancel, until its picture is there or it has ended otherwise. While the job asks something,
 * the question stands alone; once it was closed without an answer, a way back to it is shown instead.
 */
export async function showJob(work: Work, running: RunningJob, title: string): Promise<void> {
  const over = { isOver: false };
  const end = running.arrived.then(() => void (over.isOver = true));
  while (!over.isOver) {
    const phase = phaseOf(work, running);
    await shows[phase](work, running, title, phaseEnd(work, running, phase, end));
    // an answer that ends the job ends it within this moment: nothing needs to be shown again
    if (phase !== 'works') await Promise.race([end, wait(100)]);
  }
}

/** `asks`: a question is before the user; `waits`: it was closed without an answer. */
type Phase = 'works' | 'asks' | 'waits';

function phaseOf(work: Work, { id }: RunningJob): Phase {
  const question = work.questionOf(id);
  if (!question) return 'works';
  return question.isShown ? 'asks' : 'waits';
}

type Show = (work: Work, running: RunningJob, title: string, next: Promise<void>) => Thenable<void>;

const shows: Readonly<Record<Phase, Show>> = {
  works: (work, running, title, next) =>
    showProgress(title, async (report, token) => {
      const tell = (): void => {
        if (running.progress.step.type !== 'saving') report(jobText(work, running)); // beside Cancel, which stops no saving
      };
      const listeners = [token.onCancellationRequested(() => running.cancel()), work.onDidChange(tell)];
      tell();
      await next;
      vscode.Disposable.from(...listeners).dispose();
    }),
  asks: (_work, _running, _title, next) => next,
  waits: (_work, _running, title, next) =>
    showWaiting(
      { title, text: waitingText(), label: vscode.l10n.t('Show the Question'), command: commands.showQuestion },
      next,
    ),
};

/** Resolves when the job has come to another phase, or is over. */
function phaseEnd(work: Work, running: RunningJob, phase: Phase, end: Promise<void>): Promise<void> {
  const changed = Promise.withResolvers<void>();
  const listening = work.onDidChange(() => {
    if (phaseOf(work, running) !== phase) changed.resolve();
  });
  return Promise.race([end, changed.promise]).finally(() => listening.dispose());
}

function waitingText(): string {
  return vscode.l10n.t('Waiting for your answer.');
}

function jobText(work: Work, running: RunningJob): string {
  return `${statusText(work, running)} ${elapsedText(running.progress, work.elapsed())}`.trim();
}

/** What a job does now, in the user's language. */
export function nowText(work: Work, { id, progress }: RunningJob): string {
  return work.questionOf(id) ? waitingText() : stepText({ ...progress, learned: undefined });
}

/** What a job does now, and what it has just learned. */
export function statusText(work: Work, { id, progress }: RunningJob): string {
  return work.questionOf(id) ? waitingText() : stepText(progress);
}
