import { encode } from 'jpeg-js';

/** Red, green and blue, from 0 to 1; what is brighter is cut off. */
export type Colour = readonly [number, number, number];

/** The colour at a place: `x` goes from 0 at the left to the ratio of the sides, `y` from 0 at the top to 1. */
export type Scene = (x: number, y: number) => Colour;

/** A colour as `#rrggbb`. */
export function hex(code: string): Colour {
  const value = Number.parseInt(code.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

export function mix(from: Colour, to: Colour, share: number): Colour {
  const part = clamp(share);
  return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, from[2] + (to[2] - from[2]) * part];
}

/** A light on top of a colour. */
export function plus(colour: Colour, light: Colour, share: number): Colour {
  return [colour[0] + light[0] * share, colour[1] + light[1] * share, colour[2] + light[2] * share];
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** 0 up to `from`, 1 beyond `to`, and smooth between. */
export function smooth(from: number, to: number, value: number): number {
  const part = clamp((value - from) / (to - from));
  return part * part * (3 - 2 * part);
}

/** Colours at places from 0 to 1, mixed between. */
export function gradient(stops: readonly (readonly [at: number, colour: string])[]): (at: number) => Colour {
  const read = stops.map(([at, code]) => [at, hex(code)] as const);
  return (at) => {
    let [before, colour] = read[0] ?? [0, [0, 0, 0] as const];
    for (const [next, nextColour] of read) {
      if (at <= next) return mix(colour, nextColour, next === before ? 1 : (at - before) / (next - before));
      [before, colour] = [next, nextColour];
    }
    return colour;
  };
}

/** A number from 0 to 1 for a place, the same each time. */
export function hash(x: number, y: number): number {
  let mixed = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

function noise(x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [across, down] = [smooth(0, 1, x - left), smooth(0, 1, y - top)];
  const above = hash(left, top) * (1 - across) + hash(left + 1, top) * across;
  const below = hash(left, top + 1) * (1 - across) + hash(left + 1, top + 1) * across;
  return above * (1 - down) + below * down;
}

/** Noise of several grains, from 0 to 1: clouds, ridges, water. */
export function clouds(x: number, y: number, octaves = 5): number {
  let [sum, weight, all] = [0, 0.5, 0];
  for (let octave = 0; octave < octaves; octave += 1) {
    const scale = 2 ** octave;
    sum += weight * noise(x * scale + octave * 17.3, y * scale - octave * 9.7);
    all += weight;
    weight *= 0.5;
  }
  return sum / all;
}

/** Paints a scene with a little grain and darker corners, as a JPEG. */
export function paint(scene: Scene, width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = [(column + 0.5) / height, (row + 0.5) / height];
      const colour = scene(x, y);
      const corner = 1 - 0.22 * ((column / width - 0.5) ** 2 + (row / height - 0.5) ** 2) * 2;
      const grain = (hash(column, row) - 0.5) * 0.01;
      for (let channel = 0; channel < 3; channel += 1) {
        data[(row * width + column) * 4 + channel] = Math.round(clamp((colour[channel] ?? 0) * corner + grain) * 255);
      }
    }
  }
  return encode({ width, height, data }, 90).data;
}
