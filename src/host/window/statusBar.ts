import * as vscode from 'vscode';
import { plainText } from '../texts/plainText';

/** What an item of the status bar shows. */
interface StatusWords {
  /** The names of codicons, side by side. */
  readonly icons: readonly string[];
  /** Behind the icons; left out: nothing. */
  readonly text?: string;
  /** Said when the mouse is over it, a line each, and to a screen reader. */
  readonly lines: readonly string[];
}

/** An item at the right of the status bar; it is not shown yet. */
export function createStatusItem(id: string, name: string, command: string): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, 50);
  item.name = name;
  item.command = command;
  return item;
}

export function setStatus(item: vscode.StatusBarItem, { icons, text = '', lines }: StatusWords): void {
  const plain = lines.map((line) => plainText(line));
  const words = plainText(text, 40);
  item.text = `${icons.map((icon) => `$(${icon})`).join('')}${words && ` ${words}`}`;
  item.tooltip = plain.join('\n');
  item.accessibilityInformation = { label: `${item.name}. ${plain.join('. ')}`, role: 'button' };
}

/** Says something for a moment, behind a codicon. */
export function sayInPassing(icon: string, text: string): void {
  vscode.window.setStatusBarMessage(`$(${icon}) ${plainText(text, 100)}`, 3_000);
}
