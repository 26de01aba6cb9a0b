import * as vscode from 'vscode';
import { wordsOf } from '../core/wordsOf';
import { commands } from '../ids';
import { tellProblems } from './changeReferences';
import { readCheckedServices } from './checkedSettings';
import { chooseDestination, resourceOf } from './destination';
import { elsewhere } from './elsewhere';
import type { FailureSteps } from './failureActions';
import { downloadButton, failureButtons } from './failureActions';
import { showJob } from './jobProgress';
import type { Ended, Jobs, MadePicture } from './jobs';
import type { Wanted } from './newJob';
import { newJob } from './newJob';
import type { PictureActions } from './pictureActions';
import type { PromptAnswer, PromptInput, PromptStart } from './promptInput';
import { pickReferenceFiles, readReferences, withMoreReferences } from './referenceFiles';
import { failureMessage } from './texts/failureText';
import { savedText } from './texts/pictureText';
import { say } from './window/say';

/** The flow of the palette and of the selection: prompt, picture, one message. */
export class GenerateFlow {
  readonly #jobs: Jobs;
  readonly #input: PromptInput;
  readonly #actions: PictureActions;

  constructor(jobs: Jobs, input: PromptInput, actions: PictureActions) {
    this.#jobs = jobs;
    this.#input = input;
    this.#actions = actions;
  }

  /** Asks for the prompt. Throws `SettingsError`, `DestinationError` and `ReferenceFileError`, as the other two do. */
  async run(): Promise<void> {
    await this.#ask(vscode.window.activeTextEditor?.document.uri);
  }

  /** The selected text of the active editor as the prompt. */
  async runWithSelection(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const text = editor?.selections
      .map((selection) => editor.document.getText(selection))
      .join('\n')
      .trim();
    await this.#ask(editor?.document.uri, text ? { prompt: text } : undefined);
  }

  /** Pictures to work from; the new one goes to the folder of the first. Asks for them where none are given. */
  async runWithReferences(given: readonly vscode.Uri[]): Promise<void> {
    const uris = given.length > 0 ? given : await pickReferenceFiles();
    const { files, problems } = await withMoreReferences(() => [], uris);
    tellProblems(problems);
    if (files.length > 0) await this.#ask(uris[0], { references: files });
  }

  async #ask(resource: vscode.Uri | undefined, start?: PromptStart): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const answer = await this.#input.ask(readCheckedServices(resource), resource, start);
    if (answer) await this.#generate(answer, resource, editor);
  }

  async #generate(
    answer: PromptAnswer & Pick<Wanted, 'among'>,
    resource: vscode.Uri | undefined,
    editor: vscode.TextEditor | undefined,
  ): Promise<void> {
    const destination = await chooseDestination(resource);
    if (!destination) return;
    const references = await readReferences(answer.references);
    const job = newJob({ ...answer, references }, resourceOf(destination, resource));
    const running = this.#jobs.start(job, destination);
    await showJob(this.#jobs, running, vscode.l10n.t('Generate Image'));
    const ended = await running.ended;
    // the message waits for the user, the command does not wait for the message
    const run = (next: typeof answer): void => void this.#generate(next, resource, editor).catch(tellError);
    if (ended.ok) return void this.#tellSaved(ended.made, editor);
    const { downloadAgain } = ended;
    void this.#tellFailed(ended, {
      again: () => run(answer),
      elsewhere: elsewhere(job, ended.outcome.attempts, (among) => run({ ...answer, onlyRoute: undefined, among })),
      downloadAgain: downloadAgain && (() => this.#untilFetched(downloadAgain, editor)),
    });
  }

  async #tellFailed({ outcome }: Extract<Ended, { ok: false }>, steps: FailureSteps): Promise<void> {
    const message = failureMessage(outcome);
    if (outcome.failure.kind === 'cancelled') {
      const download = steps.downloadAgain && downloadButton(steps.downloadAgain); // cancelled while it was being fetched
      const choice = await say.info(message.sentence, ...(download ? [download.label] : []));
      if (download && choice === download.label) await download.run();
      return;
    }
    const details = vscode.l10n.t('Show Details');
    const more = message.lines.length > 1 ? [details] : [];
    const buttons = failureButtons(message, steps, 3 - more.length);
    const labels = [...buttons.map(({ label }) => label), ...more];
    const text = [message.sentence, ...message.lines.map((line) => `• ${line}`)].join(' ');
    const choice = await say.error(text, ...labels);
    if (choice === details) await showDetails(message.sentence, message.lines);
    await buttons
      .find(({ label }) => label === choice)
      ?.run()
      .catch(tellError);
  }

  /** As often as the user likes. */
  async #untilFetched(fetch: () => Promise<MadePicture>, editor: vscode.TextEditor | undefined): Promise<void> {
    try {
      void this.#tellSaved(await fetch(), editor);
    } catch (error) {
      const again = downloadButton(() => this.#untilFetched(fetch, editor));
      if ((await say.error(wordsOf(error), again.label)) === again.label) await again.run();
    }
  }

  async #tellSaved(made: MadePicture, editor: vscode.TextEditor | undefined): Promise<void> {
    const { picture, saved, attempts } = made;
    const text = savedText(picture, saved, attempts);
    if (saved.keptBecause) {
      const recover = vscode.l10n.t('Save As…');
      const choice = await say.warning(text, recover, vscode.l10n.t('Later'));
      if (choice === recover) await this.#actions.run('recover', made);
      return;
    }
    const open = vscode.l10n.t('Open');
    const insert = vscode.l10n.t('Insert at Cursor');
    const copy = vscode.l10n.t('Copy Path');
    const connect = vscode.l10n.t('Connect a Route');
    const labels = [open, insert, copy, ...(picture.placeholder ? [connect] : [])];
    const choice = await say.info(text, ...labels);
    if (choice === open) await this.#actions.run('open', made);
    if (choice === insert) await this.#actions.run('insert', made, editor);
    if (choice === copy) await this.#actions.run('copyPath', made);
    if (choice === connect) await vscode.commands.executeCommand(commands.connectRoute);
  }
}

/** A toast is one paragraph; here each route has its line. */
async function showDetails(sentence: string, lines: readonly string[]): Promise<void> {
  await say.error({ text: sentence, modal: { details: lines } });
}

/** For what was started by a message's button: no command is there to tell it. */
function tellError(error: unknown): void {
  void say.error(wordsOf(error));
}
