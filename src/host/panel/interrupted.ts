import * as vscode from 'vscode';
import { findModel } from '../../core/services/models';
import { commands } from '../../ids';
import type { InterruptedAction, InterruptedView } from '../../panel/interrupted';
import type { Asker } from '../../work/asker';
import type { ClickPart, RunningJob } from '../../work/job';
import { chargesOf } from '../../work/jobs/charges';
import { partsOf } from '../../work/jobs/sameWish';
import type { InterruptedJob, InterruptedJobs } from '../../work/jobs/interruptedJobs';
import { chargesText } from '../jobs/interruptedText';
import { routeName } from '../settings/routeName';
import { partText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';

/** The interrupted pictures as the panel shows them. */
export function interruptedViews(jobs: readonly InterruptedJob[]): readonly InterruptedView[] {
  const parts = partsOf(jobs);
  return jobs.map((job) => interruptedView(job, parts.get(job.id)));
}

function interruptedView({ id, wanted, beganAt, attempts }: InterruptedJob, part?: ClickPart): InterruptedView {
  const { prompt, options } = wanted;
  const charges = chargesOf(attempts);
  const at = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'short' });
  const model = findModel(options.model)?.name ?? options.model;
  return {
    id,
    prompt: plainText(prompt),
    part: part && partText(part),
    details: plainText([at.format(beganAt), model, options.size, options.ratio].join(' · ')),
    charges: plainText(chargesText(charges, routeName)),
    isUncertain: charges.charged === 'maybe',
  };
}

/** Does what the user wants with an interrupted picture; `follow` is given the job that begins. */
export async function runInterrupted(
  action: InterruptedAction,
  jobId: string,
  interrupted: InterruptedJobs,
  { asker, follow }: { readonly asker: Asker; readonly follow: (running: RunningJob) => void },
): Promise<void> {
  switch (action) {
    case 'again':
      return interrupted.again([jobId], asker, follow);
    case 'settle':
      await vscode.commands.executeCommand(commands.settleCharges);
      return;
    case 'dismiss':
      return interrupted.dismiss([jobId]);
  }
}
