import type { Event } from 'vscode';
import type { PicturesWanted } from '../../panel/calls';
import type { GalleryAction, PicturePage, PicturesState, PictureView, SeveralAction } from '../../panel/pictures';
import type { KnownPicture } from './thumbnailFor';

/** The pictures that a panel shows, the newest first. */
export interface PicturePages {
  readonly state: PicturesState;
  /** The state is another. */
  readonly onDidChange: Event<void>;
  /** The pictures behind the cursor of an earlier page, or the first ones. `cursor` is one that a page gave. */
  page(wanted: PicturesWanted): Promise<PicturePage>;
  /** Does something with a picture, and gives it as it is then; undefined: there is none with this id any more. */
  act(pictureId: string, action: GalleryAction): Promise<PictureView | undefined>;
  /** Does something with several pictures, and gives the ids of those that are known no more. */
  actAll(pictureIds: readonly string[], action: SeveralAction): Promise<readonly string[]>;
  /** What its thumbnail is made of; undefined: there is none with this id. */
  named(pictureId: string): Promise<KnownPicture | undefined>;
}
