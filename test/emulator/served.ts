import type { AspectRatio, ImageSize } from '../../src/core/pictures/image';
import { aspectRatios } from '../../src/core/pictures/image';
import type { PictureMime } from './pictures/pictures';
import type { ServiceKind } from './options';

/** What the emulated service knows of one model id: its own table, so that a mistake in the product's shows. */
export interface ServedModel {
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
  readonly mime: PictureMime;
  readonly pixels: 'gemini-3' | 'gemini-2.5';
  /** Output tokens of one picture. */
  readonly tokens: Readonly<Partial<Record<ImageSize, number>>>;
  /** US dollars per million tokens. */
  readonly rates: { readonly input: number; readonly image: number; readonly text: number };
  /** What a relay takes for one call, in US dollars, whatever the size. */
  readonly usdPerCall: number;
  /** `dead`: unknown to the service. `closed`: shut for new users, with an error of its own. */
  readonly state: 'alive' | 'dead' | 'closed';
  /** An alias answers with the name of the model behind it. */
  readonly answersAs?: string | undefined;
  /** Sampling parameters are errors. */
  readonly fixedSampling?: boolean | undefined;
}

const tenRatios = aspectRatios.filter((ratio) => !['1:4', '4:1', '1:8', '8:1'].includes(ratio));
const jpeg = { mime: 'image/jpeg', pixels: 'gemini-3', state: 'alive' } as const;

const flash: ServedModel = {
  ...jpeg,
  sizes: ['512', '1K', '2K', '4K'],
  ratios: aspectRatios,
  tokens: { '512': 747, '1K': 1120, '2K': 1680, '4K': 2520 },
  rates: { input: 0.5, image: 60, text: 3 },
  usdPerCall: 0.055,
};

const pro: ServedModel = {
  ...jpeg,
  sizes: ['1K', '2K', '4K'],
  ratios: tenRatios,
  tokens: { '1K': 1120, '2K': 1120, '4K': 2000 },
  rates: { input: 2, image: 120, text: 12 },
  usdPerCall: 0.09,
};

const flash21: ServedModel = {
  ...jpeg,
  sizes: ['1K', '2K', '4K'],
  ratios: aspectRatios,
  tokens: { '1K': 1120, '2K': 1680, '4K': 3780 },
  rates: { input: 1.5, image: 30, text: 7.5 },
  usdPerCall: 0.045,
  fixedSampling: true,
};

const lite: ServedModel = {
  ...jpeg,
  sizes: ['1K'],
  ratios: tenRatios,
  tokens: { '1K': 1120 },
  rates: { input: 0.25, image: 30, text: 1.5 },
  usdPerCall: 0.025,
};

/** Takes every size and makes the same picture of about 1024² pixels. */
const original: ServedModel = {
  sizes: ['512', '1K', '2K', '4K'],
  ratios: tenRatios,
  mime: 'image/png',
  pixels: 'gemini-2.5',
  tokens: { '512': 1290, '1K': 1290, '2K': 1290, '4K': 1290 },
  rates: { input: 0.3, image: 30, text: 2.5 },
  usdPerCall: 0.02,
  state: 'alive',
};

/**
 * The models of a service before a test changes them. The preview ids are shut down at Google and aliases at relays, unless
 * `previewIds` says otherwise.
 */
export function servedModels(kind: ServiceKind, previewIds?: 'alive' | 'dead'): Map<string, ServedModel> {
  const preview = previewIds ?? (kind === 'relay' ? 'alive' : 'dead');
  return new Map([
    ['gemini-3.1-flash-image', flash],
    ['gemini-3.1-flash-image-preview', { ...flash, state: preview, answersAs: 'gemini-3.1-flash-image' }],
    ['gemini-3-pro-image', pro],
    ['gemini-3-pro-image-preview', { ...pro, state: preview, answersAs: 'gemini-3-pro-image' }],
    ['gemini-nano-banana-2.1', flash21],
    ['gemini-3.1-flash-lite-image', lite],
    ['gemini-2.5-flash-image', original],
  ]);
}
