import type { CountsView, DayView, PicturePage, PictureView } from '../../panel/pictures';

/** The first pictures of those that are wanted, as far as the page knows them, in their order. */
export interface PictureList {
  readonly pictures: readonly PictureView[];
  /** The days on which they were made, by their date. */
  readonly days: ReadonlyMap<string, DayView>;
  /** Undefined: no page has come yet. */
  readonly counts: CountsView | undefined;
  /** The cursor of those behind them; undefined: there are none. */
  readonly next: string | undefined;
}

/** Pictures of one day. */
export interface PicturesOfDay {
  readonly day: string;
  readonly pictures: readonly PictureView[];
}

export const emptyList: PictureList = { pictures: [], days: new Map(), counts: undefined, next: undefined };

/**
 * With the first page as it is now. What was known behind it stays; where nothing in it was known before, there may be a gap,
 * and the list begins anew.
 */
export function withFirstPage(list: PictureList, { pictures, next, days, counts }: PicturePage): PictureList {
  const fresh = new Set(pictures.map(({ id }) => id));
  const overlap = list.pictures.findLastIndex(({ id }) => fresh.has(id));
  const behind = overlap < 0 || next === undefined ? [] : list.pictures.slice(overlap + 1);
  return {
    pictures: [...pictures, ...behind.filter(({ id }) => !fresh.has(id))],
    days: withDays(list, days),
    counts,
    next: behind.length > 0 ? list.next : next,
  };
}

/** With the page that its cursor led to. */
export function withNextPage(list: PictureList, { pictures, next, days }: PicturePage): PictureList {
  const known = new Set(list.pictures.map(({ id }) => id));
  const added = pictures.filter(({ id }) => !known.has(id));
  return { ...list, pictures: [...list.pictures, ...added], days: withDays(list, days), next };
}

/** With one picture as it is now. */
export function withPicture(list: PictureList, changed: PictureView): PictureList {
  return { ...list, pictures: list.pictures.map((one) => (one.id === changed.id ? changed : one)) };
}

/** Without those that are gone. */
export function withoutPictures(list: PictureList, ids: readonly string[]): PictureList {
  const gone = new Set(ids);
  return { ...list, pictures: list.pictures.filter(({ id }) => !gone.has(id)) };
}

/** Day by day, in the order of the list. */
export function byDay({ pictures }: PictureList): PicturesOfDay[] {
  const groups = new Map<string, PictureView[]>();
  for (const one of pictures) {
    const group = groups.get(one.day);
    if (group) group.push(one);
    else groups.set(one.day, [one]);
  }
  return [...groups].map(([day, ofDay]) => ({ day, pictures: ofDay }));
}

function withDays({ days: known }: PictureList, days: readonly DayView[]): ReadonlyMap<string, DayView> {
  return new Map([...known, ...days.map((one) => [one.day, one] as const)]);
}
