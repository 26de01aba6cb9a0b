import * as vscode from 'vscode';
import { errorWords } from '../core/logLines';
import { redact } from '../core/redact';
import { wordsOf } from '../core/wordsOf';
import type { PanelCalls, PanelState } from '../shared/protocol';
import type { DownMessage } from '../shared/rpc';
import { answerCall } from '../shared/rpc';
import { Coalescer } from './coalescer';
import { InvalidCall, maxPromptLength, runPanelCall } from './panelCalls';
import { panelHtml } from './panelHtml';
import { plainText } from './texts/plainText';
import type { Log } from './window/createLog';

/** What a page shows and asks for; it belongs to the host. */
export interface PanelBoard {
  /** The state for a page; `src` turns a picture's URI into one that the page may load. */
  state(src: (uri: vscode.Uri) => string): PanelState;
  readonly onDidChange: vscode.Event<void>;
  readonly calls: PanelCalls;
  /** Folders that pictures may be shown from. */
  roots(): readonly vscode.Uri[];
}

export interface PanelDependencies {
  readonly extensionUri: vscode.Uri;
  readonly board: PanelBoard;
  /** `vscode.env.language`. */
  readonly language: string;
  /** Told of each call that failed. */
  readonly log: Pick<Log, 'error'>;
}

/** Milliseconds between two pushes of the state. */
const pushInterval = 100;

/** One webview with the page in it: keeps it in step with the board, answers its calls, and ends with its panel. */
export class PanelPage implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #dependencies: PanelDependencies;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #pushes: Coalescer;
  #shownRoots: string | undefined;
  #gone = false;

  constructor(panel: vscode.WebviewPanel, dependencies: PanelDependencies) {
    const { board } = dependencies;
    this.#panel = panel;
    this.#dependencies = dependencies;
    this.#register((this.#pushes = new Coalescer(() => this.#push(), pushInterval, nodeTimer)));
    this.#register(panel.onDidDispose(() => this.dispose()));
    this.#register(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    // A hidden page silently loses what is posted to it.
    this.#register(panel.onDidChangeViewState(() => this.#pushes.request()));
    this.#register(board.onDidChange(() => this.#pushes.request()));
    this.#allowRoots();
    panel.webview.html = this.#html();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Lets go of the panel without closing it: at a reload VS Code keeps the tab and brings it back. */
  dispose(): void {
    this.#gone = true;
    vscode.Disposable.from(...this.#disposables.splice(0)).dispose();
  }

  #register(disposable: vscode.Disposable): void {
    this.#disposables.push(disposable);
  }

  #html(): string {
    const { extensionUri, language } = this.#dependencies;
    const { webview } = this.#panel;
    const file = (...path: string[]): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...path)).toString();
    return panelHtml({
      language,
      title: this.#panel.title,
      cspSource: webview.cspSource,
      script: file('dist', 'webview', 'page.js'),
      styles: file('media', 'page.css'),
      codicons: file('dist', 'webview', 'codicon.css'),
    });
  }

  /** Changed options load the page anew, so they are set only when a folder came or went. */
  #allowRoots(): void {
    const { extensionUri, board } = this.#dependencies;
    const own = [vscode.Uri.joinPath(extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(extensionUri, 'media')];
    const localResourceRoots = [...own, ...board.roots()];
    const roots = localResourceRoots.join('\n');
    if (roots === this.#shownRoots) return;
    this.#shownRoots = roots;
    this.#panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots };
  }

  #push(): void {
    if (this.#gone || !this.#panel.visible) return;
    this.#allowRoots();
    const { webview } = this.#panel;
    void this.#post({
      type: 'state',
      state: this.#dependencies.board.state((uri) => webview.asWebviewUri(uri).toString()),
    });
  }

  async #post(message: DownMessage): Promise<void> {
    if (!this.#gone) await this.#panel.webview.postMessage(message);
  }

  async #receive(message: unknown): Promise<void> {
    const reply = await answerCall(
      message,
      (name, input) => this.#run(name, input),
      (error) => this.#describe(error),
    );
    if (reply) await this.#post(reply);
  }

  /** The page has the state that a call led to before it has the reply. */
  async #run(name: string, input: unknown): Promise<void> {
    await runPanelCall(this.#dependencies.board.calls, name, input);
    if (this.#gone) return;
    if (name === 'ready') this.#pushes.request();
    this.#pushes.flush();
  }

  #describe(error: unknown): string {
    const message = redact(wordsOf(error));
    const { language, log } = this.#dependencies;
    log.error(`A call of the panel failed: ${errorWords(error)}`);
    if (!(error instanceof InvalidCall)) return plainText(vscode.l10n.t('That did not work: {0}', message), 1_000);
    if (error.reason === 'prompt') {
      return vscode.l10n.t('A prompt needs 1 to {0} characters.', maxPromptLength.toLocaleString(language));
    }
    return vscode.l10n.t('Dualtrack does not understand its own panel. Close the panel and open it again.');
  }
}

function nodeTimer(run: () => void, ms: number): () => void {
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
}
