import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';

/** An input box that is not shown yet. Its words are set here only: VS Code renders links with commands and icons in them. */
export function createBox(title: string, placeholder?: string): vscode.InputBox {
  const box = vscode.window.createInputBox();
  box.title = plainText(title, 200);
  box.placeholder = placeholder === undefined ? undefined : plainText(placeholder);
  return box;
}

/** What is said below the box. */
export function setPrompt(box: vscode.InputBox, text: string): void {
  box.prompt = plainText(text, 1_000);
}

/** What is wrong with what was typed, in place of the prompt; undefined: nothing is. */
export function setProblem(box: vscode.InputBox, problem: vscode.InputBoxValidationMessage | undefined): void {
  box.validationMessage = problem && { ...problem, message: plainText(problem.message, 1_000) };
}

/** A button in the title of a box; `icon` is the name of a codicon. */
export function boxButton(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip: plainText(tooltip, 100) };
}
