import type { Colour } from './paint';
import { clouds, gradient, hash, hex, mix, plus, smooth } from './paint';

const light = hex('#fff1c9');
const air = gradient([
  [0, '#e7efe2'],
  [0.45, '#cfe0d3'],
  [1, '#a9c6bb'],
]);
const far = hex('#b4cdc0');
const near = hex('#16302b');
const rows = 7;

/** A forest of firs in the morning mist, with light coming in from the right. */
export function forest(x: number, y: number): Colour {
  const away = Math.hypot(x - 1.12, (y - 0.1) * 1.1);
  let colour = plus(air(y), light, 0.2 * Math.exp(-away * 2.6));
  for (let row = 0; row < rows; row += 1) {
    const share = row / (rows - 1);
    const ground = 0.42 + 0.52 * share ** 1.25 + 0.09 * (clouds(x * 1.6 + row * 5, row, 4) - 0.5);
    const cover = Math.max(treesAt(x, y, row, share, ground), smooth(ground - 0.002, ground + 0.004, y));
    const own = mix(far, near, share ** 1.15);
    const needles = 0.86 + 0.3 * clouds(x * 130, y * 130, 2) * (0.4 + share);
    const fog = smooth(ground - 0.14, ground + 0.16, y) * (0.85 - 0.55 * share);
    const shaded = mix([own[0] * needles, own[1] * needles, own[2] * needles], air(y), fog);
    colour = mix(colour, plus(shaded, light, 0.14 * (1 - share) * Math.exp(-away * 2)), cover);
    const drift = smooth(0.45, 0.8, clouds(x * 2.4 - row, y * 7 + row * 3, 4)) * smooth(ground - 0.12, ground, y);
    colour = mix(colour, hex('#e4ede2'), drift * 0.34 * (1 - share * 0.8));
  }
  return plus(colour, light, beams(x, y) * 0.11);
}

/** How much of a place is tree: a spire of jagged branches in each lot, and those of its neighbours that reach into it. */
function treesAt(x: number, y: number, row: number, share: number, ground: number): number {
  const lot = 0.034 + 0.085 * share;
  const home = Math.floor(x / lot);
  let most = 0;
  for (let lotNumber = home - 1; lotNumber <= home + 1; lotNumber += 1) {
    const chance = hash(lotNumber, 200 + row);
    if (chance < 0.16) continue;
    const middle = (lotNumber + 0.5 + (hash(lotNumber, 300 + row) - 0.5) * 0.7) * lot;
    const tall = lot * (2 + 2.3 * chance);
    const down = (y - (ground - tall)) / tall;
    if (down < 0 || down > 1.05) continue;
    const tier = (down * (9 + 5 * chance)) % 1;
    const frayed = 0.78 + 0.5 * clouds(x * (14 / lot) * 0.2 + lotNumber, y * (30 / lot) * 0.2, 3);
    const half = tall * 0.17 * (0.1 + down ** 0.85) * (0.55 + 0.45 * tier) * frayed;
    most = Math.max(most, smooth(half + 0.0012, half - 0.0012, Math.abs(x - middle)));
  }
  return most;
}

function beams(x: number, y: number): number {
  const angle = Math.atan2(y + 0.35, 1.5 - x);
  return smooth(0.42, 0.75, clouds(angle * 11, 3, 3)) * smooth(1.05, 0.1, y) * smooth(-0.1, 1.1, x);
}
