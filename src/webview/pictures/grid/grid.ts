import { render } from 'lit';
import type { PageActions, PageView } from '../../actions';
import { GridInput } from './gridInput';
import { GridWindow } from './gridWindow';
import { byDay } from '../pictureList';
import type { Row } from '../rows';
import { emptyLayout, layOut } from '../rows';
import type { Selection } from '../selection';
import { cleared, kept, nothingSelected } from '../selection';
import { gridRows } from './tiles';

/** Milliseconds between two looks at which thumbnails are wanted, while it is scrolled. */
const lookMs = 100;

/** Milliseconds after which pictures that could not be loaded are asked for again. */
const againMs = 2_000;

export interface GridParts {
  actions(): PageActions;
  /** Draws the whole page. */
  draw(): void;
  /** Loads the next pictures; resolves when they are there or cannot be had. */
  more(): Promise<unknown>;
  /** These are near, and have no thumbnail yet. */
  wanted(ids: readonly string[]): void;
}

/** Draws the pictures near what is seen into the page's `.grid`, and takes what the user does there. */
export class Grid {
  readonly #root: HTMLElement;
  readonly #parts: GridParts;
  readonly #window: GridWindow;
  #view: PageView | undefined;
  #layout = emptyLayout;
  /** What the layout was made of. */
  #laidOut: readonly [pictures: unknown, width: number, height: number] | undefined;
  #selection = nothingSelected;
  #isLoading = false;
  #look: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, parts: GridParts) {
    this.#root = root;
    this.#parts = parts;
    this.#window = new GridWindow(() => this.#render());
    // in a frame of its own: what is drawn then makes the page higher again
    const resizes = new ResizeObserver(() => requestAnimationFrame(() => this.#place()));
    resizes.observe(root);
    new GridInput(root, {
      actions: () => parts.actions(),
      layout: () => this.#layout,
      selection: () => this.#selection,
      select: (selection) => this.#select(selection),
    });
  }

  get selection(): Selection {
    return this.#selection;
  }

  /** To be called before the page is drawn. */
  remember(): void {
    this.#window.remember();
  }

  /** The page was drawn. */
  draw(view: PageView): void {
    this.#view = view;
    this.#place();
  }

  /** Nothing is selected any more; the focus comes back to where it was. */
  clear(): void {
    this.#focus(); // before what has it is gone
    this.#select(cleared(this.#selection));
  }

  #select(selection: Selection): void {
    const before = this.#selection;
    this.#selection = selection;
    if (selection.ids === before.ids) this.#place();
    else this.#parts.draw();
  }

  #place(): void {
    const [element, view] = [this.#element, this.#view];
    if (!element || !view) return;
    const { top, width } = element.getBoundingClientRect();
    this.#layOut(view, Math.floor(width));
    element.style.height = `${this.#layout.height}px`;
    const { current } = this.#selection;
    const pinned = current === undefined ? undefined : this.#layout.rowOf.get(current);
    this.#window.show(this.#layout, top + window.scrollY, pinned, current);
    this.#render();
  }

  #layOut({ list, tileHeight }: PageView, width: number): void {
    const now = [list.pictures, width, tileHeight] as const;
    if (this.#laidOut?.every((part, index) => part === now[index])) return;
    this.#laidOut = now;
    const { order } = this.#layout;
    this.#layout = layOut(byDay(list), width, tileHeight);
    this.#selection = kept(this.#selection, order, this.#layout.order);
  }

  #render(): void {
    const [element, view] = [this.#element, this.#view];
    if (!element || !view) return;
    const layout = this.#layout;
    const rows = this.#window.drawn.flatMap((index) => layout.rows[index] ?? []);
    const { isAtEnd } = this.#window; // to ask after the tiles have changed would lay the page out at once
    const hasFocus = element.contains(document.activeElement);
    const look = { layout, view, selection: this.#selection, actions: this.#parts.actions() };
    render(gridRows(rows, { ...look, stop: this.#stop(hasFocus) }), element);
    if (hasFocus && !element.contains(document.activeElement)) this.#focus();
    if (isAtEnd) this.#loadMore(view.list.next);
    this.#want(rows);
  }

  get #element(): HTMLElement | undefined {
    return this.#root.querySelector<HTMLElement>('.grid') ?? undefined;
  }

  /** The picture that the Tab key comes to: where it was, or what is seen. */
  #stop(hasFocus: boolean): string | undefined {
    const { rows, rowOf } = this.#layout;
    const { current } = this.#selection;
    const row = rowOf.get(current ?? '');
    if (row !== undefined && (hasFocus || this.#window.sees(row))) return current;
    const first = rows.slice(this.#window.first, this.#window.first + 2).find(({ kind }) => kind === 'tiles');
    return first?.kind === 'tiles' ? first.tiles[0]?.picture.id : undefined;
  }

  #focus(): void {
    const { current } = this.#selection;
    const tile = this.#element?.querySelector(`[data-picture="${CSS.escape(current ?? '')}"] .thumbnail`);
    if (tile instanceof HTMLElement) tile.focus({ preventScroll: true });
  }

  /** Where that fails, it is tried again a moment later, when something is drawn: what tells of it draws at once. */
  #loadMore(cursor: string | undefined): void {
    if (this.#isLoading || cursor === undefined) return;
    this.#isLoading = true;
    void this.#parts.more().finally(() => {
      const next = this.#view?.list.next;
      if (next === cursor) return void setTimeout(() => (this.#isLoading = false), againMs);
      this.#isLoading = false;
      if (this.#window.isAtEnd) this.#loadMore(next);
    });
  }

  /** What has only passed by is not asked for. */
  #want(rows: readonly Row[]): void {
    const wanted = rows.flatMap(idsOf).filter((id) => !this.#view?.thumbnail(id));
    if (wanted.length === 0) return;
    if (!this.#window.isScrolling) return this.#parts.wanted(wanted);
    this.#look ??= setTimeout(() => {
      this.#look = undefined;
      this.#parts.wanted(this.#window.drawn.flatMap((index) => idsOf(this.#layout.rows[index])));
    }, lookMs);
  }
}

function idsOf(row: Row | undefined): string[] {
  return row?.kind === 'tiles' ? row.tiles.map(({ picture }) => picture.id) : [];
}
