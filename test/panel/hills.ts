import { readFileSync } from 'node:fs';
import path from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import wasmFile from '@resvg/resvg-wasm/index_bg.wasm';

/** From the top of the sky to the nearest hill. */
type Palette = readonly [string, string, string, string, string];

const blue: Palette = ['#6ba7c4', '#a9cfdc', '#77aec6', '#2f6f74', '#173f47'];
const palettes: readonly Palette[] = [
  blue,
  ['#c4789f', '#eebcc6', '#c99ac0', '#7d5d92', '#3d3a5f'],
  ['#eda945', '#fbdfae', '#ec9a54', '#b55a2c', '#64301f'],
  ['#a6b4cd', '#d9e0ec', '#93a8c2', '#56738f', '#2c3f57'],
  ['#b6ac5b', '#e7deae', '#a9aa58', '#5f7b3b', '#2d4a26'],
  ['#31486f', '#53709a', '#3a5580', '#243a63', '#182a4b'],
  ['#79c3a0', '#cdeedd', '#6bbd8e', '#2f9068', '#14523f'],
  ['#e38a6f', '#f9d2ba', '#d77d70', '#8e4a5b', '#472a40'],
];

let ready: Promise<void> | undefined;

/** A quiet landscape in a few flat colours, another one for each number: the PNG of made-up pictures that are shown to people. */
export async function hills(number: number, width: number, height: number): Promise<Uint8Array> {
  ready ??= initWasm(readFileSync(path.join(__dirname, wasmFile)));
  await ready;
  const drawing = new Resvg(svg(number, width, height));
  const image = drawing.render();
  const png = image.asPng();
  image.free();
  drawing.free();
  return png;
}

function svg(number: number, width: number, height: number): string {
  const [sky, haze, ...land] = palettes[number % palettes.length] ?? blue;
  const unit = Math.min(width, height);
  const sun = { x: width * (0.25 + 0.5 * share(number, 1)), y: height * (0.2 + 0.15 * share(number, 2)) };
  const layers = land.map((colour, index) => {
    const base = height * (0.55 + 0.16 * index);
    return `<path fill="${colour}" d="${ridge(number * 7 + index, base, { width, height, swing: unit * 0.12 })}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="0.7" stop-color="${haze}"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="${unit * 0.09}" fill="#fff" opacity="0.85"/>${layers.join('')}</svg>`;
}

/** The outline of a range of hills, closed below. */
function ridge(seed: number, base: number, room: { width: number; height: number; swing: number }): string {
  const { width, height, swing } = room;
  const steps = 5;
  const y = (index: number): number => base + swing * (share(seed, index) - 0.5) * 2;
  const tops = Array.from({ length: steps }, (_, index) => {
    const [from, to] = [(width * index) / steps, (width * (index + 1)) / steps];
    const middle = (from + to) / 2;
    return `C ${middle} ${y(index)} ${middle} ${y(index + 1)} ${to} ${y(index + 1)}`;
  });
  return `M 0 ${y(0)} ${tops.join(' ')} V ${height} H 0 Z`;
}

/** A number from 0 to 1, the same for the same two numbers. */
function share(seed: number, index: number): number {
  const value = Math.sin(seed * 12.9898 + index * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}
