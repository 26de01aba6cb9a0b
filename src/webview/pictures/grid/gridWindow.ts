import type { VirtualizerOptions } from '@tanstack/virtual-core';
import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import type { Layout } from '../rows';
import { emptyLayout, rowAt } from '../rows';

/** How far below and above what is seen rows are drawn, and the next pictures loaded, in pixels. */
const drawnMargin = 500;
const loadedMargin = 1_500;

/** Which rows of the grid are near what is seen of the page, which scrolls as a whole; what is seen stays where it is. */
export class GridWindow {
  readonly #onChange: () => void;
  readonly #virtualizer: Virtualizer<Window, HTMLElement>;
  #layout = emptyLayout;
  /** Where the grid begins on the page. */
  #top = 0;
  #pinned: number | undefined;
  /** How far the page was scrolled before it was drawn. */
  #scrolled: number | undefined;

  /** `onChange`: other rows are near, or the page does not scroll any more. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#virtualizer = new Virtualizer(this.#options());
    this.#virtualizer._willUpdate();
  }

  get isScrolling(): boolean {
    return this.#virtualizer.isScrolling;
  }

  /** Whether the end of the grid is near what is seen. */
  get isAtEnd(): boolean {
    return this.#top + this.#layout.height < window.scrollY + window.innerHeight + loadedMargin;
  }

  /** The indexes of the rows to be drawn, in their order. */
  get drawn(): readonly number[] {
    return this.#virtualizer.getVirtualIndexes();
  }

  /** Whether a row is seen, at least in part. */
  sees(index: number): boolean {
    const row = this.#layout.rows[index];
    const top = this.#top + (row?.top ?? 0);
    return row !== undefined && top + row.height > window.scrollY && top < window.scrollY + window.innerHeight;
  }

  /** The index of the first row that is seen. */
  get first(): number {
    return rowAt(this.#layout, window.scrollY - this.#top);
  }

  /** To be called before the page is drawn: what is shorter then may be scrolled less. */
  remember(): void {
    this.#scrolled = window.scrollY;
  }

  /**
   * The grid is drawn with another layout or has moved: scrolls so that the picture of before is seen where it was. `pinned`: the row
   * that is drawn wherever it is; `steady`: the picture that stays in its place rather than the first that is seen.
   */
  show(layout: Layout, top: number, pinned: number | undefined, steady: string | undefined): void {
    const scroll = this.#steadyScroll(layout, top, steady);
    this.#scrolled = undefined;
    if (layout === this.#layout && top === this.#top && pinned === this.#pinned) return;
    this.#layout = layout;
    this.#top = top;
    this.#pinned = pinned;
    this.#virtualizer.setOptions(this.#options());
    if (scroll === undefined || Math.abs(scroll - window.scrollY) < 1) return;
    window.scrollTo({ top: scroll, behavior: 'instant' });
    this.#virtualizer.scrollOffset = window.scrollY; // the event comes too late for what is drawn now
  }

  /** Undefined: where the page begins or a picture of before is not there any more, nothing has to stay. */
  #steadyScroll(layout: Layout, top: number, steady: string | undefined): number | undefined {
    const before = this.#layout;
    const seen = (this.#scrolled ?? window.scrollY) - this.#top;
    if (seen <= 0 || (layout === before && top === this.#top)) return undefined;
    const isSeen = (id: string): boolean => {
      const row = before.rows[before.rowOf.get(id) ?? -1];
      return row !== undefined && row.top + row.height > seen && row.top < seen + window.innerHeight;
    };
    const anchor =
      steady !== undefined && isSeen(steady) && layout.rowOf.has(steady) ? steady : firstThere(before, layout, seen);
    if (anchor === undefined) return undefined;
    const [was, is] = [topOf(before, anchor), topOf(layout, anchor)];
    return top + is + (seen - was);
  }

  #options(): VirtualizerOptions<Window, HTMLElement> {
    const { rows } = this.#layout;
    const height = rows.find(({ kind }) => kind === 'tiles')?.height ?? drawnMargin;
    return {
      count: rows.length,
      getScrollElement: () => window,
      estimateSize: (index) => rows[index]?.height ?? 0,
      getItemKey: (index) => rows[index]?.key ?? index,
      scrollMargin: this.#top,
      overscan: Math.ceil(drawnMargin / height),
      rangeExtractor: (range) => withPinned(defaultRangeExtractor(range), this.#pinned),
      initialOffset: () => window.scrollY,
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      scrollToFn: windowScroll,
      onChange: () => this.#onChange(),
    };
  }
}

function withPinned(indexes: number[], pinned: number | undefined): number[] {
  if (pinned === undefined || indexes.includes(pinned)) return indexes;
  return [...indexes, pinned].sort((one, other) => one - other);
}

/** The first picture that was seen from its top on, and is there yet. */
function firstThere(before: Layout, now: Layout, seen: number): string | undefined {
  const cut = rowAt(before, seen);
  const start = (before.rows[cut]?.top ?? 0) < seen && cut < before.rows.length - 1 ? cut + 1 : cut;
  for (let index = start; index < before.rows.length; index += 1) {
    const row = before.rows[index];
    const tile = row?.kind === 'tiles' ? row.tiles.find(({ picture }) => now.rowOf.has(picture.id)) : undefined;
    if (tile) return tile.picture.id;
  }
  return undefined;
}

function topOf({ rows, rowOf }: Layout, id: string): number {
  return rows[rowOf.get(id) ?? -1]?.top ?? 0;
}
