import path from 'node:path';
import * as vscode from 'vscode';
import { Health } from './core/health';
import { Board } from './host/board';
import { offerKeptPictures, recoverPictures } from './host/commands/recoverPictures';
import { copyDiagnostics } from './host/commands/copyDiagnostics';
import { removeKey } from './host/commands/removeKey';
import { setKey } from './host/commands/setKey';
import { settleCharges } from './host/commands/settleCharges';
import { showRoutes } from './host/commands/showRoutes';
import { testRoutes } from './host/commands/testRoutes';
import { connectRoute } from './host/connect/connectRoute';
import { editRoutes } from './host/connect/editRoutes';
import { importKeys } from './host/connect/importKeys';
import { freeCheck } from './host/freeCheck';
import { RouteLights } from './host/routeLights';
import { RouteTest } from './host/routeTest/routeTest';
import { RouteTestDocument } from './host/routeTest/routeTestDocument';
import { createGoogleHeaders } from './providers/googleToken';
import { createProbe } from './providers/probe';
import { RememberedOptions, standsInSettings } from './host/configuration';
import { ContextKeys } from './host/contextKeys';
import { GenerateFlow } from './host/generateFlow';
import { forgetOnChange } from './host/healthEvents';
import { Jobs } from './host/jobs';
import { KeptPictures } from './host/keptPictures';
import { KeyMarkers } from './host/keyMarkers';
import { Keys } from './host/keys';
import { once } from './host/once';
import { ImagePanel } from './host/panel';
import { PictureActions } from './host/pictureActions';
import { PromptInput } from './host/promptInput';
import { registerCommands, urisOf } from './host/registerCommand';
import { Saver } from './host/saver';
import { createLog } from './host/window/createLog';
import { CrashRecovery } from './host/crashRecovery';
import { StoreMessages } from './host/storeMessages';
import { commands, walkthrough } from './ids';
import { createStore } from './store/store';
import { createProviders } from './providers/all';
import { createPlaceholderProvider } from './providers/placeholder';
import { withPreparedReferences } from './providers/preparedReferences';
import { createReferencePreparer } from './providers/references';
import { systemClock } from './providers/systemClock';
import { createTransport } from './providers/transport';
import { createNodeEdge } from './providers/transport/nodeEdge';

/** Builds every object once, top to bottom. Nothing here touches the network. */
export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const worker = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', 'workers', name).fsPath;
  const painter = createPlaceholderProvider({
    workerFile: worker('placeholder.js'),
    label: vscode.l10n.t('Placeholder'),
  });
  const edge = createNodeEdge({ vscodeProxy: () => proxySupport() !== 'off' });
  const health = new Health(systemClock);
  const transport = createTransport(edge, {
    trace: (line) => {
      if (log.logLevel === vscode.LogLevel.Trace) log.trace(line());
    },
  });
  const keys = new Keys(context.secrets, new KeyMarkers(context.globalState), standsInSettings);
  const kept = new KeptPictures(context.globalStorageUri);
  const storage = context.globalStorageUri.fsPath;
  const saver = new Saver(kept, path.join(storage, 'staging'));
  const store = createStore(path.join(storage, 'dualtrack.db'), new StoreMessages(log).tell);
  const preparer = createReferencePreparer({ workerFile: worker('references.js') });
  const providers = withPreparedReferences(createProviders(transport, painter), preparer);
  const probe = createProbe(transport, createGoogleHeaders(transport));
  const jobs = new Jobs({ providers, keys, health, saver, store, transport, log, check: freeCheck(probe) });
  const options = new RememberedOptions(context.globalState);
  const actions = new PictureActions(jobs, saver);
  const flow = new GenerateFlow(jobs, new PromptInput(options), actions);
  const recovery = new CrashRecovery({ store, transport, kept, log });
  const onUse = once(() => void recovery.run().then(() => offerKeptPictures(kept)));
  const board = new Board({ jobs, options, actions, kept, onUse });
  const lights = new RouteLights(jobs, health);
  const routesDeps = { health, store, options, onChange: () => lights.refresh() };
  const test = new RouteTest({ health, keys, options, probe, onChange: () => lights.refresh() });
  const document = new RouteTestDocument(test);
  const version = String((context.extension.packageJSON as { version?: unknown }).version);
  const panel = new ImagePanel({ extensionUri: context.extensionUri, board, language: vscode.env.language, log });
  const handlers = registerCommands(
    {
      [commands.generateImage]: () => flow.run(),
      [commands.generateFromSelection]: () => flow.runWithSelection(),
      [commands.generateWithReferences]: (clicked, selected) => flow.runWithReferences(urisOf(clicked, selected)),
      [commands.openPanel]: () => panel.open(),
      [commands.getStarted]: () => openWalkthrough(context.extension.id),
      [commands.connectRoute]: (preset) => connectRoute({ keys, options, check: freeCheck(probe) }, preset),
      [commands.editRoutes]: (routeId) => editRoutes(keys, typeof routeId === 'string' ? routeId : undefined),
      [commands.importKeys]: () => importKeys(keys),
      [commands.testRoutes]: (argument) => testRoutes({ test, document, jobs }, argument),
      [commands.setKey]: (routeId) => setKey(keys, typeof routeId === 'string' ? routeId : undefined),
      [commands.removeKey]: () => removeKey(keys),
      [commands.recoverPictures]: () => recoverPictures({ kept, saver, recovery }),
      [commands.showRoutes]: () => showRoutes(routesDeps),
      [commands.settleCharges]: () => settleCharges(store),
      [commands.copyDiagnostics]: () => copyDiagnostics({ health, store, keys, version }),
      [commands.showLog]: () => log.show(),
    },
    log,
    onUse,
  );
  context.subscriptions.push(
    log,
    jobs,
    recovery,
    lights,
    test,
    document,
    forgetOnChange(health, context.secrets, () => lights.refresh()),
    new ContextKeys({ keys, jobs, secrets: context.secrets, memento: context.globalState, log }),
    board,
    panel,
    handlers,
    { dispose: () => void painter.dispose() },
    { dispose: () => void store.close() },
  );
}

async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthrough}`);
}

/** VS Code's own setting: with `off` its proxy is not wanted and we make our own connections. */
function proxySupport(): string | undefined {
  return vscode.workspace.getConfiguration('http').get<string>('proxySupport');
}
