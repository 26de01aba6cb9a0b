import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from './app';
import { makingScheme } from './host/making/makingScheme';
import { testScheme } from './host/routes/testScheme';
import { lazy, orTold } from './host/start/lazy';
import { registerCommands } from './host/start/registerCommand';
import { Shutdown } from './host/start/shutdown';
import { isKept } from './store/database/rebuild/places';
import { panelViewId, panelViewType, section } from './ids';

const shutdown = new Shutdown();

/** VS Code waits some five seconds for this; of these the jobs get the most, and the ledger the rest. */
export function deactivate(): Promise<void> {
  return shutdown.run();
}

/** Registers what VS Code may ask for; all else is loaded behind its start, or on first use. */
export function activate(context: vscode.ExtensionContext): void {
  const file = path.join(context.globalStorageUri.fsPath, 'dualtrack.db');
  const log = lazy(async () => {
    const made = (await import('./host/window/createLog')).createLog();
    shutdown.onEnd(() => made.dispose());
    return made;
  });
  const background = lazy(async () => (await import('./background')).startBackground(context, await log()));
  const stored = lazy(async () =>
    (await import('./stored')).openStored({ file, log: await log(), shutdown, app, ...(await background()) }),
  );
  const app: () => Promise<App> = lazy(async () => {
    const parts = { context, shutdown, log: await log(), ...(await background()), ...(await stored()) };
    return (await import('./app')).buildApp(parts);
  });
  const tell = async (error: unknown): Promise<void> =>
    (await import('./host/start/showError')).showError(error, await log());
  const watching = new AbortController();
  const start = orTold(async () => {
    const { hasLimit } = await background();
    if (!isKept(file) && !hasLimit()) return;
    const { limits, interrupted } = await stored();
    limits.look();
    await interrupted.watch(watching.signal);
  }, tell);
  /** A first limit is shown at once. */
  const onSettings = orTold(async (event: vscode.ConfigurationChangeEvent) => {
    if (event.affectsConfiguration(section) && (await background()).hasLimit()) (await stored()).limits.look();
  }, tell);
  context.subscriptions.push(
    registerCommands(orTold(async (id, args) => (await app()).run(id, args), tell)),
    vscode.window.registerWebviewPanelSerializer(panelViewType, {
      deserializeWebviewPanel: orTold(async (panel) => (await app()).panel.restore(panel), tell),
    }),
    vscode.window.registerWebviewViewProvider(panelViewId, {
      resolveWebviewView: orTold(async (view) => (await app()).panel.showIn(view), tell),
    }),
    vscode.workspace.registerTextDocumentContentProvider(testScheme, {
      provideTextDocumentContent: orTold(async () => (await app()).document.provideTextDocumentContent(), tell),
    }),
    vscode.workspace.onDidChangeConfiguration(onSettings),
    vscode.workspace.registerTextDocumentContentProvider(makingScheme, {
      provideTextDocumentContent: orTold(async (uri) => (await app()).making.provideTextDocumentContent(uri), tell),
    }),
    { dispose: () => watching.abort() },
  );
  setTimeout(() => void start(), 0);
}
