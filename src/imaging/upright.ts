import type { Orientation } from './exifOrientation';

/** Where the pixels of the upright picture are in the stored one: its first one, and the steps to the next one right and down. */
interface Strides {
  readonly first: number;
  readonly right: number;
  readonly down: number;
}

/** For each orientation, with the stored picture's width and height. */
const strides: Readonly<Record<Orientation, (width: number, height: number) => Strides>> = {
  1: (width) => ({ first: 0, right: 1, down: width }),
  2: (width) => ({ first: width - 1, right: -1, down: width }),
  3: (width, height) => ({ first: width * height - 1, right: -1, down: -width }),
  4: (width, height) => ({ first: width * (height - 1), right: 1, down: -width }),
  5: (width) => ({ first: 0, right: width, down: 1 }),
  6: (width, height) => ({ first: width * (height - 1), right: -width, down: 1 }),
  7: (width, height) => ({ first: width * height - 1, right: -width, down: -1 }),
  8: (width) => ({ first: width - 1, right: width, down: -1 }),
};

/** The picture turned and mirrored, so that it is upright without EXIF data that says how to turn it. */
export function upright(stored: ImageData, orientation: Orientation): ImageData {
  if (orientation === 1) return stored;
  const isSideways = orientation >= 5;
  const [width, height] = isSideways ? [stored.height, stored.width] : [stored.width, stored.height];
  const from = new Uint32Array(stored.data.slice().buffer); // a pixel is four bytes
  const to = new Uint32Array(from.length);
  const { first, right, down } = strides[orientation](stored.width, stored.height);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 1) to[at] = from[first + x * right + y * down] ?? 0;
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}
