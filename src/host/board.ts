import * as vscode from 'vscode';
import type { Job } from '../core/generate';
import { models } from '../core/models';
import type { Services } from '../core/services';
import { possibleModels } from '../core/services';
import type { SettingsProblem } from '../core/settings';
import { readOr, SettingsError } from '../core/settings';
import { hasVertexOptions, routesWith } from '../core/vertexOptions';
import { wordsOf } from '../core/wordsOf';
import { commands } from '../ids';
import type {
  ModelView,
  PanelCalls,
  PanelState,
  PictureOptions,
  PictureView,
  QuestionView,
  ReferenceView,
} from '../shared/protocol';
import { readCheckedServices } from './checkedSettings';
import type { RememberedOptions } from './configuration';
import { readServices } from './configuration';
import { assetsFolders, chooseDestination, DestinationError, resourceOf } from './destination';
import { elsewhere } from './elsewhere';
import type { FailureSteps } from './failureActions';
import { failureButtons, openSettings, settingOf } from './failureActions';
import type { Ended, Jobs, MadePicture, RunningJob } from './jobs';
import type { KeptPictures } from './keptPictures';
import { newJob } from './newJob';
import type { Notice } from './panelNotices';
import { errorNotice, PanelNotices, savedNotice } from './panelNotices';
import type { PanelBoard } from './panelPage';
import type { PictureActions } from './pictureActions';
import type { OpenQuestion } from './questions';
import type { ReferenceFile } from './referenceFiles';
import {
  mayUseReferences,
  pickReferenceFiles,
  readReferences,
  ReferenceFileError,
  withMoreReferences,
} from './referenceFiles';
import { estimateText } from './texts/estimateText';
import { failureMessage } from './texts/failureText';
import { panelTexts } from './texts/panelTexts';
import { detailsText } from './texts/pictureText';
import { plainText } from './texts/plainText';
import { settingsText } from './texts/settingsText';
import { vertexChoices } from './texts/vertexText';

export interface BoardDependencies {
  readonly jobs: Jobs;
  readonly options: RememberedOptions;
  readonly actions: PictureActions;
  readonly kept: KeptPictures;
  /** To be called when the user does something in the panel. */
  readonly onUse: () => void;
}

/** What the page asked for, with the files that were chosen then. */
interface WantedHere {
  readonly prompt: string;
  readonly options: PictureOptions;
  readonly files: readonly ReferenceFile[];
  /** The ids of the routes that may be used; left out: all. */
  readonly among?: readonly string[] | undefined;
}

/** The state behind the panel, and what the page may do to it. */
export class Board implements PanelBoard, vscode.Disposable {
  readonly #dependencies: BoardDependencies;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [];
  readonly #notices: PanelNotices;
  /** How often *Cancel All* was pressed. */
  #cancels = 0;
  #references: readonly ReferenceFile[] = [];
  /** The editor that was in front before the panel: "Insert at Cursor" means its cursor. */
  #editor: vscode.TextEditor | undefined = vscode.window.activeTextEditor;

  readonly onDidChange = this.#changed.event;
  readonly calls: PanelCalls;

  constructor(dependencies: BoardDependencies) {
    this.#dependencies = dependencies;
    this.#notices = new PanelNotices(dependencies.jobs.unfetched, () => this.#changed.fire());
    this.#disposables.push(
      this.#changed,
      dependencies.jobs.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidChangeConfiguration(() => this.#changed.fire()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire()),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
      vscode.window.onDidChangeActiveTextEditor((editor) => (this.#editor = editor ?? this.#editor)),
    );
    this.calls = {
      ready: async () => undefined,
      setOptions: (input) => this.#setOptions(input),
      addReferences: () => this.#addReferences(),
      removeReference: async ({ referenceId }) =>
        this.#setReferences(this.#references.filter(({ id }) => id !== referenceId)),
      generate: ({ prompt, count, ...options }) => this.#generate({ prompt, options, files: this.#references }, count),
      cancelAll: async () => this.#cancelAll(),
      answer: async ({ jobId, choiceId }) => dependencies.jobs.questionOf(jobId)?.answer(choiceId),
      cancel: async ({ jobId }) => dependencies.jobs.running.find((job) => job.id === jobId)?.cancel(),
      picture: async ({ pictureId, action }) => {
        const made = dependencies.jobs.made.find((picture) => picture.id === pictureId);
        if (made) await dependencies.actions.run(action, made, this.#editor);
      },
      notice: ({ actionId }) => this.#runNotice(actionId),
    };
  }

  state(src: (uri: vscode.Uri) => string): PanelState {
    const { jobs, options } = this.#dependencies;
    const { services, problem } = servicesAndProblem(this.#editor?.document.uri);
    const { routes } = services;
    const chosen = options.read(this.#editor?.document.uri, services);
    const placeholderOnly = routes.every((route) => route.preset.id === 'placeholder') && !problem;
    return {
      texts: panelTexts(),
      models: modelViews(services),
      options: chosen,
      routes: placeholderOnly
        ? vscode.l10n.t('No route is connected: pictures are free placeholders, drawn on this machine.')
        : routesWith(chosen.vertex, routes)
            .map((route) => plainText(route.name, 80))
            .join(' → '),
      placeholderOnly,
      estimate: estimateText(services, chosen),
      references: this.#references.map((file) => referenceView(file, this.roots(), src)),
      mayAddReferences: mayUseReferences(),
      ...(routes.some(hasVertexOptions) ? { vertex: vertexChoices() } : {}),
      jobs: jobs.running.map((job) => ({
        id: job.id,
        prompt: plainText(job.prompt),
        status: plainText(job.step()),
        elapsed: job.elapsed(),
        question: questionView(jobs.questionOf(job.id)),
        cancelling: job.cancelling,
      })),
      pictures: jobs.made.map((made) => pictureView(made, src)),
      notice: this.#notices.view(problem),
    };
  }

  roots(): readonly vscode.Uri[] {
    const made = this.#dependencies.jobs.made.map(({ saved }) => vscode.Uri.joinPath(saved.uri, '..'));
    const all = [...assetsFolders(), this.#dependencies.kept.folder, ...made];
    return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #setOptions(input: PictureOptions): Promise<void> {
    const resource = this.#editor?.document.uri;
    await this.#dependencies.options.keep(input, resource, servicesAndProblem(resource).services);
    this.#changed.fire();
  }

  /** Also a click whose files are still being read. */
  #cancelAll(): void {
    this.#cancels += 1;
    for (const job of this.#dependencies.jobs.running) job.cancel();
  }

  #setReferences(files: readonly ReferenceFile[]): void {
    this.#references = files;
    this.#changed.fire();
  }

  async #addReferences(): Promise<void> {
    const chosen = await withMoreReferences(() => this.#references, await pickReferenceFiles());
    this.#setReferences(chosen.files);
    const { problems } = chosen;
    if (problems.length > 0)
      this.#notices.show({ severity: 'warning', text: problems.join(' '), lines: [], buttons: [] });
  }

  /** Answers when the job has begun; how it ends is told in the state. */
  async #generate(wanted: WantedHere, count: number): Promise<void> {
    const { prompt, options, files, among } = wanted;
    this.#dependencies.onUse();
    this.#notices.show(undefined);
    const cancels = this.#cancels;
    await this.#setOptions(options);
    const resource = this.#editor?.document.uri;
    try {
      const destination = await chooseDestination(resource);
      if (!destination) return;
      const references = await readReferences(files);
      const job = newJob({ prompt, options, references, among }, resourceOf(destination, resource));
      const click = { pictures: count };
      const { jobs } = this.#dependencies;
      if (cancels !== this.#cancels) return; // all were cancelled while files were read
      for (let n = 0; n < count; n += 1) this.#follow(jobs.start(job, destination, click), job, wanted);
    } catch (error) {
      if (error instanceof ReferenceFileError) return this.#notices.show(errorNotice(error.message));
      if (!(error instanceof SettingsError || error instanceof DestinationError)) throw error;
      this.#notices.show(settingsNotice(error));
    }
  }

  /** Each job is its own: one that fails is told, and the others go on. */
  #follow(running: RunningJob, job: Job, wanted: WantedHere): void {
    void running.ended.then(
      (ended) => this.#tellEnd(ended, job, wanted),
      (error: unknown) => this.#notices.show(errorNotice(wordsOf(error))),
    );
  }

  #tellEnd(ended: Ended, job: Job, wanted: WantedHere): void {
    if (ended.ok) {
      // the picture is in sight; a failure must stay so
      if (!this.#notices.isError) this.#notices.show(savedNotice(ended.made));
      return;
    }
    const message = failureMessage(ended.outcome);
    const severity = ended.outcome.failure.kind === 'cancelled' ? 'info' : 'error';
    const steps: FailureSteps = {
      again: () => void this.#generate(wanted, 1),
      elsewhere: elsewhere(job, ended.outcome.attempts, (among) => void this.#generate({ ...wanted, among }, 1)),
      downloadAgain: ended.downloadAgain && (() => this.#notices.fetchAll()),
    };
    const isCancelled = severity === 'info';
    this.#notices.show({
      severity,
      text: message.sentence,
      lines: isCancelled ? [] : message.lines,
      buttons: isCancelled ? [] : failureButtons(message, steps),
      tellsUnfetched: !isCancelled && ended.downloadAgain !== undefined,
    });
  }

  async #runNotice(actionId: string): Promise<void> {
    if (actionId === 'connect') {
      await vscode.commands.executeCommand(commands.connectRoute);
      return;
    }
    await this.#notices.run(actionId, servicesAndProblem(this.#editor?.document.uri).problem);
  }
}

/** What can be shown of the services, and what is wrong in the settings: with any of it nothing is made. */
function servicesAndProblem(resource: vscode.Uri | undefined): {
  readonly services: Services;
  readonly problem?: Notice;
} {
  const problems: SettingsProblem[] = [];
  const checked = readOr(problems, () => readCheckedServices(resource));
  if (checked) return { services: checked };
  const services = readOr([], readServices) ?? { routes: [], catalogue: models };
  return { services, problem: settingsNotice(new SettingsError(problems)) };
}

function settingsNotice(error: SettingsError | DestinationError): Notice {
  const text = error instanceof SettingsError ? settingsText(error.problems) : error.message;
  const button = {
    id: 'openSettings',
    label: vscode.l10n.t('Open Settings'),
    run: () => openSettings(settingOf(error)),
  };
  return { severity: 'error', text, lines: [], buttons: [button] };
}

function questionView(question: OpenQuestion | undefined): QuestionView | undefined {
  if (!question) return undefined;
  const choices = question.choices.map(({ id, label }) => ({ id, label: plainText(label, 100) }));
  return { text: plainText(question.text, 1_000), choices };
}

/** Only what some route can do. */
function modelViews(services: Services): ModelView[] {
  return possibleModels(services).map(({ model, sizes, ratios }) => ({
    id: model.id,
    name: plainText(model.name, 100),
    sizes,
    ratios,
  }));
}

/** A picture outside the folders that the page may load from has a name only. */
function referenceView(
  { id, name, uri }: ReferenceFile,
  roots: readonly vscode.Uri[],
  src: (uri: vscode.Uri) => string,
): ReferenceView {
  const isShown = roots.some(
    ({ scheme, authority, path }) =>
      scheme === uri.scheme && authority === uri.authority && uri.path.startsWith(`${path}/`),
  );
  return { id, name: plainText(name, 200), ...(isShown ? { src: src(uri) } : {}) };
}

function pictureView(made: MadePicture, src: (uri: vscode.Uri) => string): PictureView {
  const { picture, saved } = made;
  return {
    id: made.id,
    src: src(saved.uri),
    path: plainText(saved.label),
    prompt: plainText(picture.request.prompt),
    details: plainText(detailsText(picture)),
    placeholder: picture.placeholder,
    saved: !saved.keptBecause,
  };
}
