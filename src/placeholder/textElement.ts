import { escapeXml, short } from './svg';

/** The family name inside the bundled font. */
export const fontFamily = 'Inter Medium';

/** How a line of text is set. */
interface LineStyle {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  /** In pixels. */
  readonly size: number;
  readonly fill: string;
  /** Space added after each letter, in ems; none if left out. */
  readonly tracking?: number;
  /** Whether pairs of letters are kerned; they are if left out. */
  readonly kerned?: boolean;
}

/** A line of text as an SVG element. */
export function textElement(text: string, { x, y, size, fill, tracking = 0, kerned = true }: LineStyle): string {
  const place = `x="${short(x)}" y="${short(y)}" font-size="${short(size)}" fill="${fill}"`;
  const spacing = `${tracking === 0 ? '' : ` letter-spacing="${short(tracking * size)}"`}${kerned ? '' : ' style="font-kerning:none"'}`;
  return `<text font-family="${fontFamily}" ${place}${spacing}>${escapeXml(text)}</text>`;
}
