/** Width and height, or a place. */
export type Pair = readonly [x: number, y: number];

/** How large a picture is shown: `scale` pixels of the screen for one of its own. */
export interface Zoom {
  readonly scale: number;
  /** The whole of it is shown, also when there is more room or less. */
  readonly isFit: boolean;
}

export type ZoomStep = 'in' | 'out' | 'fit' | 'actual';

/** What is shown, and where: the room is in pixels of the page, of which one is `ratio` of the screen; the picture is in its own. */
export interface Shown {
  readonly room: Pair;
  readonly picture: Pair;
  readonly ratio: number;
}

const stops = [0.05, 0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16];
const largest = 16;
/** So many pixels of a wheel double the picture, or halve it. */
const wheelPixels = 300;

/** The whole of the picture, and never larger than it is. */
export function fit({ room, picture, ratio }: Shown): Zoom {
  const [wide, high] = [0, 1].map((at) => ((room[at] ?? 0) * ratio) / Math.max(1, picture[at] ?? 0));
  return { scale: Math.min(1, wide ?? 1, high ?? 1), isFit: true };
}

/** One step larger or smaller, the whole, or one pixel of the screen for each of the picture's. */
export function stepped({ scale }: Zoom, step: ZoomStep, shown: Shown): Zoom {
  switch (step) {
    case 'fit':
      return fit(shown);
    case 'actual':
      return scaledTo(1, shown);
    case 'in':
      return scaledTo(stops.find((stop) => stop > scale * 1.001) ?? largest, shown);
    case 'out':
      return scaledTo(stops.findLast((stop) => stop < scale * 0.999) ?? 0, shown);
  }
}

/** As far as a wheel was turned; down is smaller. */
export function turned({ scale }: Zoom, pixels: number, shown: Shown): Zoom {
  return scaledTo(scale * 2 ** (-pixels / wheelPixels), shown);
}

/** Between the whole picture and the largest. 100% is where the whole one is larger than the room too. */
function scaledTo(scale: number, shown: Shown): Zoom {
  const whole = fit(shown);
  return scale <= whole.scale ? whole : { scale: Math.min(scale, largest), isFit: false };
}

/** How large the picture is on the page. */
export function sizeAt({ scale }: Zoom, { picture, ratio }: Shown): Pair {
  return [(picture[0] * scale) / ratio, (picture[1] * scale) / ratio];
}

/**
 * Where to scroll to, so that what is at `point` of the room stays there when the picture gets from one size to another. `scroll`: where
 * it is now. A picture that is smaller than the room is in its middle.
 */
export function scrolled(scroll: Pair, point: Pair, room: Pair, before: Pair, after: Pair): Pair {
  const along = (at: 0 | 1): number => {
    const share = (scroll[at] + point[at] - marginOf(room[at], before[at])) / Math.max(1, before[at]);
    const place = share * after[at] + marginOf(room[at], after[at]) - point[at];
    return Math.max(0, Math.min(place, after[at] - room[at]));
  };
  return [along(0), along(1)];
}

function marginOf(room: number, size: number): number {
  return Math.max(0, (room - size) / 2);
}

/** What a key does; undefined: nothing. */
export function stepOfKey(key: string): ZoomStep | undefined {
  const steps: Readonly<Record<string, ZoomStep>> = { '+': 'in', '=': 'in', '-': 'out', '0': 'fit', '1': 'actual' };
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}
