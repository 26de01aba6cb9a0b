import type { AspectRatio, ImageSize } from './image';
import type { Model, PixelTable } from '../services/models';

interface Pixels {
  readonly width: number;
  readonly height: number;
}

type Pair = readonly [width: number, height: number];

/** Google's table for Gemini 3 image models at 1K; 2K and 4K are twice and four times that. 1:4 and 8:1 were measured. */
const gemini3: Record<AspectRatio, Pair> = {
  '1:1': [1024, 1024],
  '1:4': [512, 2064],
  '1:8': [352, 2928],
  '2:3': [848, 1264],
  '3:2': [1264, 848],
  '3:4': [896, 1200],
  '4:1': [2064, 512],
  '4:3': [1200, 896],
  '4:5': [928, 1152],
  '5:4': [1152, 928],
  '8:1': [2928, 352],
  '9:16': [768, 1376],
  '16:9': [1376, 768],
  '21:9': [1584, 672],
};

/** Gemini 2.5 Flash Image has one size. */
const gemini25: Partial<Record<AspectRatio, Pair>> = {
  '2:3': [832, 1248],
  '3:2': [1248, 832],
  '3:4': [864, 1184],
  '4:3': [1184, 864],
  '4:5': [896, 1152],
  '5:4': [1152, 896],
  '9:16': [768, 1344],
  '16:9': [1344, 768],
  '21:9': [1536, 672],
};

const scale: Record<ImageSize, number> = { '512': 0.5, '1K': 1, '2K': 2, '4K': 4 };

const tables: Readonly<Record<PixelTable, (size: ImageSize, ratio: AspectRatio) => Pair>> = {
  'gemini-3': (size, ratio) => times(gemini3[ratio], scale[size]),
  'gemini-2.5': (_size, ratio) => gemini25[ratio] ?? gemini3[ratio],
  'gpt-image': gptImage,
  diffusion: (size, ratio) => withArea((1024 * scale[size]) ** 2, ratio, 64),
};

/** The pixels a model gives for a size and ratio. */
export function expectedPixels(model: Pick<Model, 'pixels'>, size: ImageSize, ratio: AspectRatio): Pixels {
  const [width, height] = tables[model.pixels](size, ratio);
  return { width, height };
}

/** Whether a request for a model may name a size: one has a single size, and some services refuse a request that names it. */
export function takesSize(model: Pick<Model, 'pixels'>): boolean {
  return model.pixels !== 'gemini-2.5';
}

/**
 * OpenAI takes any size in steps of 16 with up to 3840 pixels a side and 3840x2160 in all, and calls all above 2560x1440
 * experimental: the largest of both are 4K and 2K. At 1K the shorter side is 1024, as in its three standard sizes.
 */
function gptImage(size: ImageSize, ratio: AspectRatio): Pair {
  const shape = shapeOf(ratio);
  if (size === '2K') return withArea(2560 * 1440, ratio, 16);
  if (size === '4K') return withArea(3840 * 2160, ratio, 16, 3840);
  const side = 1024 * scale[size];
  return shape > 1 ? [step(side * shape, 16), side] : [side, step(side / shape, 16)];
}

/** Sides in whole steps, with a ratio and at most an area. */
function withArea(area: number, ratio: AspectRatio, grain: number, longest = Infinity): Pair {
  const shape = shapeOf(ratio);
  const [width, height] = [Math.sqrt(area * shape), Math.sqrt(area / shape)];
  const shrink = Math.min(1, longest / Math.max(width, height));
  return [step(width * shrink, grain), step(height * shrink, grain)];
}

/** Down to a whole step. A side that misses one by no more than a rounding error keeps it. */
function step(pixels: number, grain: number): number {
  return Math.floor(pixels / grain + 1e-6) * grain;
}

function shapeOf(ratio: AspectRatio): number {
  const [width = 1, height = 1] = ratio.split(':').map(Number);
  return width / height;
}

function times([width, height]: Pair, factor: number): Pair {
  return [Math.round(width * factor), Math.round(height * factor)];
}
