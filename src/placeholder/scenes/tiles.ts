import { element, short } from '../svg';
import type { Scene, Stage } from '../stage';
import type { Palette } from '../palette';

/** A mosaic of squares with quarter circles, discs and triangles. */
export const tiles: Scene = (stage) => {
  const { width, height, horizon, unit, choices } = stage;
  const band = height - horizon;
  const rows = Math.max(1, Math.round(band / (unit * choices.between(0.12, 0.19))));
  // whole pixels, so that no seam shows between neighbours
  const side = Math.ceil(band / rows);
  const columns = Math.ceil(width / side);
  const left = Math.floor((width - columns * side) / 2);
  const top = height - rows * side;
  let drawn = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      drawn += tile(stage, left + column * side, top + row * side, side);
    }
  }
  return drawn;
};

function tile({ palette, choices }: Stage, x: number, y: number, side: number): string {
  const [ground, figure] = choices.pick(pairsOf(palette));
  const square = element('rect', { x, y, width: side, height: side, fill: ground });
  const middle = short(side / 2);
  const place = `translate(${short(x)} ${short(y)}) rotate(${choices.pick([0, 90, 180, 270])} ${middle} ${middle})`;
  const shape = choices.pick(shapes)(short(side), middle);
  return `${square}<path transform="${place}" d="${shape}" fill="${figure}"/>`;
}

type Pair = readonly [ground: string, figure: string];

function pairsOf({ land: [far, middle, near, nearest], sun, sky }: Palette): readonly [Pair, ...Pair[]] {
  return [
    [far, near],
    [near, far],
    [middle, nearest],
    [nearest, middle],
    [near, sun],
    [nearest, sun],
    [middle, sky[0]],
    [nearest, far],
    [far, nearest],
  ];
}

type Shape = (side: string, half: string) => string;

const quarterDisc: Shape = (s) => `M0 0H${s}A${s} ${s} 0 0 1 0 ${s}Z`;
const halfDisc: Shape = (s, h) => `M0 0A${h} ${h} 0 0 0 ${s} 0Z`;
const arch: Shape = (s, h) => `M0 0H${h}A${h} ${h} 0 0 1 ${h} ${s}H0Z`;
const triangle: Shape = (s) => `M0 0H${s}L0 ${s}Z`;
const leaf: Shape = (s) => `M0 0A${s} ${s} 0 0 1 ${s} ${s}A${s} ${s} 0 0 1 0 0Z`;
const shapes = [quarterDisc, quarterDisc, halfDisc, arch, triangle, leaf] as const;
