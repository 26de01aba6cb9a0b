import type { PicturePage, PicturesState, PictureView } from '../../panel/pictures';
import type { PictureContent } from '../../work/thumbnails';
import type { MadePicture } from '../../work/job';
import { pictureContent } from '../pictures/pictureContent';
import { detailsText } from '../texts/pictureText';
import { plainText } from '../texts/plainText';
import { PagedList } from './pagedList';
import type { PicturePages } from './picturePages';

/** The pictures that were made in this window. */
export class WindowPictures implements PicturePages {
  readonly #list: PagedList<MadePicture>;

  /** `made` gives them, the newest first. */
  constructor(made: () => readonly MadePicture[]) {
    this.#list = new PagedList(made);
  }

  get state(): PicturesState {
    return { revision: this.#list.revision, count: this.#list.count };
  }

  async page(cursor: string | undefined, limit: number): Promise<PicturePage> {
    const { items, next } = this.#list.page(cursor, limit);
    return { pictures: items.map(pictureView), next };
  }

  view(pictureId: string): PictureView | undefined {
    const made = this.#list.find(pictureId);
    return made && pictureView(made);
  }

  content(pictureId: string): PictureContent | undefined {
    const made = this.#list.find(pictureId);
    return made && pictureContent(made.saved.uri, made.picture.image.sha256);
  }
}

function pictureView({ id, picture, saved }: MadePicture): PictureView {
  return {
    id,
    path: plainText(saved.label),
    prompt: plainText(picture.request.prompt),
    details: plainText(detailsText(picture)),
    saved: !saved.keptBecause,
  };
}
