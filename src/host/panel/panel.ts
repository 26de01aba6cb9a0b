import * as vscode from 'vscode';
import { panelViewType } from '../../ids';
import type { PanelHome } from './panelHome';
import { tabHome, viewHome } from './panelHome';
import type { PanelDependencies } from './panelPage';
import { PanelPage } from './panelPage';

/**
 * The image panel of this window, in its two homes: a tab of the editor, opened on demand, and the view of the side bar, which VS Code
 * opens. After a reload VS Code brings both back.
 */
export class ImagePanel implements vscode.Disposable {
  readonly #dependencies: PanelDependencies;
  /**
   * One, as a rule. A tab that VS Code brought back is not known here before it is looked at; if the user opened the
   * panel meanwhile, both stay, since each may hold a prompt that was typed.
   */
  readonly #tabs = new Set<vscode.WebviewPanel>();
  readonly #pages = new Set<PanelPage>();

  constructor(dependencies: PanelDependencies) {
    this.#dependencies = dependencies;
  }

  /** Brings the tab to the front where it is; makes it if there is none, beside the file that is being edited. */
  open(): void {
    const [tab] = this.#tabs;
    if (tab) return tab.reveal();
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    this.restore(
      vscode.window.createWebviewPanel(panelViewType, 'Dualtrack', column, {
        retainContextWhenHidden: false,
      }),
    );
  }

  /** Takes over a tab, such as one that VS Code has brought back. */
  restore(tab: vscode.WebviewPanel): void {
    this.#tabs.add(tab);
    tab.onDidDispose(() => this.#tabs.delete(tab));
    this.#fill(tabHome(tab));
  }

  /** Fills the view, each time that VS Code makes it. */
  showIn(view: vscode.WebviewView): void {
    this.#fill(viewHome(view));
  }

  dispose(): void {
    for (const page of [...this.#pages]) page.dispose();
  }

  #fill(home: PanelHome): void {
    const page = new PanelPage(home, this.#dependencies);
    this.#pages.add(page);
    home.onDidDispose(() => this.#pages.delete(page));
  }
}
