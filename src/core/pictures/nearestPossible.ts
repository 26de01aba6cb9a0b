import type { AspectRatio, ImageSize } from './image';
import { imageSizes } from './image';

/** A size and a ratio, as they are asked for. */
interface Wanted {
  readonly size: ImageSize;
  readonly ratio: AspectRatio;
}

/** What a model can do, sizes from small to large. */
interface Possible {
  readonly sizes: readonly ImageSize[];
  readonly ratios: readonly AspectRatio[];
}

/**
 * What is asked of a model that can do something else: the next smaller size, else its smallest, and the same ratio, else a
 * square, else its first. Where it can do nothing, all stays.
 */
export function nearestPossible({ size, ratio }: Wanted, { sizes, ratios }: Possible): Wanted {
  const rank = (one: ImageSize): number => imageSizes.indexOf(one);
  return {
    size: sizes.findLast((one) => rank(one) <= rank(size)) ?? sizes[0] ?? size,
    ratio: [ratio, '1:1' as const].find((one) => ratios.includes(one)) ?? ratios[0] ?? ratio,
  };
}
