/** The longer side of the largest frame. */
const longest = 14;
/** A frame is never drawn thinner: it would be a line. */
const thinnest = 4;

/** Width and height of a frame of these proportions, such as "16:9", that looks as large as those of the others; undefined for other words. */
export function frameOf(ratio: string): { readonly width: number; readonly height: number } | undefined {
  const [across = 0, down = 0] = ratio.split(':').map(Number);
  if (!(across > 0 && down > 0)) return undefined;
  const scale = longest / Math.max(across, down, Math.min(across, down) * 1.2);
  const side = (part: number): number => Math.max(thinnest, Math.round(part * scale));
  return { width: side(across), height: side(down) };
}
