import * as vscode from 'vscode';
import { testSize } from '../../core/services/testPicture';
import { helpFor, summary, testDocument } from '../texts/routeTestText';
import { offerOfTest } from '../texts/testPictureText';
import { createLens } from '../window/codeLens';
import { say } from '../window/say';
import { againLens, remedyLenses, testLens } from './remedyLens';
import type { RouteReport } from '../../work/routeReport';
import type { RouteTest } from './routeTest';
import { testScheme as scheme } from './testScheme';

/** The test as a document that cannot be changed: Markdown that follows the test, with what can be done above each route. */
export class RouteTestDocument implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #test: RouteTest;
  readonly #uri = vscode.Uri.from({ scheme, path: `/${vscode.l10n.t('Dualtrack Route Test')}.md` });
  readonly #textChanged = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;
  readonly onDidChange = this.#textChanged.event;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(test: RouteTest) {
    this.#test = test;
    this.onDidChangeCodeLenses = test.onDidChange;
    this.#disposable = vscode.Disposable.from(
      this.#textChanged,
      test.onDidChange(() => this.#textChanged.fire(this.#uri)),
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.languages.registerCodeLensProvider({ scheme }, this),
    );
  }

  provideTextDocumentContent(): string {
    return testDocument(this.#test.run).text;
  }

  provideCodeLenses(): vscode.CodeLens[] {
    const { headings } = testDocument(this.#test.run);
    const all = createLens(0, testLens(vscode.l10n.t('Test All Again')));
    const own = headings.flatMap(({ line, report }) =>
      this.#commandsOf(report).map((command) => createLens(line, command)),
    );
    return [all, ...own];
  }

  /** Opens it, or brings it to the front. */
  async show(): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.#uri);
    this.#textChanged.fire(this.#uri); // VS Code does not hear of changes that come while it opens a document
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Who has gone on to something else while it ran is told how it ended. */
  async tellIfHidden(): Promise<void> {
    const isSeen = vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === scheme);
    if (isSeen) return;
    const show = vscode.l10n.t('Show Result');
    if ((await say.info(summary(this.#test.run.reports), show)) === show) await this.show();
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #commandsOf(report: RouteReport): vscode.Command[] {
    const { route, result, model } = report;
    if (!result) return [];
    const { remedy, facts } = result.failure ? helpFor(report, result.failure, this.#test.run) : {};
    const helps = remedy && facts ? remedyLenses(remedy, facts) : [];
    const size = model && !result.failure && !result.pictured ? testSize(route, model) : undefined;
    const offer = model && size && testLens(offerOfTest(route, model, size), { route: route.id, step: 'picture' });
    return [...helps, againLens(route.id), ...(offer ? [offer] : [])];
  }
}
