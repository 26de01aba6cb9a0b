import * as vscode from 'vscode';
import { referenceMime } from '../../../imaging/mime';
import type { ReferencePiece } from '../../../panel/references';
import type { ReferenceFolder } from '../../../store/pictures/referenceFolder';
import { NoRoomError } from '../../../store/pictures/referenceFolder';
import type { ReferenceFile } from '../../../work/wanted';
import { droppedPlace } from '../../pictures/droppedPlaces';
import {
  contentOf,
  mayUseReferences,
  pickReferenceFiles,
  ReferenceFileError,
  referenceSchemes,
  requireTrust,
  withMoreReferences,
} from '../../pictures/referenceFiles';
import type { ReferenceMemory } from '../../pictures/referenceMemory';
import { Uploads } from '../../pictures/uploads';
import { plainText } from '../../texts/plainText';
import { noPictureText, referenceProblemText } from '../../texts/referenceText';
import type { PicturePages } from '../picturePages';
import type { PanelSourceCalls } from '../panelPage';
import type { KnownPicture } from '../thumbnailFor';

type ReferenceCalls = Pick<
  PanelSourceCalls,
  'addReferences' | 'removeReference' | 'moveReference' | 'dropReferences' | 'addPictureReference' | 'uploadReference'
>;

interface PanelReferencesParts {
  readonly memory: ReferenceMemory;
  /** Where pictures lie that were dropped or pasted without a file. */
  readonly folder: Pick<ReferenceFolder, 'add' | 'use' | 'hold'>;
  /** Of the workspace, for `folder`. */
  readonly holder: string;
  readonly pictures: Pick<PicturePages, 'placeOf'>;
  onChange(): void;
  /** Tells the user what was left out and why. */
  tell(text: string): void;
}

/** The pictures to work from that the panel shows, in the order in which they are sent. */
export class PanelReferences {
  readonly #parts: PanelReferencesParts;
  readonly #uploads = new Uploads();
  #all: readonly ReferenceFile[] = [];

  readonly calls: ReferenceCalls;

  constructor(parts: PanelReferencesParts) {
    this.#parts = parts;
    this.calls = {
      addReferences: () => this.#telling(async () => this.#add(await pickReferenceFiles())),
      removeReference: async ({ referenceId }) => this.set(this.#all.filter(({ id }) => id !== referenceId)),
      moveReference: async ({ referenceId, to }) => this.set(moved(this.#all, referenceId, to)),
      dropReferences: ({ uris }) => this.#telling(() => this.#drop(uris)),
      addPictureReference: ({ pictureId }) => this.#telling(() => this.#addPicture(pictureId)),
      uploadReference: (piece) => this.#telling(() => this.#upload(piece)),
    };
  }

  get all(): readonly ReferenceFile[] {
    return this.#all;
  }

  set(files: readonly ReferenceFile[]): void {
    this.#all = files;
    void this.#parts.memory.keep(files);
    // in Restricted Mode nothing is kept, and what was held stays so
    if (mayUseReferences()) void this.#parts.folder.hold(this.#parts.holder, pathsOf(files)).catch(() => undefined);
    this.#parts.onChange();
  }

  /** Brings back those of the last window. */
  recall(): Promise<void> {
    return this.#parts.memory.recall((files) => {
      const known = new Set(files.map(({ uri }) => uri));
      this.#all = [...files, ...this.#all.filter(({ uri }) => !known.has(uri))];
      void this.#parts.folder.use(pathsOf(files));
      this.#parts.onChange();
    });
  }

  /** They are sent now: until that is over they must stay. */
  use(): void {
    void this.#parts.folder.use(pathsOf(this.#all));
  }

  pictureFor(id: string): KnownPicture | undefined {
    const reference = this.#all.find((file) => file.id === id);
    return reference && { name: reference.name, content: contentOf(reference) };
  }

  async #add(uris: readonly vscode.Uri[], name?: string): Promise<void> {
    const { files, problems } = await withMoreReferences(() => this.#all, uris, name);
    this.set(files);
    if (problems.length > 0) this.#parts.tell(problems.join(' '));
  }

  async #drop(uris: readonly string[]): Promise<void> {
    requireTrust();
    const schemes = referenceSchemes();
    const isRemote = vscode.env.remoteName !== undefined && !schemes.includes('vscode-remote');
    const places = uris.flatMap((uri) => droppedPlace(uri, { schemes, isRemote }) ?? []);
    await this.#add(places.map((place) => vscode.Uri.parse(place, true)));
    if (places.length < uris.length) this.#parts.tell(noPictureText());
  }

  async #addPicture(pictureId: string): Promise<void> {
    const place = await this.#parts.pictures.placeOf(pictureId);
    if (place) await this.#add([vscode.Uri.parse(place)]);
  }

  async #upload({ name: told, ...piece }: ReferencePiece): Promise<void> {
    requireTrust();
    const bytes = this.#uploads.add(piece);
    if (!bytes) return;
    const name = plainText(told.split(/[\\/]/).at(-1) ?? '', 200) || vscode.l10n.t('Picture');
    const mime = referenceMime(bytes);
    if (!mime) throw new ReferenceFileError(referenceProblemText({ what: 'unknownType', name }));
    const file = await this.#parts.folder.add(bytes, mime).catch((error: unknown) => {
      if (!(error instanceof NoRoomError)) throw error;
      throw new ReferenceFileError(
        vscode.l10n.t('There is no room for more dropped pictures. Choose a file instead.'),
        {
          cause: error,
        },
      );
    });
    await this.#add([vscode.Uri.file(file)], name);
  }

  async #telling(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof ReferenceFileError)) throw error;
      this.#parts.tell(error.message);
    }
  }
}

function moved(all: readonly ReferenceFile[], id: string, to: number): readonly ReferenceFile[] {
  const one = all.find((file) => file.id === id);
  return one ? all.filter((file) => file !== one).toSpliced(to, 0, one) : all;
}

function pathsOf(files: readonly ReferenceFile[]): string[] {
  const uris = files.map(({ uri }) => vscode.Uri.parse(uri));
  return uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
}
