import type { DetailsView, LargePictureView } from '../../panel/details';
import type { Thumbnail, ThumbnailWanted } from '../../panel/pictures';
import type { PanelState } from '../../panel/state';
import { PageThumbnails } from '../pictures/thumbnails';
import type { LoadedImage } from './largeImage';
import { LargeImage } from './largeImage';
import { Stage } from './stage';
import type { ZoomStep } from './zoom';
import { stepOfKey } from './zoom';

/** From so many pixels on there is room for the details beside the pictures; else they are over them. */
const roomForBoth = '(min-width: 900px)';

/** The picture whose details are shown, as far as it is known. */
export interface ShownDetails {
  readonly id: string;
  /** It covers the page, and is left before anything else is done. */
  readonly isOver: boolean;
  /** Undefined: it is on its way. */
  readonly view: DetailsView | undefined;
  /** The address of the picture as it is; undefined: it is not there, or not yet. */
  readonly src: string | undefined;
  /** What is to be said of that, in a sentence; '' for nothing. */
  readonly note: string;
  /** By the id of the picture or of a source. */
  readonly thumbnail: (id: string) => Thumbnail | undefined;
}

interface DetailsParts {
  details(pictureId: string): Promise<{ readonly details?: DetailsView | undefined }>;
  largePicture(pictureId: string): Promise<LargePictureView>;
  thumbnail(wanted: ThumbnailWanted): Promise<Thumbnail>;
  /** Tells the user where it fails. */
  telling(promise: Promise<void>): void;
  /** Remembers which picture it is over a reload; undefined: none. */
  keep(pictureId: string | undefined): void;
  draw(): void;
  /** Puts the focus to where it belongs when what had it is gone. */
  focusElsewhere(): void;
}

/** The details of one picture on the page, and the picture in them. */
export class Details {
  readonly #root: HTMLElement;
  readonly #parts: DetailsParts;
  readonly #thumbnails: PageThumbnails;
  readonly #room = matchMedia(roomForBoth);
  #large: LargeImage;
  #id: string | undefined;
  #view: DetailsView | undefined;
  /** The pictures are others; what is shown is asked for again then. */
  #revision: number | undefined;
  #stage: Stage | undefined;
  /** What had the focus before. */
  #before: Element | null = null;
  #takesFocus = false;

  constructor(root: HTMLElement, parts: DetailsParts) {
    this.#root = root;
    this.#parts = parts;
    this.#thumbnails = new PageThumbnails(
      (wanted) => parts.thumbnail(wanted),
      () => parts.draw(),
    );
    this.#large = this.#newImage();
    this.#room.addEventListener('change', () => parts.draw());
    document.addEventListener('keydown', (event) => this.#onKey(event));
  }

  view(): ShownDetails | undefined {
    if (this.#id === undefined) return undefined;
    return {
      id: this.#id,
      isOver: !this.#room.matches,
      view: this.#view,
      src: this.#large.src,
      note: this.#large.note,
      thumbnail: (id) => this.#thumbnails.of(id),
    };
  }

  /** Shows a picture, or none any more. */
  show(id: string | undefined): void {
    if (id === this.#id) return;
    if (id === undefined) return this.#close();
    if (this.#id === undefined) this.#before = document.activeElement;
    this.#takesFocus = !this.#room.matches || this.#holds(document.activeElement);
    this.#id = id;
    this.#view = undefined;
    this.#large = this.#newImage();
    this.#parts.keep(id);
    this.#parts.draw();
    this.#ask({ of: 'picture', id });
    this.#parts.telling(this.#load(id));
  }

  follow({ pictures: { revision } }: PanelState): void {
    if (this.#revision === revision) return;
    this.#revision = revision;
    this.again();
  }

  /** Something was done with the picture. */
  again(): void {
    if (this.#id !== undefined && this.#view) this.#parts.telling(this.#load(this.#id));
  }

  /** To be called whenever the page was drawn. */
  drawn(): void {
    const element = this.#root.querySelector<HTMLElement>('.stage');
    const image = element?.querySelector('img');
    if (element !== this.#stage?.element || !image) {
      this.#stage?.dispose();
      this.#stage =
        element && image ? new Stage(element, image, this.#pixels(), (scale) => this.#say(scale)) : undefined;
    }
    this.#stage?.setPicture(this.#pixels());
    if (!this.#takesFocus) return;
    this.#takesFocus = false;
    this.#root.querySelector<HTMLElement>('.about')?.focus();
  }

  zoom(step: ZoomStep): void {
    this.#stage?.zoom(step);
  }

  thumbnailFailed(wanted: ThumbnailWanted, name: string): void {
    this.#parts.telling(this.#thumbnails.fail(wanted, name));
  }

  /** Both at once; the picture can take longer. */
  async #load(id: string): Promise<void> {
    this.#parts.telling(this.#large.load(() => this.#parts.largePicture(id)));
    const { details } = await this.#parts.details(id);
    if (this.#id !== id) return;
    if (!details) return this.#close();
    this.#view = details;
    for (const source of details.sources) this.#ask({ of: 'source', id: source.id });
    this.#parts.draw();
  }

  #ask(wanted: ThumbnailWanted): void {
    this.#parts.telling(this.#thumbnails.ask(wanted));
  }

  #close(): void {
    const hadFocus = this.#holds(document.activeElement) || !this.#room.matches;
    this.#id = undefined;
    this.#view = undefined;
    this.#parts.keep(undefined);
    this.#parts.draw();
    if (!hadFocus) return;
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
    else this.#parts.focusElsewhere();
    this.#before = null;
  }

  #newImage(): LargeImage {
    const image: LargeImage = new LargeImage(() => {
      if (image === this.#large) this.#parts.draw();
    }, decoded);
    return image;
  }

  /** Of the picture as it is, else as the history has it. */
  #pixels(): readonly [number, number] {
    return this.#large.pixels ?? [this.#view?.width ?? 0, this.#view?.height ?? 0];
  }

  /** Also while nothing else is drawn. */
  #say(scale: number): void {
    const place = this.#root.querySelector('.zoom-scale');
    if (place) place.textContent = `${Math.round(scale * 100)}%`;
  }

  #holds(element: Element | null): boolean {
    return element?.closest('.about') != null;
  }

  #onKey(event: KeyboardEvent): void {
    const isHere = this.#holds(event.target instanceof Element ? event.target : null);
    if (this.#id === undefined || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || (!isHere && this.#room.matches)) return;
    const step = stepOfKey(event.key);
    if (event.key === 'Escape') this.#close();
    else if (step && isHere) this.zoom(step);
    else return;
    event.preventDefault();
  }
}

async function decoded(src: string): Promise<LoadedImage> {
  const image = new Image();
  image.src = src;
  await image.decode();
  return { width: image.naturalWidth, height: image.naturalHeight };
}
