import type { AspectRatio, ImageSize } from '../pictures/image';
import { aspectRatios, imageSizes } from '../pictures/image';
import type { Wire } from './wires';

/** US dollars for one picture of each size; none for a size whose price nobody has published. */
export type Prices = Partial<Record<ImageSize, number>>;

/** What one service sells of a model. */
export interface Offer {
  /** The ids that answer, best first. */
  readonly ids: readonly string[];
  /** Ids that were shut down, or are said to be: tried last, because some services still answer them. */
  readonly retired?: readonly string[];
  readonly prices: Prices;
  /** Sizes whose price is the user's own: it holds whatever tokens an answer names. */
  readonly ownPrices?: readonly ImageSize[];
  /** The only wires of the service that serve it; left out: all. */
  readonly wires?: readonly Wire[];
}

/** What a user says of an offer. */
export type OfferChange = Partial<Pick<Offer, 'ids' | 'retired' | 'prices' | 'wires'>>;

/** What is billed for a picture where tokens are, in US dollars per million. */
export interface TokenRates {
  readonly input: number;
  readonly image: number;
  readonly text: number;
}

/** The services that have ids and prices of their own, and `generic` for all that use the makers' ids. */
export const columns = ['google', 'apiyi', 'openrouter', 'laozhang', 'openai', 'generic'] as const;
export type Column = (typeof columns)[number];

/** Which table of pixels.ts says how large its pictures are. */
export type PixelTable = 'gemini-3' | 'gemini-2.5' | 'gpt-image' | 'diffusion';

/** A model as the user picks it; its ids differ by service and die over time. */
export interface Model {
  readonly id: string;
  readonly name: string;
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
  readonly maxReferences: number;
  readonly pixels: PixelTable;
  /** It answers with a picture and no text, and some services refuse a request that asks it for both. */
  readonly imageOnly?: boolean;
  /** It thinks, and may make drafts before the picture, which are billed with it. */
  readonly drafts?: boolean;
  /** Soft deadlines in milliseconds for sizes that take it longer than a service allows by itself. */
  readonly slowMs?: Partial<Record<ImageSize, number>>;
  readonly rates?: TokenRates;
  readonly offers: Partial<Readonly<Record<Column, Offer>>>;
  /** What the user says of single routes, by their ids; it goes before `offers`. */
  readonly routeOffers?: Readonly<Record<string, OfferChange>>;
  /** The model that Google names as its replacement. */
  readonly successor?: string;
  /** The day on which ids and prices were last checked; none for a model of the user's. */
  readonly checked?: string;
  /** The day from which its prices and rates are known to hold; a change of one is a new day. None for a model of the user's. */
  readonly pricesFrom?: string;
}

/** The models that the user can choose from: the built-in rows, changed and completed by the setting `dualtrack.models`. */
export type Catalogue = readonly Model[];

/** Prices of one call, whatever its size. */
export function perCall(usd: number, sizes: readonly ImageSize[]): Prices {
  return Object.fromEntries(sizes.map((size) => [size, usd]));
}

const nb2Sizes: readonly ImageSize[] = ['512', '1K', '2K', '4K'];
const bigSizes: readonly ImageSize[] = ['1K', '2K', '4K'];
const tenRatios = aspectRatios.filter((ratio) => !['1:4', '4:1', '1:8', '8:1'].includes(ratio));

const nb2Prices: Prices = { '512': 0.045, '1K': 0.067, '2K': 0.101, '4K': 0.151 };
const proPrices: Prices = { '1K': 0.134, '2K': 0.134, '4K': 0.24 };
const nb21Prices: Prices = { '1K': 0.0336, '2K': 0.0504, '4K': 0.1134 };
const litePrices: Prices = { '1K': 0.0336 };
const originalPrices: Prices = { '1K': 0.039 };

/** Relays serve Google's models by generateContent and by chat; their images wire is for other makers' models. */
const relayWires: readonly Wire[] = ['gemini', 'chat'];

/**
 * The built-in catalogue: one row a model. `offers` is keyed by the `catalogue` of a preset. A new id or price is a change
 * of a row. OpenRouter sells at the makers' prices and names the cost in its answers.
 */
export const models: Catalogue = [
  {
    id: 'nano-banana-2',
    name: 'Nano Banana 2',
    sizes: nb2Sizes,
    ratios: aspectRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    drafts: true,
    rates: { input: 0.5, image: 60, text: 3 },
    offers: {
      google: { ids: ['gemini-3.1-flash-image'], retired: ['gemini-3.1-flash-image-preview'], prices: nb2Prices },
      apiyi: {
        ids: ['gemini-3.1-flash-image', 'gemini-3.1-flash-image-preview'],
        prices: perCall(0.055, nb2Sizes),
        wires: relayWires,
      },
      openrouter: {
        ids: ['google/gemini-3.1-flash-image'],
        retired: ['google/gemini-3.1-flash-image-preview'],
        prices: nb2Prices,
      },
      laozhang: {
        ids: ['gemini-3.1-flash-image'],
        retired: ['gemini-3.1-flash-image-preview'],
        prices: perCall(0.055, nb2Sizes),
        wires: relayWires,
      },
      generic: { ids: ['gemini-3.1-flash-image'], retired: ['gemini-3.1-flash-image-preview'], prices: {} },
    },
    successor: 'nano-banana-2.1',
    checked: '2026-11-22',
    pricesFrom: '2026-08-18',
  },
  {
    id: 'nano-banana-pro',
    name: 'Nano Banana Pro',
    sizes: bigSizes,
    ratios: tenRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    drafts: true,
    slowMs: { '4K': 600_000 },
    rates: { input: 2, image: 120, text: 12 },
    offers: {
      google: { ids: ['gemini-3-pro-image'], retired: ['gemini-3-pro-image-preview'], prices: proPrices },
      apiyi: {
        ids: ['gemini-3-pro-image', 'gemini-3-pro-image-preview'],
        prices: perCall(0.09, bigSizes),
        wires: relayWires,
      },
      openrouter: {
        ids: ['google/gemini-3-pro-image'],
        retired: ['google/gemini-3-pro-image-preview'],
        prices: proPrices,
      },
      laozhang: {
        ids: ['gemini-3-pro-image'],
        retired: ['gemini-3-pro-image-preview'],
        prices: perCall(0.09, bigSizes),
        wires: relayWires,
      },
      generic: { ids: ['gemini-3-pro-image'], retired: ['gemini-3-pro-image-preview'], prices: {} },
    },
    checked: '2026-11-22',
    pricesFrom: '2026-08-18',
  },
  {
    id: 'nano-banana-2.1',
    name: 'Nano Banana 2.1',
    sizes: bigSizes,
    ratios: aspectRatios,
    maxReferences: 14,
    pixels: 'gemini-3',
    drafts: true,
    rates: { input: 1.5, image: 30, text: 7.5 },
    offers: {
      google: { ids: ['gemini-nano-banana-2.1'], prices: nb21Prices },
      openrouter: { ids: ['google/gemini-nano-banana-2.1'], prices: nb21Prices },
      laozhang: { ids: ['gemini-nano-banana-2.1'], prices: perCall(0.045, bigSizes), wires: relayWires },
      generic: { ids: ['gemini-nano-banana-2.1'], prices: {} },
    },
    checked: '2026-11-22',
    pricesFrom: '2026-10-07',
  },
  {
    id: 'nano-banana-2-lite',
    name: 'Nano Banana 2 Lite',
    sizes: ['1K'],
    ratios: tenRatios, // its card lists all 14; live it refused 1:4, 4:1, 1:8 and 8:1
    maxReferences: 14,
    pixels: 'gemini-3',
    drafts: true,
    rates: { input: 0.25, image: 30, text: 1.5 },
    offers: {
      google: { ids: ['gemini-3.1-flash-lite-image'], prices: litePrices },
      apiyi: { ids: ['gemini-3.1-flash-lite-image'], prices: perCall(0.025, ['1K']), wires: relayWires },
      openrouter: { ids: ['google/gemini-3.1-flash-lite-image'], prices: litePrices },
      laozhang: { ids: ['gemini-3.1-flash-lite-image'], prices: perCall(0.025, ['1K']), wires: relayWires },
      generic: { ids: ['gemini-3.1-flash-lite-image'], prices: {} },
    },
    checked: '2026-11-22',
    pricesFrom: '2026-08-18',
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
      apiyi: { ids: ['gemini-2.5-flash-image'], prices: perCall(0.02, ['1K']), wires: relayWires },
      openrouter: { ids: ['google/gemini-2.5-flash-image'], prices: originalPrices },
      laozhang: { ids: ['gemini-2.5-flash-image'], prices: perCall(0.02, ['1K']), wires: relayWires },
      generic: { ids: ['gemini-2.5-flash-image'], prices: {} },
    },
    successor: 'nano-banana-2',
    checked: '2026-11-22',
    pricesFrom: '2026-08-18',
  },
  // OpenAI's own model, for those who want it: never a stand-in for a Nano Banana, so it succeeds none and none succeeds it
  {
    id: 'gpt-image',
    name: 'GPT Image',
    sizes: bigSizes,
    ratios: tenRatios, // its pictures are at most three times as long as wide
    maxReferences: 16,
    pixels: 'gpt-image',
    imageOnly: true,
    rates: { input: 8, image: 30, text: 0 }, // input is 5 for words and 8 for pictures: references outweigh the words
    offers: {
      openai: { ids: ['gpt-image-2.5-sunburst', 'gpt-image-2'], prices: {} }, // billed by tokens, which vary by quality
      generic: { ids: ['gpt-image-2.5-sunburst', 'gpt-image-2'], prices: {}, wires: ['images'] },
    },
    checked: '2026-11-22',
    pricesFrom: '2026-11-22',
  },
];

/** An offer as the user changed it: ids of their own take the place of all others, prices go before ours size by size. */
export function withChanges(offer: Offer | undefined, change: OfferChange | undefined): Offer | undefined {
  if (!change) return offer;
  const prices = { ...offer?.prices, ...change.prices };
  const ownPrices = imageSizes.filter(
    (size) => offer?.ownPrices?.includes(size) || change.prices?.[size] !== undefined,
  );
  const own = ownPrices.length > 0 ? { ownPrices } : {};
  if (!change.ids) return offer && { ...offer, ...change, ids: offer.ids, prices, ...own };
  const served = change.wires ?? offer?.wires;
  return { ids: change.ids, retired: change.retired ?? [], prices, ...own, ...(served ? { wires: served } : {}) };
}

/** The model with this id; undefined if there is none. */
export function findModel(id: string, catalogue: Catalogue = models): Model | undefined {
  return catalogue.find((model) => model.id === id);
}
