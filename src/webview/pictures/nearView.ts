/** How far below and above what is seen an element counts as near, in pixels. */
const margin = 1_000;

/** Tells of elements that come near to what is seen, each once. */
export class NearView {
  readonly #observer: IntersectionObserver;
  readonly #watched = new WeakSet<Element>();

  constructor(onNear: (element: Element) => void) {
    const tell = (entries: readonly IntersectionObserverEntry[]): void => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        this.#observer.unobserve(target);
        onNear(target);
      }
    };
    // without a root of its own, a page in a frame has no margin
    this.#observer = new IntersectionObserver(tell, { root: document, rootMargin: `${margin}px 0px` });
  }

  /** Watches those too that it does not know yet. */
  watch(elements: Iterable<Element>): void {
    for (const element of elements) {
      if (this.#watched.has(element)) continue;
      this.#watched.add(element);
      this.#observer.observe(element);
    }
  }
}
