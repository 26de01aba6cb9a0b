import { readImage } from '../core/pictures/imageBytes';
import type { Decodable, NotShrunk } from './job';
import { obstacleIn } from './obstacle';

/** Decoding takes several times four bytes a pixel: a picture with more pixels is refused, rather than filling the memory. */
const maxPixels = 100_000_000;

/** What can be known of a picture before it is decoded, or why it is not decoded here. */
export function decodable(bytes: Uint8Array): Decodable | NotShrunk {
  const form = obstacleIn(bytes);
  if (form) return { failed: 'cannotDecode', form };
  const image = readImage(bytes);
  if (!image) return { failed: 'cannotShrink' };
  const { mime, width, height } = image;
  return width * height > maxPixels ? { failed: 'tooManyPixels', width, height } : { mime, width, height };
}
