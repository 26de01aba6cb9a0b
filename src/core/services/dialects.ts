import type { AspectRatio, ImageSize } from '../pictures/image';
import { aspectRatios, imageSizes } from '../pictures/image';
import type { Wire } from './wires';

/** How a request on the chat wire, which has no standard for them, names size and ratio. */
export const chatDialects = [
  'none',
  'prompt',
  'system_message',
  'image_config',
  'openrouter_chat',
  'extra_body_google',
] as const;
export type ChatDialect = (typeof chatDialects)[number];

/** How a request on the images wire names size and ratio. */
export const imagesDialects = ['none', 'size', 'size_standard', 'aspect_ratio', 'openrouter_images'] as const;
export type ImagesDialect = (typeof imagesDialects)[number];

/** `native`: the wire itself has fields for them. */
export type SizeDialect = 'native' | ChatDialect | ImagesDialect;

/** The dialects of each wire. Where there are several, a route can name one with its setting `sizeDialect`. */
export const dialectsOf: Readonly<Record<Wire, readonly SizeDialect[]>> = {
  gemini: ['native'],
  chat: chatDialects,
  images: imagesDialects,
  placeholder: ['native'],
};

/** What can be asked for in a dialect. */
export interface SizesAndRatios {
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

const all: SizesAndRatios = { sizes: imageSizes, ratios: aspectRatios };
/** When asked for nothing, every model makes pictures of 1K, and square ones as far as is known. */
const defaults: SizesAndRatios = { sizes: ['1K'], ratios: ['1:1'] };
const ratioOnly: SizesAndRatios = { sizes: ['1K'], ratios: aspectRatios };

export const sizesAndRatios: Readonly<Record<SizeDialect, SizesAndRatios>> = {
  native: all,
  none: defaults,
  prompt: ratioOnly,
  system_message: ratioOnly,
  image_config: all,
  openrouter_chat: all,
  extra_body_google: all,
  size: all,
  /** The three sizes that every model of OpenAI's takes: 1024x1024, 1536x1024, 1024x1536. */
  size_standard: { sizes: ['1K'], ratios: ['1:1', '3:2', '2:3'] },
  aspect_ratio: all,
  openrouter_images: { sizes: ['1K', '2K', '4K'], ratios: aspectRatios },
};
