import path from 'node:path';
import * as vscode from 'vscode';
import { linkText } from '../core/link';
import { seenText } from './texts/plainText';

/** The editor that a picture was made for, kept so that a click minutes later finds its cursor. */
export function currentEditor(): vscode.TextEditor | undefined {
  return vscode.window.activeTextEditor;
}

/** Puts a link to the picture at the cursor. False if there is no editor for it. */
export async function insertAtCursor(
  picture: vscode.Uri,
  prompt: string,
  preferred: vscode.TextEditor | undefined,
): Promise<boolean> {
  const open = preferred && vscode.window.visibleTextEditors.find(({ document }) => document === preferred.document);
  const editor = open ?? vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) return false;
  const place = relativeTo(editor.document.uri, picture);
  const text = linkText(editor.document.languageId, place, seenText(prompt));
  const { end } = editor.selection; // after a selection, so that the words it was made from stay
  return editor.edit((edit) => edit.insert(end, text));
}

function relativeTo(document: vscode.Uri, picture: vscode.Uri): string {
  if (document.scheme !== picture.scheme || document.authority !== picture.authority) {
    return vscode.workspace.asRelativePath(picture, false);
  }
  return path.posix.relative(path.posix.dirname(document.path), picture.path);
}
