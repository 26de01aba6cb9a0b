import type { PicturePage, PicturesState, PictureView } from '../../panel/pictures';
import type { PictureContent } from '../../work/thumbnails';

/** The pictures that a panel shows, the newest first. */
export interface PicturePages {
  readonly state: PicturesState;
  /** The pictures behind the cursor of an earlier page, or the first ones. `cursor` is one that a page gave. */
  page(cursor: string | undefined, limit: number): Promise<PicturePage>;
  /** As the panel shows it; undefined: there is none with this id. */
  view(pictureId: string): PictureView | undefined;
  /** What its thumbnail is made of. */
  content(pictureId: string): PictureContent | undefined;
}
