import * as vscode from 'vscode';
import type { FolderChoice } from '../../work/folderChoice';
import { folderChoice } from '../../work/folderChoice';

const panelKey = 'panelFolder';
const lastKey = 'lastFolder';

/** Which folders of this workspace the user has chosen for pictures. */
export class ChosenFolders {
  readonly #memento: vscode.Memento;

  /** `memento`: the workspace's. */
  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** For a picture that a command asks for, with the file or folder that it is about. */
  forCommand(resource: vscode.Uri | undefined): FolderChoice<vscode.WorkspaceFolder> {
    return this.#choice(resource, undefined);
  }

  /** For a picture of the panel: the folder that was chosen there, which can be seen, goes before the editor's. */
  forPanel(resource: vscode.Uri | undefined): FolderChoice<vscode.WorkspaceFolder> {
    return this.#choice(resource, this.#memento.get<string>(panelKey));
  }

  async chooseForPanel(folder: vscode.Uri): Promise<void> {
    await this.#memento.update(panelKey, folder.toString());
  }

  /** What was answered when it was asked. */
  async remember(folder: vscode.Uri): Promise<void> {
    await this.#memento.update(lastKey, folder.toString());
  }

  #choice(resource: vscode.Uri | undefined, chosen: string | undefined): FolderChoice<vscode.WorkspaceFolder> {
    const own = resource && vscode.workspace.getWorkspaceFolder(resource);
    const last = this.#memento.get<string>(lastKey);
    return folderChoice(vscode.workspace.workspaceFolders ?? [], { chosen, atWork: own?.uri.toString(), last });
  }
}
