interface Waiter<T> {
  readonly count: number;
  readonly test: (item: T) => boolean;
  readonly done: () => void;
}

/** Things that arrive in time, and those who wait for them: what a test awaits in place of sleeping. */
export class Arrivals<T> {
  readonly all: T[] = [];
  #waiters: readonly Waiter<T>[] = [];

  add(item: T): void {
    this.all.push(item);
    this.#waiters = this.#waiters.filter((waiter) => !this.#answer(waiter));
  }

  /** Resolves when `count` items have arrived that pass the test. */
  reached(count: number, test: (item: T) => boolean = () => true): Promise<void> {
    return new Promise((done) => {
      const waiter = { count, test, done };
      if (!this.#answer(waiter)) this.#waiters = [...this.#waiters, waiter];
    });
  }

  #answer({ count, test, done }: Waiter<T>): boolean {
    if (this.all.filter(test).length < count) return false;
    done();
    return true;
  }
}
