import * as vscode from 'vscode';
import type { PictureAction } from '../shared/protocol';
import { insertAtCursor } from './insert';
import type { Jobs, MadePicture } from './jobs';
import type { Saver } from './saver';
import { say } from './window/say';
import { sayInPassing } from './window/statusBar';

/** What can be done with a picture that was made, from the message and from the panel alike. */
export class PictureActions {
  readonly #jobs: Jobs;
  readonly #saver: Saver;

  constructor(jobs: Jobs, saver: Saver) {
    this.#jobs = jobs;
    this.#saver = saver;
  }

  async run(action: PictureAction, made: MadePicture, editor?: vscode.TextEditor): Promise<void> {
    switch (action) {
      case 'open':
        await vscode.commands.executeCommand('vscode.open', made.saved.uri);
        return;
      case 'insert':
        await this.#insert(made, editor);
        return;
      case 'copyPath':
        await vscode.env.clipboard.writeText(vscode.workspace.asRelativePath(made.saved.uri, false));
        sayInPassing('check', vscode.l10n.t('Path copied'));
        return;
      case 'recover':
        await this.#recover(made);
        return;
    }
  }

  async #insert({ saved, picture }: MadePicture, editor: vscode.TextEditor | undefined): Promise<void> {
    if (await insertAtCursor(saved.uri, picture.request.prompt, editor)) return;
    void say.info(
      vscode.l10n.t(
        'No text editor is open. Open the file that the picture is for, put the cursor in place and try again.',
      ),
    );
  }

  async #recover(made: MadePicture): Promise<void> {
    const saved = await this.#saver.recover(made.saved.uri);
    if (saved) this.#jobs.replaceSaved(made.id, saved);
  }
}
