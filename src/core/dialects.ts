import type { AspectRatio, ImageSize } from './image';
import { aspectRatios, imageSizes } from './image';
import type { Wire } from './presets';

/** How size and ratio are told on the chat wire, where there is no standard. */
export const chatDialects = [
  'none',
  'prompt',
  'system_message',
  'image_config',
  'openrouter_chat',
  'extra_body_google',
] as const;
export type ChatDialect = (typeof chatDialects)[number];

/** How size and ratio are told on the images wire. */
export const imagesDialects = ['none', 'size', 'size_standard', 'aspect_ratio', 'openrouter_images'] as const;
export type ImagesDialect = (typeof imagesDialects)[number];

/** `native`: the wire itself has fields for them. */
export type SizeDialect = 'native' | ChatDialect | ImagesDialect;

/** What a wire can be told in. Where a user may choose, the choice stands in the setting `sizeDialect` of a route. */
export const dialectsOf: Readonly<Record<Wire, readonly SizeDialect[]>> = {
  gemini: ['native'],
  chat: chatDialects,
  images: imagesDialects,
  placeholder: ['native'],
};

/** What can be asked for in a dialect. */
export interface Tellable {
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

const all: Tellable = { sizes: imageSizes, ratios: aspectRatios };
/** Untold, every model makes pictures of 1K, and square ones as far as anything is known. */
const untold: Tellable = { sizes: ['1K'], ratios: ['1:1'] };
const ratioOnly: Tellable = { sizes: ['1K'], ratios: aspectRatios };

export const tellable: Readonly<Record<SizeDialect, Tellable>> = {
  native: all,
  none: untold,
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
