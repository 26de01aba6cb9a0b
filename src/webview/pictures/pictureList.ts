import type { PicturePage, PictureView } from '../../panel/pictures';

/** The first pictures, as far as the page knows them, in their order. */
export interface PictureList {
  readonly pictures: readonly PictureView[];
  /** The cursor of those behind them; undefined: there are none. */
  readonly next: string | undefined;
}

export const emptyList: PictureList = { pictures: [], next: undefined };

/**
 * With the first page as it is now. What was known behind it stays; where nothing in it was known before, there may be a gap,
 * and the list begins anew.
 */
export function withFirstPage(list: PictureList, { pictures, next }: PicturePage): PictureList {
  const fresh = new Set(pictures.map(({ id }) => id));
  const overlap = list.pictures.findLastIndex(({ id }) => fresh.has(id));
  const behind = overlap < 0 || next === undefined ? [] : list.pictures.slice(overlap + 1);
  return { pictures: [...pictures, ...behind], next: behind.length > 0 ? list.next : next };
}

/** With the page that its cursor led to. */
export function withNextPage(list: PictureList, { pictures, next }: PicturePage): PictureList {
  const known = new Set(list.pictures.map(({ id }) => id));
  return { pictures: [...list.pictures, ...pictures.filter(({ id }) => !known.has(id))], next };
}

/** With one picture as it is now. */
export function withPicture(list: PictureList, changed: PictureView): PictureList {
  return { ...list, pictures: list.pictures.map((one) => (one.id === changed.id ? changed : one)) };
}
