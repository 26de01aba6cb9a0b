import { cursorOf, pageKeyOf } from '../../src/core/pictures/pageCursor';

interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined: this is the last. */
  readonly next: string | undefined;
}

/**
 * A list that grows at its start, in pages. A cursor names the item that a page ended with, so that what comes or goes above it
 * moves nothing.
 */
export class PagedList<T extends { readonly id: string }> {
  readonly #read: () => readonly T[];
  #known: readonly T[] = [];
  /** By id: a number that is higher for each item that came later. */
  #arrivals = new Map<string, number>();
  #newest = 0;
  #revision = 0;

  /** `read` gives the items of now, the newest first. One that has changed is another object. */
  constructor(read: () => readonly T[]) {
    this.#read = read;
  }

  /** Another number after each change. */
  get revision(): number {
    this.#current();
    return this.#revision;
  }

  get count(): number {
    return this.#current().length;
  }

  find(id: string): T | undefined {
    return this.#current().find((item) => item.id === id);
  }

  /** Throws a RangeError for a cursor that is none. */
  page(cursor: string | undefined, limit: number): Page<T> {
    const items = this.#current();
    const start = cursor === undefined ? 0 : this.#startBehind(items, cursor);
    const page = items.slice(start, start + limit);
    const last = page.at(-1);
    const isLast = start + limit >= items.length;
    return {
      items: page,
      next: last && !isLast ? cursorOf({ at: BigInt(this.#arrival(last)), id: last.id }) : undefined,
    };
  }

  #startBehind(items: readonly T[], cursor: string): number {
    const key = pageKeyOf(cursor);
    if (!key) throw new RangeError('This is no cursor');
    const start = items.findIndex((item) => this.#arrival(item) < key.at);
    return start < 0 ? items.length : start;
  }

  #arrival({ id }: T): number {
    return this.#arrivals.get(id) ?? 0;
  }

  #current(): readonly T[] {
    const items = this.#read();
    const isSame = items.length === this.#known.length && items.every((item, index) => item === this.#known[index]);
    if (isSame) return this.#known;
    this.#revision += 1;
    this.#known = [...items];
    const before = this.#arrivals;
    this.#arrivals = new Map(items.toReversed().map(({ id }) => [id, before.get(id) ?? ++this.#newest]));
    return this.#known;
  }
}
