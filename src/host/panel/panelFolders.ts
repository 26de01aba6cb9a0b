import * as vscode from 'vscode';
import type { ComposerView, FoldersView } from '../../panel/composer';
import type { FolderChoice } from '../../work/folderChoice';
import type { Destination } from '../../work/wanted';
import type { ChosenFolders } from '../pictures/chosenFolders';
import { chooseDestination } from '../pictures/destination';
import { destinationText } from '../pictures/destinationText';
import { plainText } from '../texts/plainText';

/** Stands for no folder: an empty text is no value for a list of the page. */
const none = 'none';

/**
 * Where the panel's pictures go: to the folder that was chosen there, else to that of the editor's file. The page knows folders by
 * ids of ours, since no call has a place for a path.
 */
export class PanelFolders {
  readonly #chosen: ChosenFolders;
  readonly #onChange: () => void;
  /** By the folder's URI. */
  readonly #ids = new Map<string, string>();

  constructor(chosen: ChosenFolders, onChange: () => void) {
    this.#chosen = chosen;
    this.#onChange = onChange;
  }

  /** Whose settings hold. `file`: the editor's. */
  resource(file: vscode.Uri | undefined): vscode.Uri | undefined {
    const choice = this.#chosen.forPanel(file);
    return choice.kind === 'folder' ? choice.folder.uri : file;
  }

  view(file: vscode.Uri | undefined): Pick<ComposerView, 'destination' | 'folders'> {
    const choice = this.#chosen.forPanel(file);
    return { destination: plainText(destinationText(choice)), folders: this.#choices(choice) };
  }

  /** One that is gone meanwhile is not chosen. */
  async choose(id: string): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => this.#idOf(uri) === id);
    if (folder) await this.#keep(folder.uri);
  }

  /** For the next pictures. Asked once: the answer holds from now on. Throws as `chooseDestination`. */
  destination(file: vscode.Uri | undefined): Promise<Destination | undefined> {
    return chooseDestination(this.#chosen.forPanel(file), (folder) => this.#keep(folder));
  }

  async #keep(folder: vscode.Uri): Promise<void> {
    await this.#chosen.chooseForPanel(folder);
    this.#onChange();
  }

  /** Undefined where there is nothing to choose. */
  #choices(choice: FolderChoice<vscode.WorkspaceFolder>): FoldersView | undefined {
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (folders.length < 2) return undefined;
    const isTwice = (name: string): boolean => folders.filter((folder) => folder.name === name).length > 1;
    const choices = folders.map(({ name, uri }) => ({
      value: this.#idOf(uri),
      label: plainText(isTwice(name) ? `${name} (${uri.fsPath})` : name, 200),
    }));
    if (choice.kind === 'folder') return { choices, chosen: this.#idOf(choice.folder.uri) };
    return { choices: [{ value: none, label: vscode.l10n.t('Choose a Folder…') }, ...choices], chosen: none };
  }

  #idOf(uri: vscode.Uri): string {
    const key = uri.toString();
    const id = this.#ids.get(key) ?? `folder-${this.#ids.size + 1}`;
    this.#ids.set(key, id);
    return id;
  }
}
