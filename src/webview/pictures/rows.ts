import type { PictureView } from '../../panel/pictures';
import type { PicturesOfDay } from './pictureList';
import { fittingHeight, gap, tileWidth } from './tileSize';

/** The line below a picture, and that above a day. The style sheet has them too. */
export const captionHeight = 22;
export const dayHeight = 36;

/** A picture's place in its row. */
export interface Tile {
  readonly picture: PictureView;
  /** Which of all it is, from 0 on. */
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

interface Placed {
  /** Of this row alone, whatever comes above it. */
  readonly key: string;
  readonly day: string;
  readonly top: number;
  /** With the gap below it. */
  readonly height: number;
}

/** The heading of a day. */
interface DayRow extends Placed {
  readonly kind: 'day';
}

export interface TileRow extends Placed {
  readonly kind: 'tiles';
  /** Of the pictures, without their captions. */
  readonly imageHeight: number;
  readonly tiles: readonly Tile[];
}

export type Row = DayRow | TileRow;

/** Where everything lies in a grid of some width. */
export interface Layout {
  readonly rows: readonly Row[];
  readonly height: number;
  /** The pictures' ids as they are shown. */
  readonly order: readonly string[];
  /** The index of a picture's row, by its id. */
  readonly rowOf: ReadonlyMap<string, number>;
}

export const emptyLayout: Layout = { rows: [], height: 0, order: [], rowOf: new Map() };

/** Lays the pictures out in rows of about the wanted height. Takes time by their number. */
export function layOut(days: readonly PicturesOfDay[], width: number, wanted: number): Layout {
  const rows: Row[] = [];
  const order: string[] = [];
  const rowOf = new Map<string, number>();
  const height = fittingHeight(wanted, width);
  let top = 0;
  const add = (row: Row): void => {
    rows.push(row);
    top += row.height;
  };
  for (const { day, pictures } of days) {
    add({ kind: 'day', key: `day ${day}`, day, top, height: dayHeight });
    let tiles: Tile[] = [];
    let left = 0;
    const end = (): void => {
      if (tiles.length > 0) add(tileRow(day, top, tiles, width, height));
      tiles = [];
      left = 0;
    };
    for (const picture of pictures) {
      const tile = Math.min(tileWidth(picture.pixels, height), width);
      if (left + tile > width) end();
      tiles.push({ picture, index: order.length, left, width: tile });
      order.push(picture.id);
      rowOf.set(picture.id, rows.length);
      left += tile + gap;
    }
    end();
  }
  return { rows, height: top, order, rowOf };
}

function tileRow(day: string, top: number, tiles: readonly Tile[], width: number, height: number): TileRow {
  const [first, second] = tiles;
  // one that would be wider than the grid needs less than its height
  const isWhole = first !== undefined && second === undefined && first.width === width;
  const imageHeight = isWhole ? Math.min(height, heightOf(first, height)) : height;
  const key = first?.picture.id ?? '';
  return { kind: 'tiles', key, day, top, height: imageHeight + captionHeight + gap, imageHeight, tiles };
}

function heightOf({ picture, width }: Tile, height: number): number {
  return Math.round((height * width) / tileWidth(picture.pixels, height));
}

/** The index of the row at this distance from the top, or the one nearest to it. */
export function rowAt({ rows }: Layout, y: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}
