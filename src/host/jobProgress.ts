import * as vscode from 'vscode';
import type { Jobs, RunningJob } from './jobs';
import { showProgress } from './window/showProgress';

/** Shows a job as a notification with Cancel, until its picture is there or it has ended otherwise. */
export function showJob(jobs: Jobs, running: RunningJob, title: string): Thenable<void> {
  return showProgress(title, async (report, token) => {
    const tell = (): void => report(`${running.step()} ${running.elapsed()}`);
    const listeners = [token.onCancellationRequested(() => running.cancel()), jobs.onDidChange(tell)];
    tell();
    try {
      await running.arrived;
    } finally {
      vscode.Disposable.from(...listeners).dispose();
    }
  });
}
