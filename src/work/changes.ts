interface Subscription {
  dispose(): void;
}

/** An event without data: something has changed. `on` can be used where VS Code wants an event. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  readonly on = (listener: () => void): Subscription => {
    const own = (): void => listener(); // the same function may listen twice
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
