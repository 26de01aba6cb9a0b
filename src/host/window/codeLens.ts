import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';

/** Something to click above a line. VS Code would draw `$(name)` in its title as an icon. */
export function createLens(line: number, command: vscode.Command): vscode.CodeLens {
  const title = plainText(command.title, 100);
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { ...command, title });
}
