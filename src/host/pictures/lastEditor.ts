import * as vscode from 'vscode';
import { shifted } from '../../core/insertion/shifted';

/** Where the cursor was last: offsets, which can be kept up to date while no editor shows the document. */
interface Cursor {
  readonly uri: vscode.Uri;
  readonly from: number;
  readonly to: number;
}

/** The text editor that had the cursor last. It is remembered while something else is in front of it, such as the panel. */
export class LastEditor implements vscode.Disposable {
  readonly #listeners: vscode.Disposable;
  #cursor: Cursor | undefined;
  #inFront: vscode.TextEditor | undefined;

  constructor() {
    this.#remember(vscode.window.activeTextEditor);
    this.#listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#remember(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.#remember(textEditor);
      }),
      vscode.workspace.onDidChangeTextDocument((change) => this.#follow(change)),
    );
  }

  /** The text editor that was in front last, whatever it shows. */
  get inFront(): vscode.TextEditor | undefined {
    return this.#inFront;
  }

  /**
   * The editor, with its cursor; where something covers it, it comes to the front. Where its file was closed, another one that is
   * open. Undefined: none is. `preferred` goes first while it is in sight.
   */
  async show(preferred?: vscode.TextEditor): Promise<vscode.TextEditor | undefined> {
    const uri = this.#cursor?.uri;
    return (
      (preferred && inSight(preferred.document.uri)) ??
      (uri && inSight(uri)) ??
      (this.#cursor && (await shownAgain(this.#cursor))) ??
      vscode.window.visibleTextEditors.find(isEditor) ??
      (await onlyOne())
    );
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #remember(editor: vscode.TextEditor | undefined): void {
    this.#inFront = editor ?? this.#inFront;
    if (!editor || !isEditor(editor)) return;
    const { document, selection } = editor;
    this.#cursor = {
      uri: document.uri,
      from: document.offsetAt(selection.start),
      to: document.offsetAt(selection.end),
    };
  }

  /** An editor that is in sight tells its selection itself. */
  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const cursor = this.#cursor;
    if (!cursor || cursor.uri.toString() !== document.uri.toString() || inSight(document.uri)) return;
    const { uri, from, to } = cursor;
    this.#cursor = { uri, from: shifted(from, contentChanges), to: shifted(to, contentChanges) };
  }
}

/** No output, and no box for text elsewhere in the window. */
function isEditor({ viewColumn, document }: vscode.TextEditor): boolean {
  return viewColumn !== undefined || document.uri.scheme === 'vscode-notebook-cell';
}

function inSight(uri: vscode.Uri): vscode.TextEditor | undefined {
  const wanted = uri.toString();
  const shown = vscode.window.visibleTextEditors
    .filter(isEditor)
    .filter(({ document }) => document.uri.toString() === wanted);
  return shown.find((editor) => editor === vscode.window.activeTextEditor) ?? shown[0];
}

interface TextTab {
  readonly uri: vscode.Uri;
  readonly viewColumn: vscode.ViewColumn;
}

function textTabs(): TextTab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [{ uri: input.uri, viewColumn }] : [])),
  );
}

/** Undefined: its tab was closed. */
async function shownAgain({ uri, from, to }: Cursor): Promise<vscode.TextEditor | undefined> {
  const tab = textTabs().find((one) => one.uri.toString() === uri.toString());
  if (!tab) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(from), document.positionAt(to));
  return vscode.window.showTextDocument(document, { viewColumn: tab.viewColumn, selection });
}

/** After a reload nobody knows where the cursor was last; VS Code knows where it was in each file. */
async function onlyOne(): Promise<vscode.TextEditor | undefined> {
  const [tab, ...others] = textTabs();
  if (!tab || others.length > 0) return undefined;
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(tab.uri), {
    viewColumn: tab.viewColumn,
  });
}
