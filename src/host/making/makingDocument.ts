import * as vscode from 'vscode';
import type { Store } from '../../store/store';
import { findMaking } from '../../work/making/findMaking';
import { routeName } from '../settings/routeName';
import { plainText } from '../texts/plainText';
import { makingDocument } from './makingText';
import { makingScheme as scheme } from './makingScheme';
import { hashOf, notesIn, sidecarsOf } from './pictureFiles';

interface MakingDocumentDeps {
  readonly store: Pick<Store, 'history' | 'isThere'>;
  /** The bundle of the thread that reads what files say. */
  readonly worker: string;
}

/** How a picture was made, as a document that cannot be changed; which picture, its address says. */
export class MakingDocument implements vscode.TextDocumentContentProvider {
  readonly #deps: MakingDocumentDeps;
  readonly #textChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#textChanged.event;
  readonly #disposable: vscode.Disposable;

  constructor(deps: MakingDocumentDeps) {
    this.#deps = deps;
    this.#disposable = vscode.Disposable.from(
      this.#textChanged,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const picture = vscode.Uri.parse(uri.query);
    const { store, worker } = this.#deps;
    const history = store.isThere() ? store.history : nothing; // looking makes no database
    const [making, notes] = await Promise.all([
      findMaking(picture.toString(), { history, hashOf, sidecarsOf }),
      notesIn(picture, worker),
    ]);
    const placeName = (place: string): string => vscode.workspace.asRelativePath(vscode.Uri.parse(place));
    return makingDocument({ label: placeName(picture.toString()), making, notes, routeName, placeName });
  }

  /** Opens it, or brings it to the front as things are now. */
  async show(picture: vscode.Uri): Promise<void> {
    const name = plainText(picture.path.split('/').at(-1) ?? '', 80).replaceAll('/', ' ');
    const path = `/${vscode.l10n.t('How {0} Was Made', name)}.md`;
    const uri = vscode.Uri.from({ scheme, path, query: picture.toString() });
    const isOpen = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
    const document = await vscode.workspace.openTextDocument(uri);
    if (isOpen) this.#textChanged.fire(uri);
    await vscode.window.showTextDocument(document, { preview: false });
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

const nothing: Pick<Store['history'], 'at' | 'withHash' | 'moved'> = {
  at: () => Promise.resolve(undefined),
  withHash: () => Promise.resolve([]),
  moved: () => Promise.resolve(),
};
