import type { AspectRatio, ImageSize } from './image';
import { aspectRatios } from './image';

/** US dollars for one picture of each size. A size without a price is one nobody has published. */
export type Prices = Partial<Record<ImageSize, number>>;

/** What one service sells of a model. */
export interface Offer {
  /** The ids that answer, best first. */
  readonly ids: readonly string[];
  /** Ids that were shut down, or are said to be: tried last, because some services still answer them. */
  readonly retired?: readonly string[];
  readonly prices: Prices;
}

/** What Google bills for a picture, in US dollars per million tokens. */
export interface TokenRates {
  readonly input: number;
  readonly image: number;
  readonly text: number;
}

/** A model as the user picks it; its ids differ by service and die over time. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
  readonly maxReferences: number;
  /** Left out: the service knows no size, every picture has about 1024² pixels. */
  readonly pixels: 'gemini-3' | 'gemini-2.5';
  readonly rates?: TokenRates;
  readonly offers: Readonly<Record<string, Offer>>;
  /** The model that Google names as its replacement. */
  readonly successor?: string;
  /** The day on which ids and prices were last checked. */
  readonly checked: string;
}

const tenRatios = aspectRatios.filter((ratio) => !['1:4', '4:1', '1:8', '8:1'].includes(ratio));

/** Prices of one call, whatever its size. */
function perCall(usd: number, sizes: readonly ImageSize[]): Prices {
  return Object.fromEntries(sizes.map((size) => [size, usd]));
}

const nb2Sizes: readonly ImageSize[] = ['512', '1K', '2K', '4K'];
const proSizes: readonly ImageSize[] = ['1K', '2K', '4K'];

const nb2Prices: Prices = { '512': 0.045, '1K': 0.067, '2K': 0.101, '4K': 0.151 };
const proPrices: Prices = { '1K': 0.134, '2K': 0.134, '4K': 0.24 };
const nb21Prices: Prices = { '1K': 0.0336, '2K': 0.0504, '4K': 0.1134 };
const litePrices: Prices = { '1K': 0.0336 };
const originalPrices: Prices = { '1K': 0.039 };

/**
 * The catalogue: one row a model. `offers` is keyed by the `catalogue` of a preset.
 * A new id or price is a change of a row; users add or override rows in their settings.
 */
export const models: readonly Model[] = [
  {
    id: 'nano-banana-2',
    name: 'Nano Banana 2',
    sizes: nb2Sizes,
    ratios: aspectRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    rates: { input: 0.5, image: 60, text: 3 },
    offers: {
      google: { ids: ['gemini-3.1-flash-image'], retired: ['gemini-3.1-flash-image-preview'], prices: nb2Prices },
      apiyi: {
        ids: ['gemini-3.1-flash-image', 'gemini-3.1-flash-image-preview'],
        prices: perCall(0.055, nb2Sizes),
      },
      generic: { ids: ['gemini-3.1-flash-image'], retired: ['gemini-3.1-flash-image-preview'], prices: {} },
    },
    successor: 'nano-banana-2.1',
    checked: '2026-11-22',
  },
  {
    id: 'nano-banana-pro',
    name: 'Nano Banana Pro',
    sizes: proSizes,
    ratios: tenRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    rates: { input: 2, image: 120, text: 12 },
    offers: {
      google: { ids: ['gemini-3-pro-image'], retired: ['gemini-3-pro-image-preview'], prices: proPrices },
      apiyi: { ids: ['gemini-3-pro-image', 'gemini-3-pro-image-preview'], prices: perCall(0.09, proSizes) },
      generic: { ids: ['gemini-3-pro-image'], retired: ['gemini-3-pro-image-preview'], prices: {} },
    },
    checked: '2026-11-22',
  },
  {
    id: 'nano-banana-2.1',
    name: 'Nano Banana 2.1',
    sizes: proSizes,
    ratios: aspectRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    rates: { input: 1.5, image: 30, text: 7.5 },
    offers: {
      google: { ids: ['gemini-nano-banana-2.1'], prices: nb21Prices },
      generic: { ids: ['gemini-nano-banana-2.1'], prices: {} },
    },
    checked: '2026-11-22',
  },
  {
    id: 'nano-banana-2-lite',
    name: 'Nano Banana 2 Lite',
    sizes: ['1K'],
    ratios: tenRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    rates: { input: 0.25, image: 30, text: 1.5 },
    offers: {
      google: { ids: ['gemini-3.1-flash-lite-image'], prices: litePrices },
      apiyi: { ids: ['gemini-3.1-flash-lite-image'], prices: perCall(0.025, ['1K']) },
      generic: { ids: ['gemini-3.1-flash-lite-image'], prices: {} },
    },
    checked: '2026-11-22',
  },
  {
    id: 'nano-banana',
    name: 'Nano Banana',
    sizes: ['1K'],
    ratios: tenRatios,
    maxReferences: 3,
    pixels: 'gemini-2.5',
    rates: { input: 0.3, image: 30, text: 2.5 },
    offers: {
      google: { ids: ['gemini-2.5-flash-image'], prices: originalPrices },
      apiyi: { ids: ['gemini-2.5-flash-image'], prices: perCall(0.02, ['1K']) },
      generic: { ids: ['gemini-2.5-flash-image'], prices: {} },
    },
    successor: 'nano-banana-2',
    checked: '2026-11-22',
  },
];

/** The model with this id; undefined if there is none. */
export function findModel(id: string, catalogue: readonly Model[] = models): Model | undefined {
  return catalogue.find((model) => model.id === id);
}
