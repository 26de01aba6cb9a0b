import type { Colour } from './paint';
import { clouds, gradient, hash, hex, mix, plus, smooth } from './paint';

const waterline = 0.58;
const sunAt = [0.93, 0.5] as const;
const skyColours = gradient([
  [0, '#5d78a6'],
  [0.3, '#a3a6c2'],
  [0.62, '#efc0a8'],
  [0.85, '#ffdcae'],
  [1, '#ffe9c9'],
]);
const sunlight = hex('#ffcf8a');
const mist = hex('#f6d3bd');

/** Boats at anchor: where their waterline is, and how long they are. */
const boats = [
  { x: 0.34, y: 0.735, length: 0.2, hull: hex('#3c4a5e'), stripe: hex('#c9604a') },
  { x: 0.98, y: 0.665, length: 0.1, hull: hex('#57627a'), stripe: hex('#e0d3c8') },
  { x: 1.17, y: 0.83, length: 0.25, hull: hex('#273242'), stripe: hex('#d8cdbf') },
] as const;

/** A harbour at first light, with boats in the mist. */
export function harbour(x: number, y: number): Colour {
  const ripple = y > waterline ? (clouds(x * 9, y * 150, 3) - 0.5) * (y - waterline) * 0.22 : 0;
  let colour = y > waterline ? water(x, y, ripple) : land(x, y);
  for (const boat of boats) colour = withBoat(colour, boat, x, y, ripple);
  const bank = smooth(0.09, 0, Math.abs(y - waterline - 0.005)) * (0.35 + 0.75 * clouds(x * 3, y * 16 + 4));
  return mix(colour, mist, bank * 0.62);
}

function sky(x: number, y: number): Colour {
  const away = Math.hypot(x - sunAt[0], (y - sunAt[1]) * 1.15);
  const veil = smooth(0.46, 0.78, clouds(x * 2.1, y * 9 + 2.7, 6)) * smooth(0.02, 0.22, y);
  const plain = skyColours(y / waterline);
  const cloudy = mix(plain, mix(hex('#fff0dd'), hex('#d98f83'), smooth(0.1, 0.8, away)), veil * 0.55);
  const lit = plus(cloudy, sunlight, 0.42 * Math.exp(-away * 5.5));
  return mix(lit, hex('#fff6df'), smooth(0.041, 0.036, away));
}

/** From far to near: how high a ridge is, how it goes up and down, and how it is coloured. */
const ridges = [
  { base: 0.13, swing: 0.13, grain: 2.2, seed: 3, colour: hex('#b7a9bb') },
  { base: 0.075, swing: 0.12, grain: 2.9, seed: 11, colour: hex('#8f8aa6') },
  { base: 0.03, swing: 0.1, grain: 3.6, seed: 29, colour: hex('#656c8a') },
] as const;

function land(x: number, y: number): Colour {
  let colour = sky(x, y);
  for (const { base, swing, grain, seed, colour: own } of ridges) {
    const top = waterline - base - swing * (clouds(x * grain + seed, seed) - 0.35);
    const haze = smooth(top, waterline + 0.02, y) * 0.55;
    const wooded = 0.94 + 0.12 * clouds(x * 60, y * 90, 2);
    const warm = plus(mix(own, mist, haze), sunlight, 0.16 * Math.exp(-Math.abs(x - sunAt[0]) * 3));
    colour = mix(colour, [warm[0] * wooded, warm[1] * wooded, warm[2] * wooded], smooth(top - 0.0015, top + 0.0015, y));
  }
  return withVillage(colour, x, y);
}

/** Small houses along the shore at the left, a few windows lit. */
function withVillage(below: Colour, x: number, y: number): Colour {
  let colour = below;
  for (const row of [1, 0]) {
    const lot = 0.034;
    const number = Math.floor(x / lot + row * 0.5);
    const across = x / lot + row * 0.5 - number;
    const chance = hash(number, 71 + row);
    if (x > 0.62 || chance < 0.2 + x * 0.7) continue;
    const foot = waterline - row * 0.024;
    const wall = 0.014 + 0.016 * hash(number, 5 + row);
    const roof = foot - wall - 0.014 * (1 - Math.abs(across - 0.5) * 2);
    if (across < 0.08 || across > 0.92 || y > foot || y < roof) continue;
    const walls = mix(hex('#8d8695'), hex('#d8c3b4'), hash(number, 23 + row));
    colour = y < foot - wall ? mix(hex('#6d5563'), hex('#97695f'), hash(number, 9)) : walls;
    const pane = Math.abs(across - 0.5) < 0.13 && Math.abs(y - (foot - wall * 0.5)) < 0.004;
    if (pane) colour = hash(number, 40 + row) > 0.5 ? hex('#ffe3a0') : hex('#5e6178');
    colour = mix(colour, mist, 0.25 + row * 0.15);
  }
  return colour;
}

function water(x: number, y: number, ripple: number): Colour {
  const depth = (y - waterline) / (1 - waterline);
  const mirrored = land(x + ripple * 0.5, Math.max(0.02, 2 * waterline - y + ripple * 1.6));
  const deep = mix(hex('#9aa3b8'), hex('#34485f'), depth);
  const shown = mix(mirrored, deep, 0.22 + 0.42 * depth);
  const track = Math.exp(-(((x - sunAt[0]) / (0.035 + depth * 0.12)) ** 2));
  const glitter = smooth(0.56, 0.74, clouds(x * 22, y * 190, 3)) * track;
  return plus(plus(shown, sunlight, track * 0.16), hex('#ffe6bd'), glitter * 0.5);
}

function withBoat(below: Colour, boat: (typeof boats)[number], x: number, y: number, ripple: number): Colour {
  const isMirrored = y > boat.y;
  const up = (isMirrored ? y - boat.y + ripple * 0.9 : boat.y - y) / boat.length;
  const along = (x - boat.x + (isMirrored ? ripple * 0.8 : 0)) / boat.length;
  const part = boatPart(along, up, boat);
  if (!part) return below;
  const hazy = mix(part, mist, 0.5 * smooth(0.85, 0.6, boat.y));
  return isMirrored ? mix(below, hazy, 0.62 * smooth(0.55, 0, up)) : hazy;
}

/** Measured in the boat's length, from the middle of its waterline. */
function boatPart(along: number, up: number, { hull, stripe }: (typeof boats)[number]): Colour | undefined {
  const sheer = 0.1 + 0.16 * Math.max(0, along) ** 2 + 0.05 * along * along;
  const isInHull = up >= 0 && up < sheer && along > -0.5 + up * 0.25 && along < 0.5 + up * 0.3;
  if (isInHull) return up > sheer - 0.022 ? stripe : plus(hull, [0.12, 0.09, 0.06], smooth(0, 0.14, up));
  const isInCabin = along > -0.3 && along < 0.04 && up >= sheer && up < 0.25;
  if (isInCabin) {
    const isWindow = up > 0.17 && up < 0.225 && Math.abs(((along + 0.3) % 0.11) - 0.055) < 0.036;
    return isWindow ? hex('#4a4d5c') : hex('#e9dccd');
  }
  const isMast = Math.abs(along - 0.1) < 0.009 && up >= sheer && up < 0.72;
  const isStay = Math.abs(up - (0.72 - Math.abs(along - 0.1) * 1.45)) < 0.006 && up >= sheer && along > -0.3;
  if (isMast) return hex('#4b4350');
  return isStay ? hex('#7b7280') : undefined;
}
