import * as vscode from 'vscode';
import type { Jobs, RunningJob } from './jobs';

/** Shows a job as a notification with Cancel, until its picture is there or it has ended otherwise. */
export function showProgress(jobs: Jobs, running: RunningJob, title: string): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, token) => {
    const report = (): void => progress.report({ message: `${running.step()} ${running.elapsed()}` });
    const listeners = [token.onCancellationRequested(() => running.cancel()), jobs.onDidChange(report)];
    report();
    try {
      await running.arrived;
    } finally {
      vscode.Disposable.from(...listeners).dispose();
    }
  });
}
