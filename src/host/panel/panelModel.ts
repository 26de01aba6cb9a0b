import * as vscode from 'vscode';
import { SettingsError } from '../../core/settings/settings';
import { commands } from '../../ids';
import type { CallResult, Fill } from '../../panel/calls';
import type { InterruptedAction } from '../../panel/interrupted';
import type { PanelState } from '../../panel/state';
import type { PictureOptions } from '../../core/pictures/image';
import type { ThumbnailWanted } from '../../panel/pictures';
import type { RememberedOptions } from '../settings/configuration';
import { DestinationError } from '../settings/openSettings';
import type { ChosenFolders } from '../pictures/chosenFolders';
import type { LastEditor } from '../pictures/lastEditor';
import { resourceOf } from '../pictures/destination';
import { noFolderText } from '../pictures/destinationText';
import { mendButton } from '../remedies/failureActions';
import type { Asker } from '../../work/asker';
import { FailedClicks } from '../../work/clicks/failedClicks';
import type { HealthWatch } from '../../work/healthWatch';
import type { Ended, RunningJob } from '../../work/job';
import type { InterruptedJobs } from '../../work/jobs/interruptedJobs';
import { Notices } from '../../work/notices';
import type { Wanted } from '../../work/wanted';
import type { Work } from '../../work/work';
import { interruptedViews, runInterrupted } from './interrupted';
import type { PlacedPicture } from './details/largePictureFor';
import type { PictureDetails } from './details/pictureDetails';
import type { Outlooks } from './composerView';
import { composerView } from './composerView';
import { endNotice } from './endNotice';
import type { FailedSteps } from './failedTiles';
import { failedButton, failedView, failureReason } from './failedTiles';
import { jobView } from './jobViews';
import { errorNotice, infoNotice, noticeView, noticeWords } from './noticeWords';
import { PanelFolders } from './panelFolders';
import type { PanelSourceCalls, PanelSource } from './panelPage';
import type { PicturePages } from './picturePages';
import { servicesAndProblem, settingsNotice } from './settingsProblem';
import type { NamedPicture } from './thumbnailFor';
import type { ReferenceMemory } from '../pictures/referenceMemory';
import { ReferenceFileError } from '../pictures/referenceFiles';
import type { ReferenceFolder } from '../../store/pictures/referenceFolder';
import { PanelReferences } from './references/panelReferences';
import { panelTexts } from '../texts/panelTexts';
import { vertexChoices } from '../texts/vertexText';

interface PanelModelParts {
  readonly work: Work;
  /** Tells when another route would be asked. */
  readonly watch: Pick<HealthWatch, 'onDidChange'>;
  readonly asker: Asker;
  readonly options: RememberedOptions;
  /** The file that was in front before the panel: its folder and settings count. */
  readonly lastEditor: Pick<LastEditor, 'inFront'>;
  readonly pictures: PicturePages;
  readonly details: PictureDetails;
  readonly interrupted: InterruptedJobs;
  readonly folders: ChosenFolders;
  readonly memory: ReferenceMemory;
  readonly referenceFolder: ReferenceFolder;
  /** The workspace's own, for that folder. */
  readonly holder: string;
  /** What the user's limits leave. */
  readonly limits: { readonly left: string; readonly onDidChange: vscode.Event<void> };
  /** To be called when the user does something in the panel. */
  readonly onUse: () => void;
}

/** The state behind the panel, and what the page may do to it. */
export class PanelModel implements PanelSource, vscode.Disposable {
  readonly #dependencies: PanelModelParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #notices: Notices;
  readonly #folders: PanelFolders;
  readonly #references: PanelReferences;
  readonly #failed = new FailedClicks(failureReason, () => this.#changed.fire());
  readonly #steps: FailedSteps = {
    make: (wanted) => this.#makeAgain(wanted),
    changePrompt: (wanted) => this.#changePrompt(wanted),
  };
  /** Whether a page has asked for what is here. */
  #isShown = false;
  /** Never written down: prompts are kept in the history only, where they can be cleared. */
  #typed = '';
  /** What the page gets with the answer to its click. */
  #fill: Fill | undefined;

  readonly onDidChange = this.#changed.event;
  readonly calls: PanelSourceCalls;

  constructor(dependencies: PanelModelParts) {
    this.#dependencies = dependencies;
    this.#folders = new PanelFolders(dependencies.folders, () => this.#changed.fire());
    this.#notices = new Notices(dependencies.work.unfetched, noticeWords, () => this.#changed.fire());
    const { memory, referenceFolder: folder, holder, pictures } = dependencies;
    this.#references = new PanelReferences({
      ...{ memory, folder, holder, pictures },
      onChange: () => this.#changed.fire(),
      tell: (text) => this.#notices.show({ severity: 'warning', text, lines: [], buttons: [] }),
    });
    this.#disposables.push(
      this.#changed,
      dependencies.work.onDidChange(() => this.#changed.fire()),
      dependencies.pictures.onDidChange(() => this.#changed.fire()),
      dependencies.interrupted.onDidChange(() => this.#changed.fire()),
      dependencies.limits.onDidChange(() => this.#changed.fire()),
      dependencies.watch.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(() => this.#changed.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#onTrust()),
      // its folder may be another one
      vscode.window.onDidChangeActiveTextEditor(() => this.#changed.fire()),
    );
    this.calls = {
      ready: () => this.#ready(),
      setOptions: (input) => this.#setOptions(input),
      keepPrompt: async ({ prompt }) => void (this.#typed = prompt),
      chooseFolder: ({ folderId }) => this.#folders.choose(folderId),
      ...this.#references.calls,
      generate: ({ prompt, count, route, ...options }) => this.#generate({ prompt, count, onlyRoute: route }, options),
      cancelAll: async () => dependencies.work.cancelAll(),
      answer: async ({ jobId, choiceId }) => dependencies.work.questionOf(jobId)?.answer(choiceId),
      cancel: async ({ jobId }) => dependencies.work.running.find((job) => job.id === jobId)?.cancel(),
      failed: ({ jobId, actionId }) => this.#runFailed(jobId, actionId),
      interrupted: ({ jobId, action }) => this.#tellErrors(() => this.#runInterrupted(action, jobId)),
      pictures: (wanted) => dependencies.pictures.page(wanted),
      facets: ({ everywhere }) => dependencies.pictures.facets(everywhere),
      picture: async ({ pictureId, action }) => ({ picture: await dependencies.pictures.act(pictureId, action) }),
      details: async ({ pictureId }) => ({ details: await dependencies.details.view(pictureId) }),
      several: async ({ pictureIds, action }) => ({
        forgotten: await dependencies.pictures.actAll(pictureIds, action),
      }),
      mend: ({ routeId }) => this.#mend(routeId),
      notice: ({ actionId }) => this.#runNotice(actionId),
    };
  }

  state(): PanelState {
    const { work, options, pictures, interrupted } = this.#dependencies;
    const resource = this.#resource();
    const { services, problem } = servicesAndProblem(resource);
    const chosen = options.read(resource, services);
    return {
      composer: {
        ...composerView(services, chosen, this.#references.all, problem ? undefined : this.#outlooks(chosen)),
        ...this.#folders.view(this.#file()),
        left: this.#dependencies.limits.left,
      },
      jobs: [
        ...work.running.map((job) => jobView(work, job)),
        ...this.#failed.tiles.map((tile) => failedView(tile, this.#steps)),
      ],
      interrupted: interruptedViews(interrupted.all),
      pictures: pictures.state,
      notice: noticeView(problem ?? this.#notices.current),
    };
  }

  pictureFor({ of, id }: ThumbnailWanted): NamedPicture | undefined {
    const { pictures, details } = this.#dependencies;
    if (of === 'source') return () => details.source(id);
    return of === 'picture' ? () => pictures.named(id) : this.#references.pictureFor(id);
  }

  placeOf(pictureId: string): Promise<PlacedPicture | undefined> {
    return this.#dependencies.details.place(pictureId);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** What a job would do that is begun now: in the order of the routes, and on each of them alone. */
  #outlooks(options: PictureOptions): Outlooks {
    const { work } = this.#dependencies;
    const wish = { options, references: this.#references.all, resource: this.#resource()?.toString() };
    return { inOrder: work.outlook(wish), alone: work.outlooksAlone(wish) };
  }

  async #mend(routeId: string): Promise<void> {
    const resource = this.#resource();
    const { services } = servicesAndProblem(resource);
    const { inOrder, alone } = this.#outlooks(this.#dependencies.options.read(resource, services));
    const all = [inOrder, ...alone.map(({ outlook }) => outlook)].flatMap(({ skipped }) => skipped);
    const one = all.find(({ route }) => route.id === routeId);
    await (one && mendButton(one.route, one.state))?.run();
  }

  #file(): vscode.Uri | undefined {
    return this.#dependencies.lastEditor.inFront?.document.uri;
  }

  #resource(): vscode.Uri | undefined {
    return this.#folders.resource(this.#file());
  }

  async #setOptions(input: PictureOptions): Promise<void> {
    const resource = this.#resource();
    await this.#dependencies.options.keep(input, resource, servicesAndProblem(resource).services);
    this.#changed.fire();
  }

  /** With the references of the last window: nobody clicks before they are seen. */
  async #ready(): Promise<CallResult<'ready'>> {
    this.#isShown = true;
    await this.#references.recall();
    return { texts: panelTexts(), vertex: vertexChoices(), prompt: this.#typed };
  }

  #onTrust(): void {
    this.#changed.fire();
    if (this.#isShown) void this.#references.recall();
  }

  async #generate(asked: Pick<Wanted, 'prompt' | 'count' | 'onlyRoute'>, options: PictureOptions): Promise<void> {
    this.#dependencies.onUse();
    this.#notices.show(undefined);
    const references = this.#references.all;
    this.#references.use();
    const { work } = this.#dependencies;
    const { cancels } = work;
    await this.#setOptions(options);
    await this.#tellErrors(async () => {
      const destination = await this.#folders.destination(this.#file());
      if (cancels !== work.cancels) return; // all were cancelled while a folder was chosen
      if (!destination) return this.#notices.show(infoNotice(noFolderText()));
      const resource = resourceOf(destination, this.#resource());
      const wanted = { ...asked, options, references, destination, resource };
      await this.#make(wanted);
    });
  }

  /** Answers when the jobs have begun; how they ended is told once all have, save what failed, which stays in the list. */
  async #make(wanted: Wanted): Promise<void> {
    const { work, asker } = this.#dependencies;
    this.#failed.forget(wanted);
    this.#follow(await work.make(wanted, asker));
  }

  #follow(jobs: readonly RunningJob[]): void {
    void this.#failed.follow(jobs).then((ends) => this.#tellEnds(ends));
  }

  async #runInterrupted(action: InterruptedAction, jobId: string): Promise<void> {
    const { interrupted, asker, onUse } = this.#dependencies;
    onUse();
    if (action === 'again') this.#notices.show(undefined);
    await runInterrupted(action, jobId, interrupted, { asker, follow: (job) => this.#follow([job]) });
  }

  async #tellErrors(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (error instanceof ReferenceFileError) return this.#notices.show(errorNotice(error.message));
      if (!(error instanceof SettingsError || error instanceof DestinationError)) throw error;
      this.#notices.show(settingsNotice(error));
    }
  }

  #tellEnds(ends: readonly Ended[]): void {
    const steps = { ...this.#steps, fetchAll: () => this.#notices.fetchAll() };
    const notice = endNotice(ends, steps, this.#dependencies.work.running.length === 0);
    if (!notice) return;
    if (ends.every(({ kind }) => kind === 'made')) this.#notices.showMade(notice);
    else this.#notices.show(notice);
  }

  #makeAgain(wanted: Wanted): void {
    this.#notices.show(undefined);
    void this.#tellErrors(() => this.#make(wanted)).catch((error: unknown) => this.#notices.showError(error));
  }

  /** Puts all that was wanted back into the composer. */
  async #changePrompt({ prompt, options, references, count = 1 }: Wanted): Promise<void> {
    this.#fill = { prompt, count };
    this.#references.set(references);
    await this.#setOptions(options);
  }

  async #runNotice(actionId: string): Promise<CallResult<'notice'>> {
    if (actionId === 'connect') {
      await vscode.commands.executeCommand(commands.connectRoute);
      return {};
    }
    const { problem } = servicesAndProblem(this.#resource());
    if (problem) await problem.buttons.find(({ id }) => id === actionId)?.run();
    else await this.#notices.run(actionId);
    return this.#filling();
  }

  /** Whatever is done about a failure, its tile has done its work. */
  async #runFailed(jobId: string, actionId: string): Promise<CallResult<'failed'>> {
    const tile = this.#failed.take(jobId);
    if (tile) await failedButton(tile, actionId, this.#steps)?.run();
    return this.#filling();
  }

  #filling(): CallResult<'failed'> {
    const fill = this.#fill;
    this.#fill = undefined;
    return { fill };
  }
}
