import * as vscode from 'vscode';
import { errorWords } from '../../core/run/logLines';
import { redact } from '../../core/redaction/redact';
import { wordsOf } from '../../core/words/wordsOf';
import type { PanelCalls } from '../../panel/calls';
import type { ThumbnailWanted } from '../../panel/pictures';
import type { PanelState } from '../../panel/state';
import type { LargePictures } from '../../store/thumbnails/largePictures';
import type { Thumbnails } from '../../work/thumbnails';
import type { DownMessage } from '../../panel/rpc';
import { answerCall } from '../../panel/rpc';
import { Coalescer } from './coalescer';
import { InvalidCall, runPanelCall } from './panelCalls';
import { maxPromptLength } from '../../core/run/job';
import type { PlacedPicture } from './details/largePictureFor';
import { largePictureFor } from './details/largePictureFor';
import type { PanelHome } from './panelHome';
import { panelHtml } from './panelHtml';
import type { NamedPicture } from './thumbnailFor';
import { thumbnailFor } from './thumbnailFor';
import { plainText } from '../texts/plainText';
import type { Log } from '../window/createLog';

/** The calls that mean the same in each page. */
export type PanelSourceCalls = Omit<PanelCalls, 'thumbnail' | 'largePicture'>;

/** What a page shows and asks for; it belongs to the host. */
export interface PanelSource {
  state(): PanelState;
  readonly onDidChange: vscode.Event<void>;
  readonly calls: PanelSourceCalls;
  /** The picture whose thumbnail is wanted; undefined: there is none with this id. */
  pictureFor(wanted: ThumbnailWanted): NamedPicture | undefined;
  /** Where a picture lies that is to be shown as it is; undefined: there is none with this id. */
  placeOf(pictureId: string): Promise<PlacedPicture | undefined>;
}

export interface PanelDependencies {
  readonly extensionUri: vscode.Uri;
  readonly model: PanelSource;
  readonly thumbnails: Thumbnails;
  /** Below the folder of the thumbnails. */
  readonly large: LargePictures;
  /** Where those lie. */
  readonly thumbnailFolder: vscode.Uri;
  /** `vscode.env.language`. */
  readonly language: string;
  /** Told of each call that failed. */
  readonly log: Pick<Log, 'error' | 'warn'>;
}

/** Milliseconds between two pushes of the state. */
const pushInterval = 100;

/** One webview with the page in it: keeps it in step with the model, answers its calls, and ends with its home. */
export class PanelPage implements vscode.Disposable {
  readonly #home: PanelHome;
  readonly #dependencies: PanelDependencies;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #pushes: Coalescer;
  readonly #calls: PanelCalls;
  #gone = false;

  constructor(home: PanelHome, dependencies: PanelDependencies) {
    const { model } = dependencies;
    this.#home = home;
    this.#dependencies = dependencies;
    this.#register((this.#pushes = new Coalescer(() => this.#push(), pushInterval, nodeTimer)));
    this.#register(home.onDidDispose(() => this.dispose()));
    this.#register(home.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    // A hidden page silently loses what is posted to it.
    this.#register(home.onDidChangeVisibility(() => this.#pushes.request()));
    this.#register(model.onDidChange(() => this.#pushes.request()));
    this.#calls = {
      ...model.calls,
      thumbnail: (wanted) => thumbnailFor(model.pictureFor(wanted), dependencies, (uri) => this.#src(uri)),
      largePicture: ({ pictureId }) => largePictureFor(model.placeOf(pictureId), dependencies, (uri) => this.#src(uri)),
    };
    home.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: this.#roots() };
    home.webview.html = this.#html();
  }

  /** Lets go of the home without closing it: at a reload VS Code keeps it and brings it back. */
  dispose(): void {
    this.#gone = true;
    vscode.Disposable.from(...this.#disposables.splice(0)).dispose();
  }

  #register(disposable: vscode.Disposable): void {
    this.#disposables.push(disposable);
  }

  /** Never changed: that would load the page anew. */
  #roots(): vscode.Uri[] {
    const { extensionUri, thumbnailFolder } = this.#dependencies;
    const own = [['dist', 'webview'], ['media']].map((path) => vscode.Uri.joinPath(extensionUri, ...path));
    return [...own, thumbnailFolder];
  }

  #src(uri: vscode.Uri): string {
    return this.#home.webview.asWebviewUri(uri).toString();
  }

  #html(): string {
    const { extensionUri, language } = this.#dependencies;
    const file = (...path: string[]): string => this.#src(vscode.Uri.joinPath(extensionUri, ...path));
    return panelHtml({
      language,
      title: 'Dualtrack',
      cspSource: this.#home.webview.cspSource,
      script: file('dist', 'webview', 'page.js'),
      styles: file('media', 'page.css'),
      codicons: file('dist', 'webview', 'codicon.css'),
    });
  }

  #push(): void {
    if (this.#gone || !this.#home.isVisible) return;
    void this.#post({ type: 'state', state: this.#dependencies.model.state() });
  }

  async #post(message: DownMessage): Promise<void> {
    if (!this.#gone) await this.#home.webview.postMessage(message);
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
  async #run(name: string, input: unknown): Promise<unknown> {
    const result = await runPanelCall(this.#calls, name, input);
    if (this.#gone) return undefined;
    if (name === 'ready') this.#pushes.request();
    this.#pushes.flush();
    return result;
  }

  #describe(error: unknown): string {
    const message = redact(wordsOf(error));
    const { language, log } = this.#dependencies;
    log.error(`A call of the panel failed: ${errorWords(error)}`);
    if (!(error instanceof InvalidCall)) return plainText(vscode.l10n.t('Something went wrong: {0}', message), 1_000);
    if (error.reason === 'prompt') {
      return vscode.l10n.t('A prompt needs 1 to {0} characters.', maxPromptLength.toLocaleString(language));
    }
    return vscode.l10n.t('The panel is out of date. Close it and open it again.');
  }
}

function nodeTimer(run: () => void, ms: number): () => void {
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
}
