import * as vscode from 'vscode';
import { localDayOf } from '../../core/money/localDay';
import { errorWords } from '../../core/run/logLines';
import type { PictureRecord } from '../../core/run/picture';
import { recordOf } from '../../core/run/picture';
import type { PicturesWanted } from '../../panel/calls';
import type {
  FacetsView,
  GalleryAction,
  PictureAction,
  PictureFind,
  PicturePage,
  PicturesState,
  PictureView,
  SeveralAction,
} from '../../panel/pictures';
import type { DayOfPictures } from '../../store/pictures/gallery';
import type { GalleryPage } from '../../store/pictures/history';
import type { Store } from '../../store/store';
import type { MadePicture } from '../../work/job';
import type { Work } from '../../work/work';
import { filterOf, hasFound, PictureFacets } from './gallery/pictureFacets';
import { pictureContent } from '../pictures/pictureContent';
import type { PictureActions } from '../pictures/pictureActions';
import { dayText, daySummary, foundText, searchHint } from '../texts/galleryText';
import { plainText } from '../texts/plainText';
import { say } from '../window/say';
import type { Log } from '../window/createLog';
import type { RecordedPicture } from './details/pictureDetails';
import { findMoved, hasContent, isGone } from './missingFiles';
import type { PicturePages } from './picturePages';
import { copyPaths } from '../pictures/copyPaths';
import { servicesAndProblem } from './settingsProblem';
import type { ShownPicture } from './shownPicture';
import { pictureView, shownEntry, shownMade } from './shownPicture';
import type { KnownPicture } from './thumbnailFor';

interface HistoryPagesParts {
  readonly store: Pick<Store, 'history' | 'isThere'>;
  readonly work: Pick<Work, 'made' | 'onDidChange'>;
  readonly actions: Pick<PictureActions, 'run'>;
  /** Where pictures lie that could not be saved. */
  readonly unsaved: vscode.Uri;
  readonly log: Pick<Log, 'warn'>;
}

const emptyPage: GalleryPage = {
  ...{ entries: [], next: undefined, days: [] },
  counts: { found: 0, all: 0, isAny: false },
};

/** Every picture of the history, and those made in this window that are not in it yet, or cannot be. */
export class HistoryPages implements PicturePages, vscode.Disposable {
  readonly #parts: HistoryPagesParts;
  readonly #facets: PictureFacets;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#changed];
  #revision = 1;
  #made: readonly MadePicture[] = [];
  /** Those of this window that were seen in the history: once they are gone from it, nothing brings them back. */
  readonly #recorded = new WeakSet<MadePicture['picture']>();
  /** What other processes have written is told by another value. */
  #seen: string | undefined;
  /** Looked for in vain, by id. */
  readonly #lost = new Set<string>();
  #looking: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(parts: HistoryPagesParts) {
    this.#parts = parts;
    this.#facets = new PictureFacets(parts.store);
    parts.store.history.onChange = () => this.refresh();
    this.#disposables.push(
      parts.work.onDidChange(() => this.#lookAtMade()),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#lookElsewhere()),
      vscode.workspace.onDidRenameFiles(() => this.#filesChanged()),
      vscode.workspace.onDidDeleteFiles(() => this.#filesChanged()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#filesChanged()),
    );
  }

  get state(): PicturesState {
    return { revision: this.#revision };
  }

  /** The pictures are others. */
  refresh(): void {
    this.#revision += 1;
    this.#changed.fire();
  }

  async page({ find = {}, cursor, limit }: PicturesWanted): Promise<PicturePage> {
    const { revision } = this.state;
    const page = await this.#read(find, cursor, limit);
    const { services } = servicesAndProblem(undefined);
    const waiting = cursor === undefined ? await this.#unrecorded(find) : [];
    const shown = [...waiting, ...page.entries.map((entry) => shownEntry(entry, services, this.#parts.unsaved))];
    const gone = await Promise.all(shown.map(({ uri }) => isGone(uri)));
    this.#lookFor(shown.filter((_, index) => gone[index]));
    return {
      pictures: shown.map((one, index) => pictureView(one, gone[index] === true)),
      days: withWaiting(page.days, waiting).map(dayView),
      counts: page.counts && countsView(page.counts, waiting.length),
      next: page.next,
      revision,
    };
  }

  async facets(everywhere: boolean): Promise<FacetsView> {
    return this.#facets.view(everywhere, servicesAndProblem(undefined).services);
  }

  async act(pictureId: string, action: GalleryAction): Promise<PictureView | undefined> {
    const picture = await this.#find(pictureId);
    if (!picture) return undefined;
    if (action === 'forget') await this.#forget(picture);
    else if (action === 'locate') await this.#locate(picture);
    else if (action === 'favourite') await this.#parts.store.history.setFavourite(picture.id, !picture.favourite);
    else await this.#run(picture, action);
    const now = await this.#find(pictureId);
    return now && pictureView(now, await isGone(now.uri));
  }

  async actAll(pictureIds: readonly string[], action: SeveralAction): Promise<readonly string[]> {
    const forgotten: string[] = [];
    const found: ShownPicture[] = [];
    for (const id of pictureIds) {
      const picture = await this.#find(id);
      if (picture) found.push(picture);
      else forgotten.push(id);
    }
    if (action === 'copyPaths') await copyPaths(found.map(({ uri }) => uri));
    else for (const picture of found) if (await this.#forgetGone(picture)) forgotten.push(picture.id);
    return forgotten;
  }

  async named(pictureId: string): Promise<KnownPicture | undefined> {
    const picture = await this.#find(pictureId);
    return picture && { name: picture.label, content: pictureContent(picture.uri, picture.sha256) };
  }

  async placeOf(pictureId: string): Promise<string | undefined> {
    const picture = await this.#find(pictureId);
    if (!picture || !(await isGone(picture.uri))) return picture?.uri;
    return (await this.#foundAgain(picture)) ?? picture.uri;
  }

  /** A picture with what the history has of it, or would have. */
  async recorded(pictureId: string): Promise<RecordedPicture | undefined> {
    const { store, work, unsaved } = this.#parts;
    const record = store.isThere() ? await store.history.find(pictureId).catch(() => undefined) : undefined;
    if (record) return { picture: shownEntry(record, servicesAndProblem(undefined).services, unsaved), record };
    const made = work.made.find((one) => recordIdOf(one) === pictureId && !this.#recorded.has(one.picture));
    return made && { picture: shownMade(pictureId, made), record: recordOfMade(made) };
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Where the history cannot be read, which the store tells, there is still what was made here. */
  async #read(find: PictureFind, cursor: string | undefined, limit: number): Promise<GalleryPage> {
    const { store, log } = this.#parts;
    if (!store.isThere()) return emptyPage;
    try {
      this.#seen = await store.history.seen();
      return await store.history.gallery(filterOf(find, await this.#facets.folderOf(find)), cursor, limit);
    } catch (error) {
      log.warn(`The list of pictures cannot be read: ${errorWords(error)}`);
      return emptyPage;
    }
  }

  async #find(pictureId: string): Promise<ShownPicture | undefined> {
    return (await this.recorded(pictureId))?.picture;
  }

  /** What was made here and is not in the history, the newest first, where it is among what is wanted. */
  async #unrecorded(find: PictureFind): Promise<ShownPicture[]> {
    const { store, work } = this.#parts;
    const shown: ShownPicture[] = [];
    for (const made of work.made) {
      const id = recordIdOf(made);
      if (this.#recorded.has(made.picture)) continue;
      const isKnown = store.isThere() && (await store.history.find(id).catch(() => undefined)) !== undefined;
      if (isKnown) this.#recorded.add(made.picture);
      else if (hasFound(made, shownMade(id, made).createdAt, find)) shown.push(shownMade(id, made));
    }
    return shown;
  }

  async #run(picture: ShownPicture, action: PictureAction): Promise<void> {
    const needsFile = !['copyPath', 'copyPrompt', 'howMade'].includes(action);
    let { uri } = picture;
    if (needsFile && (await isGone(uri))) {
      const moved = await this.#foundAgain(picture);
      if (moved === undefined) return;
      uri = moved;
    }
    await this.#parts.actions.run(action, { saved: { uri }, picture: { request: { prompt: picture.prompt } } });
  }

  async #forget({ id }: ShownPicture): Promise<void> {
    for (const made of this.#parts.work.made) if (recordIdOf(made) === id) this.#recorded.add(made.picture);
    await this.#parts.store.history.remove(id);
  }

  /** Whether it was: one whose file is there after all stays. */
  async #forgetGone(picture: ShownPicture): Promise<boolean> {
    if (!(await isGone(picture.uri))) return false;
    await this.#forget(picture);
    return true;
  }

  async #locate(picture: ShownPicture): Promise<void> {
    if ((await this.#foundAgain(picture)) !== undefined) return;
    const [chosen] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t('Locate {0}', plainText(picture.label, 100)),
        filters: { [vscode.l10n.t('Pictures')]: ['png', 'jpg', 'jpeg', 'webp'] },
      })) ?? [];
    if (!chosen) return;
    if (await hasContent(chosen, picture.sha256).catch(() => false)) {
      await this.#parts.store.history.moved(picture.id, chosen.toString());
      return;
    }
    void say.warning(vscode.l10n.t('{0} is not this picture.', vscode.workspace.asRelativePath(chosen)));
  }

  /** Those that are gone may lie elsewhere: one after the other they are looked for, each once. */
  #lookFor(gone: readonly ShownPicture[]): void {
    for (const picture of gone) {
      if (this.#lost.has(picture.id)) continue;
      this.#lost.add(picture.id);
      this.#looking = this.#looking.then(() => this.#foundAgain(picture)).catch(() => undefined);
    }
  }

  /** Where it is now, which is written down. */
  async #foundAgain(picture: ShownPicture): Promise<string | undefined> {
    const { history } = this.#parts.store;
    const isOthers = async (file: vscode.Uri): Promise<boolean> => (await history.at(file.toString())) !== undefined;
    const uri = (await findMoved(picture, isOthers))?.toString();
    if (uri === undefined) return undefined;
    this.#lost.delete(picture.id);
    await history.moved(picture.id, uri);
    return uri;
  }

  #filesChanged(): void {
    this.#lost.clear();
    this.refresh();
  }

  #lookAtMade(): void {
    const { made } = this.#parts.work;
    if (made.length === this.#made.length && made.every((one, index) => one === this.#made[index])) return;
    this.#made = [...made];
    this.refresh();
  }

  /** Another window may have made pictures, or forgotten some. */
  async #lookElsewhere(): Promise<void> {
    const { store } = this.#parts;
    if (!store.isThere()) return;
    const seen = await store.history.seen().catch(() => this.#seen);
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.refresh();
  }
}

function recordOfMade({ id, picture, attempts }: MadePicture): PictureRecord {
  const last = attempts.at(-1);
  const createdAt = last ? last.startedAt + last.ms : Date.now();
  return recordOf(picture, { job: id, attempt: last?.id, createdAt }, attempts);
}

/** Its id in the history, where it comes to be there. */
function recordIdOf({ id, attempts }: MadePicture): string {
  return attempts.at(-1)?.id ?? id;
}

function withWaiting(days: readonly DayOfPictures[], waiting: readonly ShownPicture[]): readonly DayOfPictures[] {
  const sums = new Map(days.map((day) => [day.day, day]));
  for (const { createdAt, costUsd } of waiting) {
    const day = localDayOf(createdAt);
    const { count, nanoUsd, unknownCount } = sums.get(day) ?? { count: 0, nanoUsd: 0, unknownCount: 0 };
    sums.set(day, {
      day,
      count: count + 1,
      nanoUsd: nanoUsd + Math.round((costUsd ?? 0) * 1e9),
      unknownCount: unknownCount + (costUsd === undefined ? 1 : 0),
    });
  }
  return [...sums.values()];
}

function dayView(day: DayOfPictures): PicturePage['days'][number] {
  return { day: day.day, label: dayText(day.day, new Date()), summary: daySummary(day) };
}

function countsView(
  { found, all, isAny }: NonNullable<GalleryPage['counts']>,
  waiting: number,
): NonNullable<PicturePage['counts']> {
  return {
    found: found + waiting,
    isAny: isAny || waiting > 0,
    hint: searchHint(all + waiting),
    foundText: foundText(found + waiting),
  };
}
