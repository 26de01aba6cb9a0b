import type { Scene } from '../stage';
import { element } from '../svg';

/** Rows of nested circles that cover each other like scales, as waves are drawn in old Japanese patterns. */
export const waves: Scene = (stage) => {
  const { width, height, horizon, unit, palette, choices } = stage;
  const wanted = Math.min(unit * choices.between(0.08, 0.14), (height - horizon) / 2);
  const r = width / Math.max(2, Math.round(width / wanted));
  const [far, middle, near, nearest] = palette.land;
  const colours = choices.pick([
    [nearest, near, middle, far],
    [near, middle, far, nearest],
    [middle, near, middle, nearest],
    [near, nearest, near, far],
  ]);
  let drawn = '';
  for (let row = 0; horizon + row * r * 0.5 < height + r; row += 1) {
    const cy = horizon + r + row * r * 0.5;
    for (let cx = row % 2 === 0 ? 0 : r; cx <= width + r; cx += 2 * r) {
      drawn += colours.map((fill, ring) => element('circle', { cx, cy, r: r * (1 - ring * 0.24), fill })).join('');
    }
  }
  return drawn;
};
