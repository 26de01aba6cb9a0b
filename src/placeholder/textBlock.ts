import type { Typeface } from './typeface';
import type { Lines, WidthOf } from './wrap';
import { withEllipsis, wrap } from './wrap';

/** A rectangle of the picture, in pixels. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One line of text where it stands; `y` is its baseline. */
interface PlacedLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface TextBlock {
  /** The font's size in pixels. */
  readonly size: number;
  /**
   * Whether pairs of letters may be kerned. Widths are measured without kerning, which makes words a little narrower, but can make
   * a run of one letter, as broken words often are, wider than the area.
   */
  readonly kerned: boolean;
  readonly lines: readonly PlacedLine[];
}

/** In ems: a little less than normal, for large letters. */
export const tracking = -0.012;
const lineHeight = 1.24;
/** From the top of a line to its baseline. */
const ascent = 0.97;
/** A column wider than this is hard to read; text in a wide area is set in several. */
const longestLine = 42;
const columnGap = 2.5;
/** A text of at most so many lines gets lines of about the same length. */
const mostBalanced = 6;

/**
 * Sets a text into an area in the largest size between `largest` and `smallest` in which all of it fits, avoiding broken
 * words where that costs little size. What does not fit in the smallest size ends with an ellipsis. Undefined if the area
 * has no room for a line.
 */
export function setText(
  text: string,
  typeface: Typeface,
  area: Area,
  sizes: { readonly largest: number; readonly smallest: number },
): TextBlock | undefined {
  const tries: Setting[] = [];
  for (let size = sizes.largest; size > sizes.smallest; size *= 0.94)
    tries.push(settingFor(text, typeface, area, size));
  const whole = tries.find((setting) => setting.complete);
  const unbroken = tries.find((setting) => setting.complete && !setting.broken);
  const best = whole && unbroken && unbroken.size >= 0.55 * whole.size ? unbroken : whole;
  const setting = best ?? settingFor(text, typeface, area, sizes.smallest);
  return setting.lines.length === 0 ? undefined : place(setting, area);
}

interface Setting extends Lines {
  readonly size: number;
  readonly columns: number;
  /** How many lines a column has room for. */
  readonly rows: number;
}

function settingFor(text: string, typeface: Typeface, area: Area, size: number): Setting {
  const widthOf: WidthOf = (part) => {
    let ems = 0;
    for (const character of part) ems += typeface.advance(character) + tracking;
    return ems * size;
  };
  const columns = Math.max(1, Math.floor((area.width + columnGap * size) / ((longestLine + columnGap) * size)));
  const width = (area.width + columnGap * size) / columns - columnGap * size;
  const rows = Math.floor(area.height / (lineHeight * size));
  const set = wrap(text, width, columns * rows, widthOf);
  return { size, columns, rows, ...finish(set, text, width, widthOf) };
}

function finish(set: Lines, text: string, width: number, widthOf: WidthOf): Lines {
  const last = set.lines.at(-1);
  if (last === undefined) return set;
  if (!set.complete) return { ...set, lines: set.lines.with(-1, withEllipsis(last, width, widthOf)) };
  return set.broken || set.lines.length > mostBalanced ? set : balance(set, text, width, widthOf);
}

/** The same number of lines in the narrowest width that needs no more. */
function balance(set: Lines, text: string, width: number, widthOf: WidthOf): Lines {
  let [low, high, best] = [0, width, set];
  for (let step = 0; step < 8; step += 1) {
    const middle = (low + high) / 2;
    const narrower = wrap(text, middle, set.lines.length, widthOf);
    if (narrower.complete && !narrower.broken) [high, best] = [middle, narrower];
    else low = middle;
  }
  return best;
}

function place(setting: Setting, area: Area): TextBlock {
  const { size, columns, lines, broken } = setting;
  const rows = Math.ceil(lines.length / columns);
  const step = (area.width + columnGap * size) / columns;
  const placed = lines.map((text, index) => ({
    text,
    x: area.x + step * Math.floor(index / rows),
    y: area.y + size * (ascent + lineHeight * (index % rows)),
  }));
  return { size, kerned: !broken, lines: placed };
}
