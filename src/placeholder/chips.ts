import type { Palette } from './palette';
import { element } from './svg';
import { textElement } from './textElement';
import type { Typeface } from './typeface';
import { widthInEms } from './typeface';

/** How the corner labels are measured, in pixels. */
interface ChipMeasures {
  readonly size: number;
  readonly height: number;
  readonly margin: number;
}

/**
 * The corner labels at the bottom: what the picture is ('': it is said elsewhere), and its pixels; above each other where they do
 * not fit side by side.
 */
export function chips(
  picture: { readonly width: number; readonly height: number; readonly label: string },
  measures: ChipMeasures,
  typeface: Typeface,
  palette: Palette,
): string {
  const { size, height, margin } = measures;
  const widthOf = (text: string): number => widthInEms(text, typeface) * size + height;
  const room = picture.width - 2 * margin;
  const pixels = `${picture.width} × ${picture.height}`;
  const label = widthOf(picture.label) <= room ? picture.label : '';
  const draw = (text: string, x: number, y: number): string => {
    const pill = element('rect', { x, y, width: widthOf(text), height, rx: height / 2, fill: palette.sky[0] });
    return pill + textElement(text, { x: x + height / 2, y: y + height / 2 + size * 0.36, size, fill: palette.ink });
  };
  const bottom = picture.height - margin - height;
  const labelDrawn = label === '' ? '' : draw(label, margin, bottom);
  if (widthOf(pixels) > room || bottom < 0) return bottom < 0 ? '' : labelDrawn;
  const beside = label === '' || widthOf(label) + widthOf(pixels) + margin / 2 <= room;
  const pixelsDrawn = beside
    ? draw(pixels, picture.width - margin - widthOf(pixels), bottom)
    : draw(pixels, margin, bottom - height - margin / 2);
  return labelDrawn + pixelsDrawn;
}
