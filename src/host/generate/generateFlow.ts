import * as vscode from 'vscode';
import { selectedPrompt } from '../../core/languages/selectedPrompt';
import { wordsOf } from '../../core/words/wordsOf';
import { commands } from '../../ids';
import type { Asker } from '../../work/asker';
import type { Ended, FailedJob, MadePicture, RunningJob } from '../../work/job';
import type { NoticeButton } from '../../work/notices';
import type { Wanted } from '../../work/wanted';
import type { Work } from '../../work/work';
import { afterFailure } from '../jobs/afterFailure';
import { showJob } from '../jobs/showJob';
import type { ChosenFolders } from '../pictures/chosenFolders';
import { chooseDestination, resourceOf } from '../pictures/destination';
import { destinationText, noFolderText } from '../pictures/destinationText';
import type { PictureActions } from '../pictures/pictureActions';
import { pickReferenceFiles, withMoreReferences } from '../pictures/referenceFiles';
import { afterMadeButton, downloadButton, failureButtons, settleButton } from '../remedies/failureActions';
import { readCheckedServices } from '../settings/checkedSettings';
import { failureMessage } from '../texts/failureText';
import { fetchErrorText, savedText } from '../texts/pictureText';
import { ofPrompt } from '../texts/plainText';
import { say } from '../window/say';
import { tellProblems } from './changeReferences';
import type { PromptInput, PromptStart } from './promptInput';

interface GenerateFlowParts {
  readonly work: Work;
  readonly asker: Asker;
  readonly input: PromptInput;
  readonly actions: PictureActions;
  readonly folders: ChosenFolders;
}

/** The flow of the palette and of the selection: prompt, picture, one message. */
export class GenerateFlow {
  readonly #parts: GenerateFlowParts;

  constructor(parts: GenerateFlowParts) {
    this.#parts = parts;
  }

  /** Asks for the prompt. Throws `SettingsError`, `DestinationError` and `ReferenceFileError`, as the other two do. */
  async run(): Promise<void> {
    await this.#ask(vscode.window.activeTextEditor?.document.uri);
  }

  /** What the selected text of the active editor says as the prompt. */
  async runWithSelection(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const text = editor?.selections.map((selection) => editor.document.getText(selection)).join('\n');
    const prompt = editor && text ? selectedPrompt(text, editor.document.languageId) : '';
    await this.#ask(editor?.document.uri, prompt ? { prompt } : undefined);
  }

  /** Pictures to work from; the new one goes to the folder of the first. Asks for them where none are given. */
  async runWithReferences(given: readonly vscode.Uri[]): Promise<void> {
    const uris = given.length > 0 ? given : await pickReferenceFiles();
    const { files, problems } = await withMoreReferences(() => [], uris);
    tellProblems(problems);
    if (files.length > 0) await this.#ask(uris[0], { references: files });
  }

  async #ask(
    resource: vscode.Uri | undefined,
    start?: PromptStart & Partial<Pick<Wanted, 'destination'>>,
  ): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const { input, folders } = this.#parts;
    const where = destinationText(folders.forCommand(resource));
    const answer = await input.ask(readCheckedServices(resource), resource, where, start);
    if (!answer) return;
    const choose = () => chooseDestination(folders.forCommand(resource), (folder) => folders.remember(folder));
    const destination = start?.destination ?? (await choose());
    if (!destination) {
      if (!start) input.keep(answer);
      return void say.info(noFolderText());
    }
    await this.#make({ ...answer, destination, resource: resourceOf(destination, resource) }, editor);
  }

  /** With all that was wanted, to be changed. */
  async #askAgain(wanted: Wanted): Promise<void> {
    await this.#ask(wanted.resource === undefined ? undefined : vscode.Uri.parse(wanted.resource), wanted);
  }

  async #make(wanted: Wanted, editor: vscode.TextEditor | undefined): Promise<void> {
    const { work, asker } = this.#parts;
    const [running] = await work.make(wanted, asker);
    if (running) await this.#follow(running, editor);
  }

  /** Shows a job that something else has begun, and how it ended. Never rejects. */
  async follow(running: RunningJob): Promise<void> {
    await this.#follow(running, vscode.window.activeTextEditor).catch(tellError);
  }

  /** The message waits for the user, the command does not wait for the message. */
  async #follow(running: RunningJob, editor: vscode.TextEditor | undefined): Promise<void> {
    await showJob(this.#parts.work, running, vscode.l10n.t('Generate Image'));
    const ended = await running.ended;
    switch (ended.kind) {
      case 'made':
        return void this.#tellSaved(ended.made, editor);
      case 'failed':
        return void this.#tellFailed(ended, editor);
      case 'unfetched':
        return void this.#tellUnfetched(ended, editor);
      case 'broken':
        throw ended.error;
    }
  }

  async #tellFailed(ended: FailedJob, editor: vscode.TextEditor | undefined): Promise<void> {
    const { outcome } = ended;
    const message = failureMessage(outcome);
    const fetch = ended.downloadAgain;
    const downloadAgain = fetch && (() => this.#follow(fetch(), editor));
    if (outcome.failure.kind === 'cancelled') {
      const download = downloadAgain && downloadButton(downloadAgain); // cancelled while it was being fetched
      const buttons = [download, settleButton(outcome.attempts)].filter((one) => one !== undefined);
      const choice = await say.info(message.sentence, ...buttons.map(({ label }) => label));
      return void (await runChosen(buttons, choice));
    }
    const steps = afterFailure(ended, (wanted) => void this.#make(wanted, editor).catch(tellError));
    const details = vscode.l10n.t('Show Details');
    const more = message.lines.length > 1 ? [details] : [];
    const changePrompt = (): Promise<void> => this.#askAgain(ended.wanted);
    const buttons = failureButtons(message, { ...steps, downloadAgain, changePrompt }, 3 - more.length);
    const labels = [...buttons.map(({ label }) => label), ...more];
    const text = [message.sentence, ...message.lines.map((line) => `• ${line}`)].join(' ');
    const choice = await say.error(ofPrompt(ended.wanted.prompt, text), ...labels);
    if (choice === details) await showDetails(message.sentence, message.lines);
    await runChosen(buttons, choice);
  }

  /** As often as the user likes. */
  async #tellUnfetched(
    { error, downloadAgain }: Extract<Ended, { kind: 'unfetched' }>,
    editor: vscode.TextEditor | undefined,
  ): Promise<void> {
    const again = downloadButton(() => this.#follow(downloadAgain(), editor));
    if ((await say.error(fetchErrorText(error), again.label)) === again.label) await again.run().catch(tellError);
  }

  async #tellSaved(made: MadePicture, editor: vscode.TextEditor | undefined): Promise<void> {
    const { picture, saved } = made;
    const { actions } = this.#parts;
    const text = savedText(made);
    if (saved.keptBecause) {
      const recover = vscode.l10n.t('Save As…');
      const choice = await say.warning(text, recover, vscode.l10n.t('Later'));
      if (choice === recover) await actions.run('recover', made);
      return;
    }
    const open = vscode.l10n.t('Open');
    const insert = vscode.l10n.t('Insert at Cursor');
    const copy = vscode.l10n.t('Copy Path');
    const connect = vscode.l10n.t('Connect a Route');
    const more = afterMadeButton(made);
    const last = picture.placeholder ? connect : more?.label;
    const labels = [open, insert, copy, ...(last === undefined ? [] : [last])];
    const choice = await say.info(text, ...labels);
    if (choice === open) await actions.run('open', made);
    if (choice === insert) await actions.run('insert', made, editor);
    if (choice === copy) await actions.run('copyPath', made);
    if (more && choice === more.label) await more.run();
    if (choice === connect) await vscode.commands.executeCommand(commands.connectRoute);
  }
}

/** A toast is one paragraph; here each route has its line. */
async function showDetails(sentence: string, lines: readonly string[]): Promise<void> {
  await say.error({ text: sentence, modal: { details: lines } });
}

/** Never rejects. */
async function runChosen(buttons: readonly NoticeButton[], choice: string | undefined): Promise<void> {
  const button = buttons.find(({ label }) => label === choice);
  await button?.run().catch(tellError);
}

/** For what was started by a message's button: no command is there to tell it. */
function tellError(error: unknown): void {
  void say.error(wordsOf(error));
}
