/** How far below and above what is seen an element counts as near, and from where on as far, in pixels. */
const nearMargin = 1_000;
const farMargin = 1_500;

/** Tells of elements that come near to what is seen, each once, and of those that go far from it. */
export class NearView {
  readonly #near: Watcher;
  readonly #far: Watcher;

  constructor(onNear: (element: Element) => void, onFar: (element: Element) => void) {
    this.#near = new Watcher(nearMargin, true, onNear);
    this.#far = new Watcher(farMargin, false, onFar);
  }

  /** Watches those too that it does not know yet. */
  watch(coming: Iterable<Element>, going: Iterable<Element>): void {
    this.#near.watch(coming);
    this.#far.watch(going);
  }
}

class Watcher {
  readonly #observer: IntersectionObserver;
  readonly #watched = new WeakSet<Element>();

  constructor(margin: number, wanted: boolean, onSeen: (element: Element) => void) {
    const tell = (entries: readonly IntersectionObserverEntry[]): void => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting !== wanted) continue;
        this.#observer.unobserve(target);
        this.#watched.delete(target);
        if (target.isConnected) onSeen(target);
      }
    };
    // without a root of its own, a page in a frame has no margin
    this.#observer = new IntersectionObserver(tell, { root: document, rootMargin: `${margin}px 0px` });
  }

  watch(elements: Iterable<Element>): void {
    for (const element of elements) {
      if (this.#watched.has(element)) continue;
      this.#watched.add(element);
      this.#observer.observe(element);
    }
  }
}
