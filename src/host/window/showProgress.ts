import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { messageText } from './messageText';

/** What ends sooner is not told of in a message. */
const quickMs = 1_000;
/** VS Code keeps the message of a progress for 800 ms at least, with a *Cancel* that does nothing when its work has ended. */
const leastShownMs = 1_000;

/**
 * Shows that something is being done, as a message with *Cancel*. `report` tells how far it is. Ends when the message is gone, so
 * that what is said next does not stand beside it.
 */
export async function showProgress<T>(
  title: string,
  run: (report: (text: string) => void, token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const cancel = new vscode.CancellationTokenSource();
  let latest: string | undefined;
  let report = (text: string): void => void (latest = text);
  const running = run((text) => report(text), cancel.token);
  const over = running.then(
    () => 'over' as const,
    () => 'over' as const,
  );
  if (await isQuick(title, over)) return running;
  const shown = setTimeout(leastShownMs);
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: messageText(title) };
  await vscode.window.withProgress(options, async (progress, token) => {
    const listener = token.onCancellationRequested(() => cancel.cancel());
    report = (text) => progress.report({ message: messageText(text) });
    if (latest !== undefined) report(latest);
    await over;
    listener.dispose();
  });
  await shown;
  return running;
}

/** Meanwhile the status bar shows the title. */
async function isQuick(title: string, over: Promise<'over'>): Promise<boolean> {
  const first = Promise.race([over, setTimeout(quickMs, 'slow' as const)]);
  const options = { location: vscode.ProgressLocation.Window, title: messageText(title) };
  return (await vscode.window.withProgress(options, () => first)) === 'over';
}

/** What waits for the user, and the command that leads there. */
interface Waiting {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly command: `dualtrack.${string}`;
}

/** Shows that something waits for the user, as a message without *Cancel*, until `end`. */
export function showWaiting({ title, text, label, command }: Waiting, end: Promise<void>): Thenable<void> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: false, title: messageText(title) };
  return vscode.window.withProgress(options, (progress) => {
    progress.report({ message: messageText(text, { label, address: `command:${command}` }) });
    return end;
  });
}
