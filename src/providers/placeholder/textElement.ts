import { escapeXml, short } from './svg';

/** The family name inside the bundled font. */
export const fontFamily = 'Inter Medium';

/** A line of text; `y` is its baseline, `tracking` is in ems. */
export function textElement(
  text: string,
  at: {
    readonly x: number;
    readonly y: number;
    readonly size: number;
    readonly fill: string;
    readonly tracking?: number;
  },
): string {
  const spacing = at.tracking === undefined ? '' : ` letter-spacing="${short(at.tracking * at.size)}"`;
  const place = `x="${short(at.x)}" y="${short(at.y)}" font-size="${short(at.size)}"${spacing} fill="${at.fill}"`;
  return `<text font-family="${fontFamily}" ${place}>${escapeXml(text)}</text>`;
}
