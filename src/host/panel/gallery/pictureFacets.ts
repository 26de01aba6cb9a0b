import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { localDayOf } from '../../../core/money/localDay';
import { findModel } from '../../../core/services/models';
import type { Services } from '../../../core/services/services';
import type { FacetsView, FacetView, Period, PictureFind } from '../../../panel/pictures';
import type { PictureFilter } from '../../../store/pictures/gallery';
import type { Facet, GalleryFacets } from '../../../store/pictures/galleryFacets';
import type { Store } from '../../../store/store';
import type { MadePicture } from '../../../work/job';
import { callerName, facetText } from '../../texts/galleryText';
import { plainText } from '../../texts/plainText';

const none: GalleryFacets = { models: [], routes: [], callers: [], folders: [] };

/** What pictures can be told apart by. The page knows folders by ids of ours, since no call has a place for a path. */
export class PictureFacets {
  readonly #store: Pick<Store, 'history' | 'isThere'>;

  constructor(store: Pick<Store, 'history' | 'isThere'>) {
    this.#store = store;
  }

  async view(everywhere: boolean, { catalogue, routes }: Services): Promise<FacetsView> {
    const facets = await this.#read(everywhere);
    const routeName = (id: string): string => routes.find((route) => route.id === id)?.name ?? id;
    return {
      models: facets.models.map((one) => facetView(one, findModel(one.value, catalogue)?.name ?? one.value)),
      routes: facets.routes.map((one) => facetView(one, routeName(one.value))),
      callers: facets.callers.map((one) => facetView(one, callerName(one.value))),
      folders: facets.folders.map((one) => ({ ...facetView(one, folderName(one.value)), value: idOf(one.value) })),
    };
  }

  /** The URI of the folder that is wanted; one that nobody knows has no pictures. */
  async folderOf({ folder }: PictureFind): Promise<string | undefined> {
    if (folder === undefined) return undefined;
    const { folders } = await this.#read(true);
    return folders.find(({ value }) => idOf(value) === folder)?.value ?? '';
  }

  async #read(everywhere: boolean): Promise<GalleryFacets> {
    const { history } = this.#store;
    return this.#store.isThere() ? history.facets(everywhere ? undefined : ownFolders()) : none;
  }
}

/** `folder`: its URI. */
export function filterOf(find: PictureFind, folder: string | undefined): PictureFilter {
  const { words, everywhere, favourite, models, routes, callers, period, from, to } = find;
  const since = period === undefined ? from : firstDayOf(period);
  const folders = everywhere ? undefined : ownFolders();
  return { ...{ words, favourite, models, routes, callers, folder, folders, to }, from: since };
}

/** Whether a picture that was made in this window, and is not in the history, is among what is wanted. */
export function hasFound({ picture }: Pick<MadePicture, 'picture'>, createdAt: number, find: PictureFind): boolean {
  const { words = '', favourite, models, routes, callers, folder, to } = find;
  const { from } = filterOf(find, undefined);
  const day = localDayOf(createdAt);
  return (
    !favourite &&
    folder === undefined && // for which folder it was made is written down in the history only
    (models?.includes(picture.request.model) ?? true) &&
    (routes?.includes(picture.route.id) ?? true) &&
    (callers?.includes('person') ?? true) &&
    (from === undefined || day >= from) &&
    (to === undefined || day <= to) &&
    hasWords(picture.request.prompt, words)
  );
}

function hasWords(prompt: string, words: string): boolean {
  const lower = prompt.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

function ownFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString());
}

const daysOf: Readonly<Record<Period, number>> = { today: 1, week: 7, month: 30 };

function firstDayOf(period: Period): string {
  const now = new Date();
  return localDayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1 - daysOf[period]).getTime());
}

function facetView({ value, count }: Facet, name: string): FacetView {
  const plain = plainText(name, 100);
  return { value, name: plain, label: facetText(plain, count) };
}

function folderName(uri: string): string {
  const { path, authority } = vscode.Uri.parse(uri);
  return path.split('/').findLast(Boolean) ?? (authority || uri);
}

function idOf(uri: string): string {
  return createHash('sha256').update(uri).digest('hex').slice(0, 16);
}
