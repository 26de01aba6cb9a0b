import type { Stage } from './stage';
import { textElement } from './textElement';
import type { Typeface } from './typeface';
import { widthInEms } from './typeface';

/** In pixels: nobody reads anything smaller. */
const smallest = 8;

/** A word in the middle of the sky, low over the horizon. */
export interface Caption {
  /** SVG. */
  readonly drawing: string;
  /** In pixels from the top of the picture. */
  readonly top: number;
}

/** What the picture is, where its prompt cannot be written. Undefined where a word has no room. */
export function caption(word: string, stage: Stage, typeface: Typeface): Caption | undefined {
  const { width, horizon, unit, palette } = stage;
  const ems = widthInEms(word, typeface);
  const size = Math.min(unit * 0.055, horizon * 0.14, (width * 0.86) / Math.max(ems, 1));
  if (word === '' || size < smallest) return undefined;
  const y = horizon - size * 1.1;
  const drawing = textElement(word, { x: (width - ems * size) / 2, y, size, fill: palette.ink });
  return { drawing, top: y - size };
}
