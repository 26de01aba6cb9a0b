import type { Ready } from '../panel/calls';
import type { InterruptedAction } from '../panel/interrupted';
import type { GalleryAction, PictureView, SeveralAction, Thumbnail, ThumbnailWanted } from '../panel/pictures';
import type { Direction } from './composer/earlierPrompts';
import type { ShownDetails } from './details/details';
import type { ZoomStep } from './details/zoom';
import type { PictureList } from './pictures/pictureList';
import type { FilterActions, FilterPageView } from './filters/filters';
import type { ReferenceActions, ReferencePageView } from './references/referenceList';
import type { PictureOptions } from '../core/pictures/image';

/** What the user can do on the page. */
export interface PageActions {
  type(prompt: string): void;
  /** Shows an earlier prompt, or the draft again; false: there is none. */
  walk(direction: Direction): boolean;
  choose(options: PictureOptions): void;
  chooseFolder(folderId: string): void;
  readonly references: ReferenceActions;
  generate(): void;
  /** `id`: of the one route that a click asks; undefined: all in their order. */
  chooseRoute(id: string | undefined): void;
  cancel(jobId: string): void;
  cancelAll(): void;
  answer(jobId: string, choiceId: string): void;
  /** How many pictures a click makes. */
  chooseCount(count: number): void;
  /** Runs an action of what failed; `dismiss` only takes it away. */
  failed(jobId: string, actionId: string): void;
  interrupted(jobId: string, action: InterruptedAction): void;
  picture(pictureId: string, action: GalleryAction): void;
  /** Shows all that is known of a picture; undefined: of none any more. */
  details(pictureId: string | undefined): void;
  /** Makes the picture in the details larger or smaller. */
  zoom(step: ZoomStep): void;
  /** Does something with the pictures that are selected. */
  several(action: SeveralAction): void;
  clearSelection(): void;
  /** Shows the pictures in another height. */
  resize(tileHeight: number): void;
  /** A thumbnail could not be loaded. `name` is said where there is no other. */
  thumbnailFailed(wanted: ThumbnailWanted, name: string): void;
  /** Shows the pictures whose prompts have these words, as they are typed. */
  search(words: string): void;
  clearSearch(): void;
  /** Shows the pictures of all workspaces, or of this one only. */
  showEverywhere(everywhere: boolean): void;
  readonly filter: FilterActions;
  /** Does what mends a route that is skipped. */
  mend(routeId: string): void;
  notice(actionId: string): void;
  /** Shows a notice of the page's own. */
  tell(text: string): void;
  /** Takes the page's own notice away. */
  dismissFailure(): void;
}

/** What a view draws beside the host's state: what never changes, what was fetched, and the little that is the page's own. */
export interface PageView extends Ready, ReferencePageView, FilterPageView {
  readonly list: PictureList;
  /** The picture whose details are shown; undefined: none. */
  readonly about: ShownDetails | undefined;
  /** The pictures that are selected, as they are shown. */
  readonly selected: readonly PictureView[];
  /** How high pictures are shown, in pixels. */
  readonly tileHeight: number;
  /** What is typed into the search box. */
  readonly searched: string;
  /** The pictures of all workspaces are shown. */
  readonly everywhere: boolean;
  /** By the id of a picture or reference; undefined: it is not there yet. */
  thumbnail(id: string): Thumbnail | undefined;
  /** The text being typed. */
  readonly prompt: string;
  /** How many pictures a click makes. */
  readonly count: number;
  /** An earlier prompt is shown. */
  readonly isWalking: boolean;
  /** The id of the one route that a click asks; undefined: all in their order. */
  readonly route: string | undefined;
  /** Chosen here; the host may not have said so yet. */
  readonly options: PictureOptions;
  /** Why the last call failed; undefined if it did not. */
  readonly failure: string | undefined;
  /** For screen readers. */
  readonly announced: { readonly jobs: string; readonly pictures: string };
}
