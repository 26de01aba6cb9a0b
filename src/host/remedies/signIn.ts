import * as vscode from 'vscode';
import { loginCommand } from '../texts/diagnosisRows';
import { typeInTerminal } from '../window/typeInTerminal';

/** Puts the login into a terminal. The user reads it and presses Enter. */
export async function signIn(): Promise<void> {
  await typeInTerminal(vscode.l10n.t('Sign In'), loginCommand);
}
