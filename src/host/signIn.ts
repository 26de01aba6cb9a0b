import * as vscode from 'vscode';

export const loginCommand = 'gcloud auth application-default login';

/** Puts the login into a terminal of the machine where the extension runs. The user reads it and presses Enter. */
export function signIn(): void {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign In') });
  terminal.show();
  terminal.sendText(loginCommand, false);
}
