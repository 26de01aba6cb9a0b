import { TooLargeError } from '../tooLarge';

const million = 1_000_000;

/** What one answer may hold. Real ones stay far below, and memory and time stay bounded at it; nothing above is ever parsed. */
export const limits = {
  /**
   * Lists, objects and commas of all its JSON, also of JSON in strings, and events of a stream. A usual answer has some fifty; the
   * largest known picture, 35 MB, streamed in pieces of 1 KB has 400,000. A million of the most costly values take 300 MB.
   */
  values: million,
  /** Fields of one object. Ours have some twenty; asking a huge object for its names again and again is slow. */
  fields: 10_000,
  /** Signs of a field's name. Of one above 16,383 V8 hashes the length alone: thousands of them are all compared with each other. */
  name: 16_000,
  /** Lists and objects in each other. Fifteen are many. Neither V8 nor we recurse over them, so it is the memory that counts. */
  depth: 200_000,
} as const;

/** How many values may still be parsed of one answer: one budget for all its texts, since they share the memory. */
export class ValueBudget {
  #left: number = limits.values;

  get left(): number {
    return this.#left;
  }

  /** Throws `TooLargeError` if there are not that many left. */
  spend(values: number): void {
    this.#left -= values;
    if (this.#left < 0) throw new TooLargeError(`The answer has more than ${limits.values} values`);
  }
}
