import * as vscode from 'vscode';

/** Calls `run` each time this window comes to the front. */
export function onFocus(run: () => void): vscode.Disposable {
  return vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused) run();
  });
}
