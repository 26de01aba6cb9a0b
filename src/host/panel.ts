import * as vscode from 'vscode';
import type { PanelDependencies } from './panelPage';
import { PanelPage } from './panelPage';

export const panelViewType = 'dualtrack.panel';

/** The image panel of this window: opened on demand, and brought back by VS Code after a reload. */
export class ImagePanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #dependencies: PanelDependencies;
  readonly #serializer: vscode.Disposable;
  /**
   * One, as a rule. A tab that VS Code brought back is not known here before it is looked at; if the user opened the
   * panel meanwhile, both stay, since each may hold a prompt that was typed.
   */
  readonly #pages = new Set<PanelPage>();

  constructor(dependencies: PanelDependencies) {
    this.#dependencies = dependencies;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(panelViewType, this);
  }

  /** Brings the panel to the front; makes it if there is none. */
  open(): void {
    const [page] = this.#pages;
    if (page) return page.reveal();
    this.#adopt(
      vscode.window.createWebviewPanel(panelViewType, 'Dualtrack', vscode.ViewColumn.Active, {
        retainContextWhenHidden: false,
      }),
    );
  }

  /** For VS Code. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#adopt(panel);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const page of [...this.#pages]) page.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const page = new PanelPage(panel, this.#dependencies);
    this.#pages.add(page);
    panel.onDidDispose(() => this.#pages.delete(page));
  }
}
