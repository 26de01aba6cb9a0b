import type { FacetsView } from '../../panel/pictures';
import type { Filter } from './filter';
import { filterFrom, isActive } from './filter';

/** What the user can do with the filter of the gallery. */
export interface FilterActions {
  /** Opens or closes the choices. */
  toggle(): void;
  change(part: Partial<Filter>): void;
  clear(): void;
}

export interface FilterPageView {
  readonly filter: Filter;
  readonly isFilterOpen: boolean;
  /** Undefined: they are on their way. */
  readonly facets: FacetsView | undefined;
}

interface FiltersParts {
  readonly root: HTMLElement;
  facets(): Promise<FacetsView>;
  telling(promise: Promise<void>): void;
  /** Other pictures are wanted. */
  ask(): void;
  draw(): void;
}

/** The filter of the gallery, and what there is to choose from. */
export class Filters {
  readonly #parts: FiltersParts;
  #filter: Filter;
  #isOpen = false;
  #facets: FacetsView | undefined;

  readonly actions: FilterActions;

  constructor(parts: FiltersParts, kept: unknown) {
    this.#parts = parts;
    this.#filter = filterFrom(kept);
    this.actions = {
      toggle: () => this.#toggle(),
      change: (part) => this.#change({ ...this.#filter, ...part }),
      clear: () => this.#change({}),
    };
  }

  get filter(): Filter {
    return this.#filter;
  }

  view(): FilterPageView {
    return { filter: this.#filter, isFilterOpen: this.#isOpen, facets: this.#facets };
  }

  /** The pictures may be others. What is neither chosen nor offered need not be known. */
  follow(): void {
    if (this.#isOpen || isActive(this.#filter)) this.#parts.telling(this.#load());
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.follow();
    this.#parts.draw();
  }

  #change(filter: Filter): void {
    const focused = document.activeElement;
    this.#filter = filter;
    this.#parts.ask();
    // the chip or button that was pressed may be gone
    if (focused && !focused.isConnected) this.#parts.root.querySelector<HTMLElement>('#filter')?.focus();
  }

  async #load(): Promise<void> {
    this.#facets = await this.#parts.facets();
    this.#parts.draw();
  }
}
