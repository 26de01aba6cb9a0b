import type { ImagesDialect } from '../../core/dialects';
import { imagesDialects } from '../../core/dialects';
import { expectedPixels, tellsSize } from '../../core/pixels';
import type { AttemptCall } from '../../core/provider';
import { dialectOf } from '../../core/route';

type Call = Pick<AttemptCall, 'request' | 'model'>;
type Fields = Readonly<Record<string, string>>;

/** The images dialect of the call's route. */
export function imagesDialectOf({ route }: Pick<AttemptCall, 'route'>): ImagesDialect {
  const name = dialectOf(route);
  return imagesDialects.find((known) => known === name) ?? 'none';
}

/** The fields that tell size and ratio in a dialect. */
export const sizeFields: Readonly<Record<ImagesDialect, (call: Call) => Fields>> = {
  none: () => ({}),
  size: ({ request: { size, ratio }, model }) => {
    const { width, height } = expectedPixels(model, size, ratio);
    return { size: `${width}x${height}` };
  },
  size_standard: ({ request: { ratio } }) => ({ size: standardSizes[ratio] ?? 'auto' }),
  aspect_ratio: ({ request: { size, ratio }, model }) => ({
    aspect_ratio: ratio,
    ...(tellsSize(model) ? { image_size: size === '512' ? '512px' : size } : {}),
  }),
  openrouter_images: ({ request: { size, ratio }, model }) => ({
    aspect_ratio: ratio,
    ...(tellsSize(model) ? { resolution: size } : {}),
  }),
};

const standardSizes: Fields = { '1:1': '1024x1024', '3:2': '1536x1024', '2:3': '1024x1536' };
