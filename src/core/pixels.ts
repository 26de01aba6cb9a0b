import type { AspectRatio, ImageSize } from './image';
import type { Model } from './models';

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

/** The pixels a model gives for a size and ratio. */
export function expectedPixels(
  model: Pick<Model, 'pixels'>,
  size: ImageSize,
  ratio: AspectRatio,
): { width: number; height: number } {
  const at1K = (model.pixels === 'gemini-2.5' ? gemini25[ratio] : undefined) ?? gemini3[ratio];
  const factor = model.pixels === 'gemini-2.5' ? 1 : scale[size];
  return { width: Math.round(at1K[0] * factor), height: Math.round(at1K[1] * factor) };
}
