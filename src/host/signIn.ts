import * as vscode from 'vscode';

export const loginCommand = 'gcloud auth application-default login';

/** A shell without VS Code's integration never says that it is ready. */
const longestWaitMs = 5_000;

/** Puts the login into a terminal of the machine where the extension runs. The user reads it and presses Enter. */
export async function signIn(): Promise<void> {
  const terminal = vscode.window.createTerminal({ name: vscode.l10n.t('Sign In') });
  terminal.show();
  await ready(terminal); // what is typed before its prompt is shown twice
  terminal.sendText(loginCommand, false);
}

function ready(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(finish, longestWaitMs);
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) finish();
    });
  });
}
