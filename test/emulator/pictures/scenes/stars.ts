import type { Colour } from './paint';
import { clouds, gradient, hash, hex, mix, plus, smooth } from './paint';

const shore = 0.66;
const skyColours = gradient([
  [0, '#070d24'],
  [0.45, '#142a55'],
  [0.8, '#2f5580'],
  [1, '#7d8fa8'],
]);

/** Snowy mountains and a still lake under the Milky Way. */
export function stars(x: number, y: number): Colour {
  const ripple = (clouds(x * 7, y * 120, 3) - 0.5) * 0.012;
  const isLake = y > shore;
  const shown = isLake ? above(x + ripple, 2 * shore - y + ripple * 2) : above(x, y);
  const depth = (y - shore) / (1 - shore);
  const colour = isLake ? mix(shown, hex('#06122a'), 0.3 + 0.35 * depth) : shown;
  const mist = smooth(0.05, 0, Math.abs(y - shore)) * (0.25 + 0.6 * clouds(x * 4, y * 20, 4));
  return withFirs(mix(colour, hex('#8fa6bf'), mist * 0.42), x, y);
}

function above(x: number, y: number): Colour {
  let colour = night(x, y);
  const layers = [
    { foot: 0.2, swing: 0.5, grain: 1.35, seed: 8, haze: 0.45 },
    { foot: 0.03, swing: 0.42, grain: 1.9, seed: 21, haze: 0.12 },
  ] as const;
  for (const { foot, swing, grain, seed, haze } of layers) {
    const crest = (at: number): number => shore - foot - swing * (peaks(at * grain + seed, seed) - 0.42);
    const top = crest(x);
    if (y < top - 0.002) continue;
    const down = y - top;
    // the side that faces the moon, at the left, has the light
    const slope =
      peaks((x + 0.008) * grain + seed + down * 0.5, seed + y * 2.6) -
      peaks((x - 0.008) * grain + seed + down * 0.5, seed + y * 2.6);
    const lit = smooth(-0.03, 0.03, slope * -1 + 0.004);
    const snow = smooth(0.5, 0.36, clouds(x * 11 + seed, y * 13, 4) * 0.55 + down * 1.5);
    const rock = mix(hex('#131d36'), hex('#34435f'), lit);
    const white = mix(hex('#4b6690'), hex('#d3deec'), lit);
    const shaded = mix(mix(rock, white, snow), hex('#4d6b90'), haze + 0.3 * smooth(0.1, 0.3, down));
    colour = mix(colour, shaded, smooth(top - 0.001, top + 0.001, y));
  }
  return colour;
}

/** Noise with sharp edges, as mountains have. */
function peaks(x: number, y: number): number {
  let [sum, weight, scale] = [0, 0.5, 1];
  for (let octave = 0; octave < 6; octave += 1) {
    sum += weight * (1 - Math.abs(2 * clouds(x * scale + octave * 3.1, y + octave, 1) - 1));
    weight *= 0.48;
    scale *= 2.05;
  }
  return sum;
}

function night(x: number, y: number): Colour {
  let colour = skyColours(Math.max(0, y) / shore);
  const across = (x - 0.78 + (y - 0.2) * 0.62) / 0.2;
  const dust = clouds(x * 4.2, y * 4.2 + 6, 6);
  const band = Math.exp(-across * across) * smooth(0.62, 0.1, y);
  colour = plus(colour, hex('#8f9fd6'), band * 0.42 * smooth(0.2, 0.75, dust));
  colour = plus(colour, hex('#e7b9a8'), band * band * 0.25 * smooth(0.4, 0.8, dust));
  colour = mix(
    colour,
    hex('#0a1230'),
    band * 0.6 * smooth(0.52, 0.68, clouds(x * 6 + 9, y * 6, 5)) * Math.exp(-across * across * 4),
  );
  for (const [size, share, glow] of [
    [0.0065, 0.07 + band * 0.22, 0.55],
    [0.014, 0.1, 0.9],
    [0.05, 0.16, 1.25],
  ] as const) {
    const [column, row] = [Math.floor(x / size), Math.floor(y / size)];
    if (hash(column + 7, row + Math.round(size * 1e4)) > share) continue;
    const [dx, dy] = [
      x / size - column - 0.2 - 0.6 * hash(column, row),
      y / size - row - 0.2 - 0.6 * hash(row, column),
    ];
    const away = (dx * dx + dy * dy) * size * size;
    const tint = mix(hex('#ffe2c4'), hex('#cfe0ff'), hash(column * 3, row * 5));
    colour = plus(colour, tint, glow * Math.exp(-away / 1.1e-6) * smooth(shore * 0.95, 0.2, y));
  }
  return colour;
}

/** Dark firs at both sides of the foreground. */
function withFirs(below: Colour, x: number, y: number): Colour {
  const side = Math.min(x, 1.34 - x);
  const ground = 0.93 + 0.16 * smooth(0, 0.6, side) - 0.02 * clouds(x * 9, 1, 3);
  let cover = smooth(ground - 0.002, ground + 0.002, y);
  const lot = 0.055;
  for (let number = Math.floor(x / lot) - 1; number <= Math.floor(x / lot) + 1; number += 1) {
    const middle = (number + 0.5 + (hash(number, 2) - 0.5) * 0.6) * lot;
    const reach = 0.34 - Math.min(middle, 1.34 - middle);
    if (reach < 0) continue;
    const tall = (0.12 + 0.5 * reach + 0.1 * hash(number, 4)) * (0.8 + 0.4 * hash(number, 6));
    const down = (y - (ground - tall)) / tall;
    if (down < 0) continue;
    const tier = (down * 13) % 1;
    const half = tall * 0.15 * (0.06 + down ** 0.9) * (0.5 + 0.5 * tier) * (0.75 + 0.5 * clouds(x * 90, y * 200, 2));
    cover = Math.max(cover, smooth(half + 0.0012, half - 0.0012, Math.abs(x - middle)));
  }
  return mix(below, mix(hex('#050a16'), hex('#0f1b30'), clouds(x * 80, y * 80, 2)), cover);
}
