/** What the worker is asked to draw. It answers with the bytes of a PNG, or ends with an error. */
export interface PlaceholderJob {
  readonly prompt: string;
  /** In pixels; see `checkPixels`. */
  readonly width: number;
  readonly height: number;
  /** The word that says what the picture is; in English if the font lacks one of its letters. */
  readonly label: string;
}

/** The most pixels of one picture: above the largest that a model makes, and about 300 MB while it is drawn. */
const mostPixels = 32_000_000;
const longestSide = 16_384;

/** Throws a RangeError if a picture of this size cannot be drawn, or not with bounded memory. */
export function checkPixels(width: number, height: number): void {
  const possible = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= longestSide);
  if (!possible || width * height > mostPixels) throw new RangeError(`No placeholder has ${width} x ${height} pixels`);
}
