import { polygon } from '../svg';
import type { Scene, Stage } from '../stage';
import { ridge } from './ridge';

/** Mountains with a lit and a shaded side, behind two lines of hills. */
export const peaks: Scene = (stage) => {
  const { height, horizon, unit, palette } = stage;
  const [far, middle, near, nearest] = palette.land;
  const band = height - horizon;
  const hill = (share: number, fill: string): string =>
    ridge(stage, { baseline: horizon + band * share, swing: Math.min(band * 0.07, unit * 0.03), length: unit, fill });
  return range(stage, far, middle) + hill(0.62, near) + hill(0.82, nearest);
};

/** Peaks side by side from the left edge to the right one, the lower ones in front. */
function range(stage: Stage, lit: string, shaded: string): string {
  const { width, height, horizon, unit, choices } = stage;
  const band = height - horizon;
  const mountains: { top: number; shape: string }[] = [];
  for (let x = -unit * 0.1; x < width + unit * 0.2; x += unit * choices.between(0.12, 0.26)) {
    const top = horizon + band * choices.between(0, 0.45);
    const half = (height - top) * choices.between(0.8, 1.25);
    const foot = x + half * choices.between(-0.25, 0.05);
    const left = polygon([[x - half, height], [x, top], [x + half, height]], lit); // prettier-ignore
    const right = polygon([[x, top], [foot, height], [x + half, height]], shaded); // prettier-ignore
    mountains.push({ top, shape: left + right });
  }
  return mountains
    .sort((one, other) => one.top - other.top)
    .map(({ shape }) => shape)
    .join('');
}
