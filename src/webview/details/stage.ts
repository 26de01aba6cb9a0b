import type { Pair, Shown, Zoom, ZoomStep } from './zoom';
import { fit, scrolled, sizeAt, stepped, turned } from './zoom';

/** Lines of a wheel that does not tell pixels. */
const linePixels = 20;

/** A picture on the page that can be made larger and moved: `element` holds it, and its image. */
export class Stage {
  readonly #element: HTMLElement;
  readonly #image: HTMLImageElement;
  readonly #onZoom: (scale: number) => void;
  readonly #observer = new ResizeObserver(() => this.#lay());
  #picture: Pair;
  #zoom: Zoom = { scale: 1, isFit: true };

  /** `picture`: its width and height, as far as they are known. */
  constructor(element: HTMLElement, image: HTMLImageElement, picture: Pair, onZoom: (scale: number) => void) {
    this.#element = element;
    this.#image = image;
    this.#picture = picture;
    this.#onZoom = onZoom;
    this.#observer.observe(element);
    element.addEventListener('wheel', (event) => this.#turn(event), { passive: false });
    element.addEventListener('pointerdown', (event) => this.#drag(event));
    this.#shape();
  }

  get element(): HTMLElement {
    return this.#element;
  }

  /** The picture itself is there, and says how large it is. */
  setPicture(picture: Pair): void {
    if (picture[0] === this.#picture[0] && picture[1] === this.#picture[1]) return;
    this.#picture = picture;
    this.#shape();
  }

  zoom(step: ZoomStep): void {
    const [width, height] = this.#shown().room;
    this.#to(stepped(this.#zoom, step, this.#shown()), [width / 2, height / 2]);
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  /** As high as the whole picture needs, and so never another height when it is zoomed. */
  #shape(): void {
    const [width, height] = this.#picture;
    if (width > 0 && height > 0) {
      this.#element.style.aspectRatio = `${width} / ${height}`;
      this.#element.style.setProperty('--own-height', `${Math.max(160, height / devicePixelRatio)}px`);
    }
    this.#lay();
  }

  /** The room is another, or what is in it. */
  #lay(): void {
    const shown = this.#shown();
    if (this.#zoom.isFit) this.#zoom = fit(shown);
    this.#draw(shown);
  }

  #to(zoom: Zoom, point: Pair): void {
    const { scrollLeft, scrollTop } = this.#element;
    const shown = this.#shown();
    const [before, after] = [sizeAt(this.#zoom, shown), sizeAt(zoom, shown)];
    this.#zoom = zoom;
    this.#draw(shown);
    const [left, top] = scrolled([scrollLeft, scrollTop], point, shown.room, before, after);
    this.#element.scrollTo({ left, top, behavior: 'instant' });
  }

  /** By properties: the page allows no style in its text. */
  #draw(shown: Shown): void {
    const [width, height] = sizeAt(this.#zoom, shown);
    this.#image.style.width = `${width}px`;
    this.#image.style.height = `${height}px`;
    this.#element.toggleAttribute('data-fit', this.#zoom.isFit);
    this.#element.toggleAttribute('data-pixels', this.#zoom.scale > 1);
    this.#onZoom(this.#zoom.scale);
  }

  #shown(): Shown {
    const { clientWidth, clientHeight } = this.#element;
    return { room: [clientWidth, clientHeight], picture: this.#picture, ratio: devicePixelRatio };
  }

  /** Two fingers on a pad are a wheel with Ctrl, whose steps are finer. */
  #turn(event: WheelEvent): void {
    event.preventDefault();
    const { left, top } = this.#element.getBoundingClientRect();
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : linePixels);
    const zoom = turned(this.#zoom, event.ctrlKey ? 3 * pixels : pixels, this.#shown());
    this.#to(zoom, [event.clientX - left, event.clientY - top]);
  }

  /** Fingers move what can be scrolled already. */
  #drag(down: PointerEvent): void {
    if (down.button !== 0 || down.pointerType === 'touch' || this.#zoom.isFit) return;
    const { scrollLeft, scrollTop } = this.#element;
    const move = (event: PointerEvent): void => {
      this.#element.scrollLeft = scrollLeft + down.clientX - event.clientX;
      this.#element.scrollTop = scrollTop + down.clientY - event.clientY;
    };
    const end = (): void => this.#element.removeEventListener('pointermove', move);
    this.#element.setPointerCapture(down.pointerId);
    this.#element.addEventListener('pointermove', move);
    this.#element.addEventListener('lostpointercapture', end, { once: true });
  }
}
