/** What `make` gives, made at the first call, once for all who ask. A failure reaches all who wait; the next call tries again. */
export function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The same as `run`, but what it rejects with is told, and gives undefined. Rejects only if `tell` does. */
export function orTold<A extends readonly unknown[], T>(
  run: (...args: A) => Promise<T>,
  tell: (error: unknown) => Promise<void>,
): (...args: A) => Promise<T | undefined> {
  return async (...args) => {
    try {
      return await run(...args);
    } catch (error) {
      await tell(error);
      return undefined;
    }
  };
}
