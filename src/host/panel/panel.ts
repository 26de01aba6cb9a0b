import * as vscode from 'vscode';
import { panelViewType } from '../../ids';
import type { PanelDependencies } from './panelPage';
import { PanelPage } from './panelPage';

/** The image panel of this window: opened on demand, and brought back by VS Code after a reload. */
export class ImagePanel implements vscode.Disposable {
  readonly #dependencies: PanelDependencies;
  /**
   * One, as a rule. A tab that VS Code brought back is not known here before it is looked at; if the user opened the
   * panel meanwhile, both stay, since each may hold a prompt that was typed.
   */
  readonly #pages = new Set<PanelPage>();

  constructor(dependencies: PanelDependencies) {
    this.#dependencies = dependencies;
  }

  /** Brings the panel to the front where it is; makes it if there is none, beside the file that is being edited. */
  open(): void {
    const [page] = this.#pages;
    if (page) return page.reveal();
    const column = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    this.#adopt(
      vscode.window.createWebviewPanel(panelViewType, 'Dualtrack', column, {
        retainContextWhenHidden: false,
      }),
    );
  }

  /** Takes over one that VS Code has brought back. */
  restore(panel: vscode.WebviewPanel): void {
    this.#adopt(panel);
  }

  dispose(): void {
    for (const page of [...this.#pages]) page.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const page = new PanelPage(panel, this.#dependencies);
    this.#pages.add(page);
    panel.onDidDispose(() => this.#pages.delete(page));
  }
}
