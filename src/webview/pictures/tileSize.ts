import type { PictureView } from '../../panel/pictures';

/** How high pictures can be shown, in pixels. */
export const leastHeight = 96;
export const mostHeight = 320;
export const heightStep = 32;
export const usualHeight = 160;

/** Between two pictures, in pixels. */
export const gap = 10;

/** A picture that is narrower or wider than this, width by height, is shown whole with room beside it. */
const narrowest = 0.5;
const widest = 2.4;
/** A tile has room for some letters of its name. */
const leastWidth = 80;

/** A height that was kept, or the usual one where it is none that can be chosen. */
export function believedHeight(kept: unknown): number {
  const isOne = typeof kept === 'number' && kept >= leastHeight && kept <= mostHeight && kept % heightStep === 0;
  return isOne ? kept : usualHeight;
}

/** How wide the tile of a picture is, where all are as high. One of unknown size is square. */
export function tileWidth(pixels: PictureView['pixels'], height: number): number {
  const ratio = pixels ? pixels.width / pixels.height : 1;
  return Math.max(leastWidth, Math.round(height * Math.min(Math.max(ratio, narrowest), widest)));
}

/** The height nearest below the wanted one with which square pictures fill a row to its end. */
export function fittingHeight(wanted: number, width: number): number {
  const columns = Math.max(1, Math.round((width + gap) / (wanted + gap)));
  return Math.min(wanted, Math.max(leastWidth, Math.floor((width - (columns - 1) * gap) / columns)));
}
