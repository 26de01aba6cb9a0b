import type { Event } from 'vscode';
import type { PicturesWanted } from '../../panel/calls';
import type {
  FacetsView,
  GalleryAction,
  PicturePage,
  PicturesState,
  PictureView,
  SeveralAction,
} from '../../panel/pictures';
import type { KnownPicture } from './thumbnailFor';

/** The pictures that a panel shows, the newest first. */
export interface PicturePages {
  readonly state: PicturesState;
  /** The state is another. */
  readonly onDidChange: Event<void>;
  /** The pictures behind the cursor of an earlier page, or the first ones. `cursor` is one that a page gave. */
  page(wanted: PicturesWanted): Promise<PicturePage>;
  /** What the pictures of this workspace, or of all, can be told apart by. */
  facets(everywhere: boolean): Promise<FacetsView>;
  /** Does something with a picture, and gives it as it is then; undefined: there is none with this id any more. */
  act(pictureId: string, action: GalleryAction): Promise<PictureView | undefined>;
  /** Does something with several pictures, and gives the ids of those that are known no more. */
  actAll(pictureIds: readonly string[], action: SeveralAction): Promise<readonly string[]>;
  /** What its thumbnail is made of; undefined: there is none with this id. */
  named(pictureId: string): Promise<KnownPicture | undefined>;
  /** The URI of its file; undefined: there is none with this id. */
  placeOf(pictureId: string): Promise<string | undefined>;
}
