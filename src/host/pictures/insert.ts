import path from 'node:path';
import * as vscode from 'vscode';
import { bundlerIn, dependsOnBundler } from '../../core/insertion/bundlers';
import { cursorAfter } from '../../core/insertion/cursorAfter';
import { linkText } from '../../core/insertion/forms';
import type { Bundler, Shown } from '../../core/insertion/insertion';
import { insertionsOf } from '../../core/insertion/insertionsOf';
import { seenText } from '../texts/plainText';

/** Shows the picture at the cursor of an editor, behind what is selected there or instead of it, and puts the cursor behind it. False: its document cannot be changed. */
export async function insertAtCursor(editor: vscode.TextEditor, picture: vscode.Uri, prompt: string): Promise<boolean> {
  const { document } = editor;
  const shown = await shownIn(document, picture, prompt);
  const { start, end, isEmpty } = editor.selection;
  const place = {
    languageId: document.languageId,
    text: document.getText(),
    from: isEmpty ? undefined : document.offsetAt(start),
    offset: document.offsetAt(end),
    isSelection: !isEmpty,
  };
  const insertions = insertionsOf(place, shown);
  const ranges = insertions.map(({ at, replaces = 0 }) => rangeOf(document, at, at + replaces));
  const { version } = document;
  const isDone = await editor.edit((edit) => {
    for (const [index, { text }] of insertions.entries()) {
      const range = ranges[index];
      if (range?.isEmpty) edit.insert(range.start, text);
      else if (range) edit.replace(range, text);
    }
  });
  if (!isDone || document.version === version) return false; // VS Code takes an edit of a read-only editor for done
  const cursor = cursorAfter(insertions, document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
  const behind = rangeOf(document, cursor, cursor);
  editor.selection = new vscode.Selection(behind.start, behind.end);
  editor.revealRange(behind);
  return true;
}

function rangeOf(document: vscode.TextDocument, from: number, to: number): vscode.Range {
  return new vscode.Range(document.positionAt(from), document.positionAt(to));
}

/** The link to a picture, for a document, or for one that is not known: as Markdown, from the workspace folder. */
export function linkFor(picture: vscode.Uri, prompt: string, document?: vscode.TextDocument): string {
  const words = seenText(prompt);
  if (document) return linkText(document.languageId, relativeTo(document.uri, picture), words);
  return linkText('markdown', vscode.workspace.asRelativePath(picture, false), words);
}

async function shownIn({ uri, languageId }: vscode.TextDocument, picture: vscode.Uri, prompt: string): Promise<Shown> {
  const shown = { path: relativeTo(uri, picture), prompt: seenText(prompt) };
  const project = dependsOnBundler(languageId) ? await projectOf(uri) : undefined;
  if (!project) return shown;
  const { folder, bundler } = project;
  const served = bundler.served && vscode.Uri.joinPath(folder, bundler.served).path;
  const isServed = served !== undefined && picture.path.startsWith(`${served}/`);
  return { ...shown, bundler, servedPath: isServed ? picture.path.slice(served.length) : undefined };
}

interface Project {
  readonly folder: vscode.Uri;
  readonly bundler: Bundler;
}

/** The project of a document: the next folder above it, within the workspace, whose `package.json` names what builds it. */
async function projectOf(document: vscode.Uri): Promise<Project | undefined> {
  const root = vscode.workspace.getWorkspaceFolder(document)?.uri;
  if (!root) return undefined;
  for (let folder = vscode.Uri.joinPath(document, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    const bundler = bundlerIn(await textOf(vscode.Uri.joinPath(folder, 'package.json')));
    if (bundler) return { folder, bundler };
    if (folder.path.length <= root.path.length) return undefined;
  }
}

/** '' where there is no such file. */
async function textOf(file: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch {
    return '';
  }
}

/** From the folder of a document that has one, else from the workspace folder. */
function relativeTo(document: vscode.Uri, picture: vscode.Uri): string {
  const isCell = document.scheme === 'vscode-notebook-cell'; // its path is that of the notebook
  const isBeside = isCell || (document.scheme === picture.scheme && document.authority === picture.authority);
  if (!isBeside || driveOf(document) !== driveOf(picture)) return vscode.workspace.asRelativePath(picture, false);
  return path.posix.relative(path.posix.dirname(document.path), picture.path);
}

function driveOf({ path: whole }: vscode.Uri): string {
  return /^\/[a-z]:/i.exec(whole)?.[0].toLowerCase() ?? '';
}
