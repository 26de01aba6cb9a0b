/**
 * Pictures that were made, may be paid, and could not be fetched from their addresses. Each is kept, whatever else happens,
 * until it is there or the user gives it up.
 */
export class UnfetchedPictures<T> {
  readonly #onChange: () => void;
  readonly #fetches = new Map<string, () => Promise<T>>();

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get count(): number {
    return this.#fetches.size;
  }

  /**
   * Keeps it, and gives what fetches it: once, however often that is asked for. It throws what `fetch` throws, and may be tried
   * again then.
   */
  add(id: string, fetch: () => Promise<T>): () => Promise<T> {
    let fetched: Promise<T> | undefined;
    const once = (): Promise<T> => {
      fetched ??= fetch().then(
        (picture) => {
          this.#forget(id);
          return picture;
        },
        (error: unknown) => {
          fetched = undefined;
          throw error;
        },
      );
      return fetched;
    };
    this.#fetches.set(id, once);
    this.#onChange();
    return once;
  }

  /** Tries all of them. Never rejects. */
  fetchAll(): Promise<PromiseSettledResult<T>[]> {
    return Promise.allSettled([...this.#fetches.values()].map((fetch) => fetch()));
  }

  /** Their answers stay in the inbox, and are offered once more when this window has ended. */
  giveUp(): void {
    this.#fetches.clear();
    this.#onChange();
  }

  #forget(id: string): void {
    this.#fetches.delete(id);
    this.#onChange();
  }
}
