import type { Layout, Tile } from '../rows';

export type Move = 'left' | 'right' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

/** The picture that a move leads to; undefined: there is none. `page`: how high what is seen is, in pixels. */
export function moved(layout: Layout, from: string, move: Move, page: number): string | undefined {
  const place = placeOf(layout, from);
  if (!place) return undefined;
  const { order } = layout;
  switch (move) {
    case 'left':
      return order[place.tile.index - 1];
    case 'right':
      return order[place.tile.index + 1];
    case 'first':
      return order[0];
    case 'last':
      return order.at(-1);
    case 'up':
    case 'down':
      return nearest(layout, nextRow(layout, place.index, move === 'up' ? -1 : 1), place.tile);
    case 'pageUp':
    case 'pageDown':
      return nearest(layout, rowFarther(layout, place.index, move === 'pageUp' ? -1 : 1, page), place.tile);
  }
}

function placeOf({ rows, rowOf }: Layout, id: string): { readonly index: number; readonly tile: Tile } | undefined {
  const index = rowOf.get(id) ?? -1;
  const row = rows[index];
  const tile = row?.kind === 'tiles' ? row.tiles.find(({ picture }) => picture.id === id) : undefined;
  return tile && { index, tile };
}

/** The index of the next row of pictures; undefined: there is none. */
function nextRow({ rows }: Layout, from: number, step: 1 | -1): number | undefined {
  let index = from + step;
  while (rows[index]?.kind === 'day') index += step;
  return rows[index] && index;
}

/** The last row that is no more than a page away, and at least the next one. */
function rowFarther(layout: Layout, from: number, step: 1 | -1, page: number): number | undefined {
  const topOf = (index: number): number => layout.rows[index]?.top ?? 0;
  let found = nextRow(layout, from, step);
  let next = found;
  while (next !== undefined && Math.abs(topOf(next) - topOf(from)) <= page) {
    found = next;
    next = nextRow(layout, next, step);
  }
  return found;
}

/** The one whose middle lies nearest below or above. */
function nearest({ rows }: Layout, index: number | undefined, from: Tile): string | undefined {
  const row = index === undefined ? undefined : rows[index];
  const distance = (tile: Tile): number => Math.abs(middle(tile) - middle(from));
  const [first, ...others] = row?.kind === 'tiles' ? row.tiles : [];
  const tile = others.reduce((best, one) => (best && distance(one) < distance(best) ? one : best), first);
  return tile?.picture.id;
}

function middle({ left, width }: Tile): number {
  return left + width / 2;
}
