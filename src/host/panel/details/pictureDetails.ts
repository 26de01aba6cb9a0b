import path from 'node:path';
import * as vscode from 'vscode';
import type { PictureRecord, UsedReference } from '../../../core/run/picture';
import type { DetailsView } from '../../../panel/details';
import { mostSources } from '../../../panel/details';
import type { Store } from '../../../store/store';
import { pictureContent } from '../../pictures/pictureContent';
import { routeName } from '../../settings/routeName';
import { plainText } from '../../texts/plainText';
import { isGone } from '../missingFiles';
import type { ShownPicture } from '../shownPicture';
import { pictureView } from '../shownPicture';
import type { KnownPicture } from '../thumbnailFor';
import { detailsView } from './detailsView';

/** A picture, and all that the history has of it, or would have. */
export interface RecordedPicture {
  readonly picture: ShownPicture;
  readonly record: PictureRecord;
}

interface PictureDetailsParts {
  /** Undefined: there is none with this id. */
  recorded(pictureId: string): Promise<RecordedPicture | undefined>;
  readonly store: Pick<Store, 'history' | 'isThere'>;
}

/** A picture that another one was made from. */
interface Source extends UsedReference {
  readonly pictureId?: string | undefined;
}

/** What a panel shows of one picture. */
export class PictureDetails {
  readonly #parts: PictureDetailsParts;

  constructor(parts: PictureDetailsParts) {
    this.#parts = parts;
  }

  /** Undefined: there is no picture with this id any more. */
  async view(pictureId: string): Promise<DetailsView | undefined> {
    const found = await this.#parts.recorded(pictureId);
    if (!found) return undefined;
    const { picture, record } = found;
    const [sources, gone] = await Promise.all([this.#sourcesOf(record), isGone(picture.uri)]);
    return detailsView({
      picture: pictureView(picture, gone),
      record,
      sources: sources.map((source, index) => sourceView(pictureId, source, index)),
      routeName,
      now: new Date(),
    });
  }

  /** What is needed to show a picture as it is. */
  async place(pictureId: string): Promise<ShownPicture | undefined> {
    return (await this.#parts.recorded(pictureId))?.picture;
  }

  /** What the thumbnail of a source is made of, by the id that its view has. */
  async source(id: string): Promise<KnownPicture | undefined> {
    const end = id.lastIndexOf('/');
    const found = await this.#parts.recorded(id.slice(0, Math.max(end, 0)));
    const source = found && (await this.#sourcesOf(found.record))[Number(id.slice(end + 1))];
    if (!source) return undefined;
    const known = source.pictureId === undefined ? undefined : await this.#parts.recorded(source.pictureId);
    const uri = known?.picture.uri ?? source.uri;
    if (uri === undefined) return undefined;
    return { name: nameOf(source), content: pictureContent(uri, known?.picture.sha256 ?? source.sha256) };
  }

  /** The picture that it is a change of comes first. */
  async #sourcesOf({ parent, refs = [] }: PictureRecord): Promise<Source[]> {
    const sources = await Promise.all(refs.slice(0, mostSources).map((used) => this.#sourceOf(used)));
    if (parent === undefined || sources.some(({ pictureId }) => pictureId === parent)) return sources;
    const found = await this.#parts.recorded(parent);
    return found ? [{ uri: found.picture.uri, pictureId: parent }, ...sources] : sources;
  }

  async #sourceOf(used: UsedReference): Promise<Source> {
    const { store } = this.#parts;
    if (used.sha256 === undefined || !store.isThere()) return used;
    const same = await store.history.withHash(used.sha256).catch(() => []);
    return { ...used, pictureId: (same.find(({ uri }) => uri === used.uri) ?? same[0])?.id };
  }
}

function sourceView(pictureId: string, source: Source, index: number): DetailsView['sources'][number] {
  return { id: `${pictureId}/${index}`, name: plainText(nameOf(source), 100), pictureId: source.pictureId };
}

function nameOf({ name, uri }: UsedReference): string {
  const place = uri === undefined ? undefined : path.posix.basename(vscode.Uri.parse(uri).path);
  return name ?? place ?? vscode.l10n.t('a picture without a name');
}
