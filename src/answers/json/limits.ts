/** An answer that is larger, or holds more, than any real one does. It is never read, so it cannot exhaust who would read it. */
export class TooLargeError extends Error {
  readonly code = 'ANSWER_TOO_LARGE';
}

const million = 1_000_000;

/** What one answer may hold. Real ones stay far below, and memory and time stay bounded at it; nothing above is ever parsed. */
export const limits = {
  /**
   * Lists, objects and commas of all its JSON, also of JSON in strings, or of one event of a stream. A usual answer has some
   * fifty. A million of the most costly values take 300 MB.
   */
  values: million,
  /**
   * The same of all events of a stream, which are dropped once they were read. The largest known picture, 35 MB, in pieces of
   * 256 bytes has about 1.6 million.
   */
  streamed: 5 * million,
  /** Fields of one object. Ours have some twenty; asking a huge object for its names again and again is slow. */
  fields: 10_000,
  /** Signs of a field's name. Of one above 16,383 V8 hashes the length alone: thousands of them are all compared with each other. */
  name: 16_000,
  /** Lists and objects in each other. Fifteen are many. Neither V8 nor we recurse over them, so it is the memory that counts. */
  depth: 200_000,
} as const;

/** How many values may still be parsed of one answer: one budget for all its texts, since they share the memory. */
export class ValueBudget {
  readonly #most: number;
  readonly #within: ValueBudget | undefined;
  #left: number;

  /** `within`: a larger budget, of which it spends too. */
  constructor(most: number = limits.values, within?: ValueBudget) {
    this.#most = this.#left = most;
    this.#within = within;
  }

  get left(): number {
    return Math.min(this.#left, this.#within?.left ?? Infinity);
  }

  /** Throws `TooLargeError` if there are not that many left. */
  spend(values: number): void {
    this.#left -= values;
    if (this.#left < 0) throw new TooLargeError(`The answer has more than ${this.#most} values`);
    this.#within?.spend(values);
  }
}
