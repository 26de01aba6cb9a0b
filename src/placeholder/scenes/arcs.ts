import type { Scene, Stage } from '../stage';
import { element } from '../svg';

/** Rings that rise from the lower edge like rainbows, the large ones behind. */
export const arcs: Scene = (stage) => {
  const { width, height, horizon, unit, palette, choices } = stage;
  const most = Math.min(height - horizon, unit * 0.46);
  const centres: { x: number; r: number }[] = [];
  for (let x = most * choices.between(-0.3, 0.3); x < width + most * 0.4; x += most * choices.between(0.65, 1.1)) {
    centres.push({ x, r: most * choices.between(0.5, 1) });
  }
  const ground = element('rect', { x: 0, y: height - most * 0.2, width, height: most * 0.2, fill: palette.land[3] });
  centres.sort((one, other) => other.r - one.r);
  return ground + centres.map(({ x, r }) => rainbow(stage, x, r)).join('');
};

function rainbow({ height, palette, choices }: Stage, cx: number, r: number): string {
  const [far, middle, near, nearest] = palette.land;
  const colours = choices.pick([
    [nearest, near, middle, far, palette.sun],
    [near, far, nearest, middle, palette.sun],
    [middle, nearest, far, palette.sun, near],
    [nearest, middle, palette.sun, near, far],
  ]);
  return colours.map((fill, ring) => element('circle', { cx, cy: height, r: r * (1 - ring * 0.19), fill })).join('');
}
