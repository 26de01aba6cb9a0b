import path from 'node:path';
import * as vscode from 'vscode';
import { createAnswerReader } from './answers/answerReader';
import { PanelModel } from './host/panel/panelModel';
import { tellInterrupted } from './host/recovery/tellInterrupted';
import { offerKeptPictures, recoverPictures } from './host/recovery/recoverPictures';
import { copyDiagnostics } from './host/start/copyDiagnostics';
import { removeKey } from './host/keys/removeKey';
import { setKey } from './host/keys/setKey';
import type { LimitStatus } from './host/money/limitStatus';
import { MakingDocument } from './host/making/makingDocument';
import { showHowMade } from './host/making/showHowMade';
import { withSidecars } from './host/making/sidecars';
import { settleCharges } from './host/money/settleCharges';
import { ClearedHistory } from './host/history/clearedHistory';
import { clearHistory } from './host/history/clearHistory';
import { exportAll } from './host/history/exportAll';
import { creditActions, creditText } from './host/money/credit';
import type { RouteMoney } from './host/routes/showRoutes';
import { showRoutes } from './host/routes/showRoutes';
import { testRoutes } from './host/routes/testRoutes';
import { connectRoute } from './host/connect/connectRoute';
import { editRoutes } from './host/connect/editRoutes';
import { importKeys } from './host/connect/importKeys';
import { freeCheck } from './providers/freeChecks/freeCheck';
import { RouteQueues } from './core/run/queue';
import type { Route } from './core/services/route';
import { checkWithStoredKey } from './work/checkWithStoredKey';
import { HealthWatch } from './work/healthWatch';
import { Work } from './work/work';
import { showQuestion } from './host/jobs/showQuestion';
import { windowAsker } from './host/jobs/windowAsker';
import { findReference, mayUseReferences, readReferences, referenceSchemes } from './host/pictures/referenceFiles';
import { ReferenceMemory } from './host/pictures/referenceMemory';
import { readJobSettings } from './host/settings/jobSettings';
import { RouteTest } from './host/routes/routeTest';
import { RouteTestDocument } from './host/routes/routeTestDocument';
import { createGoogleHeaders } from './providers/credentials/googleToken';
import { createAccountQuestions } from './providers/freeChecks/accountQuestions';
import { createProbe } from './providers/freeChecks/probe';
import { RememberedOptions, standsInSettings } from './host/settings/configuration';
import { GenerateFlow } from './host/generate/generateFlow';
import { KeptPictures } from './host/pictures/keptPictures';
import { KeyMarkers } from './host/keys/keyMarkers';
import { Keys } from './host/keys/keys';
import { once } from './host/start/once';
import { ImagePanel } from './host/panel/panel';
import { PictureDetails } from './host/panel/details/pictureDetails';
import { HistoryPages } from './host/panel/historyPages';
import { PictureActions } from './host/pictures/pictureActions';
import { PromptInput } from './host/generate/promptInput';
import type { CommandHandlers } from './host/start/commandHandlers';
import { urisOf } from './host/start/commandHandlers';
import { showError } from './host/start/showError';
import type { Shutdown } from './host/start/shutdown';
import type { Log } from './host/window/createLog';
import { ChosenFolders } from './host/pictures/chosenFolders';
import { Saver } from './host/pictures/saver';
import { CrashRecovery } from './host/recovery/crashRecovery';
import type { Health } from './core/run/health';
import type { RouteLights } from './host/routes/routeLights';
import type { ContextKeys } from './host/start/contextKeys';
import type { LastEditor } from './host/pictures/lastEditor';
import type { Store } from './store/store';
import type { CommandId } from './ids';
import { commands, walkthrough } from './ids';
import type { InterruptedJob, InterruptedJobs } from './work/jobs/interruptedJobs';
import { ReferenceFolder } from './store/pictures/referenceFolder';
import { LargePictures } from './store/thumbnails/largePictures';
import { ThumbnailFolder } from './store/thumbnails/thumbnailFolder';
import { Thumbnails } from './work/thumbnails';
import { createProviders } from './providers/createProviders';
import { createPlaceholderPainter } from './placeholder/painter';
import { withPreparedReferences } from './imaging/preparedReferences';
import { createReferencePreparer } from './imaging/references';
import { Thumbnailer } from './imaging/thumbnailer';
import { systemClock } from './providers/transport/systemClock';
import { createTransport } from './providers/transport/transport';
import { createNodeHttpClient } from './providers/transport/nodeHttpClient';

/** What is there before the app is. */
interface AppParts {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly shutdown: Shutdown;
  readonly health: Health;
  readonly lights: RouteLights;
  readonly contextKeys: ContextKeys;
  readonly lastEditor: LastEditor;
  readonly store: Store;
  readonly interrupted: InterruptedJobs;
  readonly limits: LimitStatus;
}

/** All that people use. */
export interface App {
  readonly panel: ImagePanel;
  readonly document: RouteTestDocument;
  readonly making: MakingDocument;
  readonly work: Work;
  /** Says that jobs were interrupted; `all` can make them again. Never rejects. */
  tellInterrupted(jobs: readonly InterruptedJob[], all: InterruptedJobs): Promise<void>;
  /** Runs a command. Whatever it throws is shown and logged. */
  run(id: CommandId, args: readonly unknown[]): Promise<void>;
}

/** Builds every object that people use once, top to bottom. Nothing here touches the network. */
export function buildApp(parts: AppParts): App {
  const { context, log, shutdown, health, lights, contextKeys, lastEditor, interrupted, limits } = parts;
  const store = { ...parts.store, records: withSidecars(parts.store.records, log) };
  const worker = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', 'workers', name).fsPath;
  const painter = createPlaceholderPainter({
    workerFile: worker('placeholder.js'),
    label: vscode.l10n.t('Placeholder'),
  });
  const reader = createAnswerReader({ workerFile: worker('answers.js') });
  const http = createNodeHttpClient({ vscodeProxy: () => proxySupport() !== 'off' });
  const transport = createTransport(http, {
    trace: { isOn: () => log.logLevel === vscode.LogLevel.Trace, write: (line) => log.trace(line) },
  });
  const keys = new Keys(context.secrets, new KeyMarkers(context.globalState), standsInSettings);
  const kept = new KeptPictures(context.globalStorageUri);
  const storage = context.globalStorageUri.fsPath;
  const staging = path.join(storage, 'staging');
  const saver = new Saver(kept, staging);
  const preparer = createReferencePreparer({ workerFile: worker('imaging.js') });
  const providers = withPreparedReferences(createProviders({ transport, reader, painter }), preparer);
  const account = createAccountQuestions(transport);
  const money = { account, credential: (route: Route) => keys.storedCredential(route) };
  const probe = createProbe(transport, createGoogleHeaders(transport));
  const work = new Work({
    clock: systemClock,
    health,
    queues: new RouteQueues(),
    providers,
    check: checkWithStoredKey(freeCheck(probe), (route) => keys.storedCredential(route)),
    store,
    jobRecords: store.jobRecords,
    transport,
    reader,
    settings: readJobSettings,
    references: readReferences,
    stagingFolders: (destination) => saver.stagingFolders(destination),
    stage: (image, destination) => saver.stage(image, destination),
    save: (arrived, destination) => saver.save(arrived, destination),
    log,
  });
  const asker = windowAsker(keys);
  const options = new RememberedOptions(context.globalState);
  const folders = new ChosenFolders(context.workspaceState);
  const actions = new PictureActions(work, saver, store, lastEditor);
  const watch = new HealthWatch(health, systemClock);
  const input = new PromptInput({ options, work, watch });
  const flow = new GenerateFlow({ work, asker, input, actions, folders });
  const recovery = new CrashRecovery({ store, transport, reader, kept, saver, log });
  const onUse = once(() => {
    void recovery.run().then(() => Promise.all([offerKeptPictures(kept), interrupted.look()]));
  });
  const pictures = new HistoryPages({ store, work, actions, unsaved: kept.folder, log });
  const details = new PictureDetails({ recorded: (id) => pictures.recorded(id), store });
  const memory = new ReferenceMemory({
    memento: context.workspaceState,
    ...{ mayUse: mayUseReferences, schemes: referenceSchemes, find: findReference, log },
  });
  const referenceFolder = new ReferenceFolder(path.join(storage, 'references'));
  const holder = context.storageUri?.toString() ?? 'no workspace';
  const model = new PanelModel({
    ...{ work, watch, asker, options, lastEditor, pictures, details, interrupted, folders, memory, limits, onUse },
    ...{ referenceFolder, holder },
  });
  const { credit } = store;
  const ofRoutes: RouteMoney = {
    text: (route) => creditText(route, credit),
    actions: (route) => creditActions(route, { ...money, credit }),
  };
  const routesDeps = { money: ofRoutes, health, store, options, onChange: () => lights.update() };
  const test = new RouteTest({ health, keys, options, probe, onChange: () => lights.update() });
  const document = new RouteTestDocument(test);
  const making = new MakingDocument({ store, worker: worker('metadata.js') });
  const version = String((context.extension.packageJSON as { version?: unknown }).version);
  const thumbnailFolder = vscode.Uri.joinPath(context.globalStorageUri, 'thumbnails');
  const thumbnailer = new Thumbnailer(worker('imaging.js'));
  const smallPictures = new ThumbnailFolder(thumbnailFolder.fsPath);
  const thumbnails = new Thumbnails(smallPictures, (picture) => thumbnailer.make(picture));
  const large = new LargePictures(path.join(thumbnailFolder.fsPath, 'large'));
  const cleared = new ClearedHistory({ work, store, folder: storage, log, onLook: () => pictures.refresh() });
  const clearable = { clear: () => Promise.all([smallPictures.clear(), large.clear()]) };
  const clearing = { store, thumbnails: clearable, onCleared: () => cleared.tell() };
  const { language } = vscode.env;
  const { extensionUri } = context;
  const panel = new ImagePanel({ extensionUri, model, thumbnails, large, thumbnailFolder, language, log });
  const handlers: CommandHandlers = {
    [commands.generateImage]: () => flow.run(),
    [commands.generateFromSelection]: () => flow.runWithSelection(),
    [commands.generateWithReferences]: (clicked, selected) => flow.runWithReferences(urisOf(clicked, selected)),
    [commands.openPanel]: () => panel.open(),
    [commands.showQuestion]: () => showQuestion(work),
    [commands.getStarted]: () => openWalkthrough(context.extension.id),
    [commands.connectRoute]: (preset) => connectRoute({ keys, options, check: freeCheck(probe) }, preset),
    [commands.editRoutes]: (routeId) => editRoutes(keys, typeof routeId === 'string' ? routeId : undefined),
    [commands.importKeys]: () => importKeys(keys),
    [commands.testRoutes]: (argument) => testRoutes({ test, document, make: { work, asker, folders } }, argument),
    [commands.setKey]: (routeId) => setKey(keys, typeof routeId === 'string' ? routeId : undefined),
    [commands.removeKey]: () => removeKey(keys),
    [commands.recoverPictures]: () => recoverPictures({ kept, saver, recovery, store, work }),
    [commands.showRoutes]: () => showRoutes(routesDeps),
    [commands.settleCharges]: () =>
      settleCharges({ store, thumbnails, ...money, onSettled: () => (limits.look(), interrupted.refresh()) }),
    [commands.exportAll]: () => exportAll({ store, staging }),
    [commands.clearHistory]: () => clearHistory(clearing),
    [commands.showHowMade]: (clicked) => showHowMade({ store, making }, clicked),
    [commands.copyDiagnostics]: () => copyDiagnostics({ health, store, keys, version }),
    [commands.showLog]: () => log.show(),
  };
  let running = 0;
  work.onDidChange(() => {
    lights.update();
    if (work.running.length < running) limits.look();
    running = work.running.length;
    if (work.made.length > 0) contextKeys.rememberPicture();
  });
  shutdown.onEnd(() => work.close(3_000));
  shutdown.onEnd(() => recovery.close());
  context.subscriptions.push(
    work,
    watch,
    recovery,
    test,
    document,
    making,
    pictures,
    model,
    panel,
    cleared,
    { dispose: () => void painter.dispose() },
    { dispose: () => void thumbnailer.dispose() },
    { dispose: () => void reader.close() },
  );
  return {
    ...{ panel, document, making, work },
    tellInterrupted: (jobs, all) =>
      tellInterrupted(jobs, {
        left: (ids) => all.left(ids),
        again: (ids) => all.again(ids, asker, (running) => void flow.follow(running)),
      }),
    run: async (id, args) => {
      onUse();
      try {
        await handlers[id](...args);
      } catch (error) {
        void showError(error, log);
      }
    },
  };
}

async function openWalkthrough(extensionId: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthrough}`);
}

/** VS Code's own setting: with `off` its proxy is not wanted and we make our own connections. */
function proxySupport(): string | undefined {
  return vscode.workspace.getConfiguration('http').get<string>('proxySupport');
}
