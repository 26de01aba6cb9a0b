import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';

/** A shell without VS Code's integration never says that it is ready. */
const longestWaitMs = 5_000;

/**
 * Puts a command into a new terminal of the machine where the extension runs. The user reads it and presses Enter: a plain text
 * holds no line end that would do it for them.
 */
export async function typeInTerminal(name: string, command: string): Promise<void> {
  const terminal = vscode.window.createTerminal({ name: plainText(name, 60) });
  terminal.show();
  await ready(terminal); // what is typed before its prompt is shown twice
  terminal.sendText(plainText(command), false);
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
