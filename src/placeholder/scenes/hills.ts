import type { Scene } from '../stage';
import { ridge } from './ridge';

/** Soft hills, one behind the other. */
export const hills: Scene = (stage) => {
  const { height, horizon, unit, palette, choices } = stage;
  const band = height - horizon;
  const land = palette.land.map((fill, index) =>
    ridge(stage, {
      baseline: horizon + band * (0.16 + 0.22 * index),
      swing: Math.min(band * 0.15, unit * choices.between(0.04, 0.075)),
      length: unit * choices.between(0.55, 1.1),
      fill,
    }),
  );
  return land.join('');
};
