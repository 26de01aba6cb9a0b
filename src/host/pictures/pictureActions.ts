import * as vscode from 'vscode';
import type { PictureAction } from '../../panel/pictures';
import { insertAtCursor, linkFor } from './insert';
import type { LastEditor } from './lastEditor';
import type { Store } from '../../store/store';
import type { MadePicture } from '../../work/job';
import { saveKept } from '../../work/saveKept';
import type { Work } from '../../work/work';
import type { Saver } from './saver';
import { commands } from '../../ids';
import { say } from '../window/say';
import { sayInPassing } from '../window/statusBar';

/** What an action needs to know of a picture. */
export interface ActedPicture {
  readonly saved: Pick<MadePicture['saved'], 'uri'>;
  readonly picture: { readonly request: { readonly prompt: string } };
}

/** What can be done with a picture that was made, from the message and from the panel alike. */
export class PictureActions {
  readonly #work: Work;
  readonly #saver: Saver;
  readonly #store: Store;
  readonly #lastEditor: LastEditor;

  constructor(work: Work, saver: Saver, store: Store, lastEditor: LastEditor) {
    this.#work = work;
    this.#saver = saver;
    this.#store = store;
    this.#lastEditor = lastEditor;
  }

  /** `editor` is the one from which the picture was asked for; left out: the last one that had the cursor. */
  async run(action: PictureAction, made: ActedPicture, editor?: vscode.TextEditor): Promise<void> {
    const uri = vscode.Uri.parse(made.saved.uri);
    switch (action) {
      case 'open':
        await vscode.commands.executeCommand('vscode.open', uri);
        return;
      case 'insert':
        await this.#insert(made, editor);
        return;
      case 'copyPath':
        await vscode.env.clipboard.writeText(vscode.workspace.asRelativePath(uri, false));
        sayInPassing('check', vscode.l10n.t('Path copied'));
        return;
      case 'copyPrompt':
        await vscode.env.clipboard.writeText(made.picture.request.prompt);
        sayInPassing('check', vscode.l10n.t('Prompt copied'));
        return;
      case 'howMade':
        await vscode.commands.executeCommand(commands.showHowMade, uri);
        return;
      case 'recover':
        await this.#recover(made);
        return;
    }
  }

  async #insert({ saved, picture }: ActedPicture, preferred: vscode.TextEditor | undefined): Promise<void> {
    const uri = vscode.Uri.parse(saved.uri);
    const { prompt } = picture.request;
    const editor = await this.#lastEditor.show(preferred);
    if (editor && (await insertAtCursor(editor, uri, prompt))) return;
    void offerLink(linkFor(uri, prompt, editor?.document), editor?.document);
  }

  async #recover({ saved: { uri } }: ActedPicture): Promise<void> {
    const saved = await saveKept(uri, () => this.#saver.recover(vscode.Uri.parse(uri)), this.#store);
    if (saved) this.#work.moved(uri, saved);
  }
}

/** Where the picture cannot be inserted, its link can go elsewhere. `document`: the one that takes nothing. */
async function offerLink(link: string, document: vscode.TextDocument | undefined): Promise<void> {
  const text = document
    ? vscode.l10n.t(
        '{0} is read-only, so the picture wasn’t inserted. You can copy a link to it instead.',
        vscode.workspace.asRelativePath(document.uri),
      )
    : vscode.l10n.t('No text file is open to insert the picture into. You can copy a Markdown link to it instead.');
  const copy = vscode.l10n.t('Copy Link');
  if ((await say.info(text, copy)) !== copy) return;
  await vscode.env.clipboard.writeText(link);
  sayInPassing('check', vscode.l10n.t('Link copied'));
}
