import * as vscode from 'vscode';
import { messageText } from './messageText';

/** Shows that something is being done, as a message with *Cancel*. `report` tells how far it is. */
export function showProgress<T>(
  title: string,
  run: (report: (text: string) => void, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: messageText(title) };
  return vscode.window.withProgress(options, (progress, token) =>
    run((text) => progress.report({ message: messageText(text) }), token),
  );
}
