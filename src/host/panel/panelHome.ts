import type * as vscode from 'vscode';

/** Where a page lives: a tab of the editor, or the view of the side bar. */
export interface PanelHome {
  readonly webview: vscode.Webview;
  /** A page that is out of sight is not there, and what is posted to it is lost. */
  readonly isVisible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDispose: vscode.Event<void>;
}

export function tabHome(panel: vscode.WebviewPanel): PanelHome {
  return {
    webview: panel.webview,
    get isVisible() {
      return panel.visible;
    },
    onDidChangeVisibility: panel.onDidChangeViewState,
    onDidDispose: panel.onDidDispose,
  };
}

export function viewHome(view: vscode.WebviewView): PanelHome {
  return {
    webview: view.webview,
    get isVisible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    onDidDispose: view.onDidDispose,
  };
}
