import type { PicturesWanted } from '../../panel/calls';
import type {
  FacetsView,
  PictureFind,
  PicturePage,
  PictureView,
  Thumbnail,
  ThumbnailWanted,
} from '../../panel/pictures';
import { mostSearched } from '../../panel/pictures';
import type { PanelState } from '../../panel/state';
import type { PageActions, PageView } from '../actions';
import { arrivals } from '../announcement';
import { Grid } from './grid/grid';
import type { KeptFind } from '../filters/filter';
import { findOf } from '../filters/filter';
import type { FilterActions, FilterPageView } from '../filters/filters';
import { Filters } from '../filters/filters';
import { PictureLoader } from './pictureLoader';
import { PageThumbnails } from './thumbnails';

/** Milliseconds without a key before a screen reader is told what was found. */
const pauseMs = 500;

interface GalleryParts {
  /** Known once the page is there. */
  actions(): PageActions;
  facets(input: { readonly everywhere: boolean }): Promise<FacetsView>;
  keep(find: KeptFind): void;
  pictures(input: PicturesWanted): Promise<PicturePage>;
  thumbnail(wanted: ThumbnailWanted): Promise<Thumbnail>;
  /** Tells the user where it fails; never rejects. */
  telling(promise: Promise<void>): Promise<unknown>;
  draw(): void;
}

/** The pictures on the page: which are wanted, which are known, and which of them have an image. */
export class Gallery {
  readonly #root: HTMLElement;
  readonly #parts: GalleryParts;
  readonly #loader: PictureLoader;
  readonly #thumbnails: PageThumbnails;
  readonly #grid: Grid;
  #frame: number | undefined;
  #searched: string;
  #everywhere: boolean;
  readonly #filters: Filters;
  #revision: number | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What was asked for by the user, and not yet told to a screen reader. */
  #isAsked = false;
  #announced = '';

  constructor(root: HTMLElement, parts: GalleryParts, kept: KeptFind) {
    this.#searched = kept.words;
    this.#everywhere = kept.everywhere;
    this.#root = root;
    this.#parts = parts;
    this.#loader = new PictureLoader(
      (input) => parts.pictures(input),
      (arrived) => this.#listed(arrived),
    );
    this.#thumbnails = new PageThumbnails(
      (wanted) => parts.thumbnail(wanted),
      () => this.#drawSoon(),
    );
    this.#grid = new Grid(root, {
      actions: () => parts.actions(),
      draw: () => parts.draw(),
      more: () => parts.telling(this.#loader.more()),
      wanted: (ids) => ids.forEach((id) => void parts.telling(this.#thumbnails.ask({ of: 'picture', id }))),
    });
    const filters = {
      facets: () => parts.facets({ everywhere: this.#everywhere }),
      telling: (promise: Promise<void>) => void parts.telling(promise),
      ask: () => this.#ask(),
      draw: () => parts.draw(),
    };
    this.#filters = new Filters({ root, ...filters }, kept.filter);
    void parts.telling(this.#loader.want(this.#find())); // beside the state, which the page asks for too
  }

  get filterActions(): FilterActions {
    return this.#filters.actions;
  }

  /** What a screen reader heard last: which pictures have arrived, or how many were found. */
  get announced(): string {
    return this.#announced;
  }

  view(): Pick<PageView, 'list' | 'thumbnail' | 'selected' | 'searched' | 'everywhere' | keyof FilterPageView> {
    const { list } = this.#loader;
    const { ids } = this.#grid.selection;
    return {
      list,
      thumbnail: (id) => this.#thumbnails.of(id),
      selected: ids.size > 0 ? list.pictures.filter(({ id }) => ids.has(id)) : [],
      searched: this.#searched,
      everywhere: this.#everywhere,
      ...this.#filters.view(),
    };
  }

  follow({ pictures, composer }: PanelState): void {
    void this.#parts.telling(this.#loader.follow(pictures));
    if (pictures.revision !== this.#revision) this.#filters.follow();
    this.#revision = pictures.revision;
    for (const { id } of composer.references) void this.#parts.telling(this.#thumbnails.ask({ of: 'reference', id }));
  }

  /** To be called before the page is drawn. */
  drawing(): void {
    this.#grid.remember();
  }

  /** To be called whenever the page was drawn. */
  drawn(view: PageView): void {
    this.#grid.draw(view);
  }

  /** What was done with a picture is over; undefined: it is known no more. */
  changed(id: string, picture: PictureView | undefined): void {
    if (picture) this.#loader.replace(picture);
    else this.forgotten([id]);
  }

  /** These are known no more. */
  forgotten(ids: readonly string[]): void {
    if (ids.length > 0) this.#loader.remove(ids);
  }

  clearSelection(): void {
    this.#grid.clear();
  }

  search(words: string): void {
    this.#searched = words;
    this.#keep();
    this.#seek();
  }

  clearSearch(): void {
    this.#searched = '';
    this.#ask();
    this.#root.querySelector<HTMLElement>('#search')?.focus();
  }

  showEverywhere(everywhere: boolean): void {
    if (this.#everywhere === everywhere) return;
    this.#everywhere = everywhere;
    this.#ask();
  }

  thumbnailFailed(wanted: ThumbnailWanted, name: string): void {
    void this.#parts.telling(this.#thumbnails.fail(wanted, name));
  }

  /** Many thumbnails come at once. */
  #drawSoon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#parts.draw();
    });
  }

  #ask(): void {
    this.#keep();
    this.#filters.follow();
    this.#seek();
  }

  #keep(): void {
    this.#parts.keep({ words: this.#searched, everywhere: this.#everywhere, filter: this.#filters.filter });
  }

  #seek(): void {
    this.#isAsked = true;
    void this.#parts.telling(this.#loader.want(this.#find()));
    this.#parts.draw();
  }

  #find(): PictureFind {
    const words = this.#searched.trim().slice(0, mostSearched).toWellFormed();
    return { words, everywhere: this.#everywhere, ...findOf(this.#filters.filter) };
  }

  #listed(arrived: readonly PictureView[]): void {
    if (this.#isAsked) this.#tellFound();
    this.#isAsked = false;
    this.#announced = arrivals(arrived) || this.#announced;
    this.#parts.draw();
  }

  #tellFound(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#announced = this.#loader.list.counts?.foundText ?? this.#announced;
      this.#parts.draw();
    }, pauseMs);
  }
}
