import type { Stage } from './stage';
import { element, short } from './svg';

/**
 * A flower of three rings of petals in the middle of the sky, from its top down to `bottom`: it stands for a prompt that cannot be
 * written.
 */
export function rosette(stage: Stage, bottom: number): string {
  const { width, unit, palette, choices } = stage;
  const [cx, cy] = [width / 2, bottom * 0.5];
  const most = Math.min(bottom * 0.41, width * 0.4, unit * 0.3);
  const folds = choices.pick([5, 6, 7, 8, 9, 10, 12]);
  const { land, sun, ink } = palette;
  const colours = choices.pick([
    [land[0], sun, ink],
    [sun, land[0], ink],
    [land[0], ink, sun],
    [sun, land[1], land[0]],
  ]);
  const rings = colours.map((fill, ring) => {
    const length = most * (1 - 0.27 * ring) * choices.between(0.88, 1);
    const breadth = ((Math.PI * length) / folds) * choices.between(0.5, 1.15);
    const turn = (180 / folds) * (ring % 2) + choices.between(-6, 6);
    return petals({ cx, cy, folds, length, breadth, waist: choices.between(0.35, 0.75), turn, fill });
  });
  const heart = element('circle', { cx, cy, r: most * choices.between(0.09, 0.16), fill: palette.sky[0] });
  return rings.join('') + heart;
}

function petals(ring: {
  readonly cx: number;
  readonly cy: number;
  readonly folds: number;
  readonly length: number;
  readonly breadth: number;
  /** How far out a petal is widest, as a share of its length. */
  readonly waist: number;
  readonly turn: number;
  readonly fill: string;
}): string {
  const [tip, side, middle] = [short(ring.length), short(ring.breadth), short(ring.length * ring.waist)];
  const shape = `M0 0C${side} ${middle} ${side} ${tip} 0 ${tip}C-${side} ${tip} -${side} ${middle} 0 0Z`;
  const place = `translate(${short(ring.cx)} ${short(ring.cy)})`;
  return Array.from({ length: ring.folds }, (_, index) => {
    const angle = short(ring.turn + (360 / ring.folds) * index);
    return `<path transform="${place} rotate(${angle})" d="${shape}" fill="${ring.fill}" fill-opacity="0.9"/>`;
  }).join('');
}
