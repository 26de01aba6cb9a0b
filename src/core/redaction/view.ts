/** A text that was made from another one, and where in that one each of its characters comes from. */
export interface View {
  readonly text: string;
  /** Of character n: where it begins and ends in the original. Undefined: it is the original. */
  readonly places: { readonly begin: Uint32Array; readonly end: Uint32Array } | undefined;
}

/** A part of the original text. */
export type Range = readonly [begin: number, end: number];

/** The part of the original that a part of the view was made from. */
export function rangeOf({ places }: View, begin: number, end: number): Range {
  return places ? [places.begin[begin] ?? 0, places.end[end - 1] ?? 0] : [begin, end];
}

/** The text with a mark in place of each range; ranges that overlap or touch get one together. */
export function withoutRanges(text: string, ranges: readonly Range[], mark: string): string {
  const sorted = ranges.filter(([begin, end]) => begin < end).sort(([a], [b]) => a - b);
  let [clean, done] = ['', 0];
  for (const [begin, end] of sorted) {
    if (begin > done || (done === 0 && clean === '')) clean += text.slice(done, begin) + mark;
    done = Math.max(done, end);
  }
  return clean + text.slice(done);
}

/** Builds a view from the characters of another one; it cannot have more of them. */
export class ViewBuilder {
  readonly #source: View;
  readonly #codes: Uint16Array;
  readonly #begin: Uint32Array;
  readonly #end: Uint32Array;
  #length = 0;

  constructor(source: View) {
    const { length } = source.text;
    this.#source = source;
    this.#codes = new Uint16Array(length);
    this.#begin = new Uint32Array(length);
    this.#end = new Uint32Array(length);
  }

  /** Adds a character that stands for the source's characters from `begin` to `end`. */
  add(code: number, begin: number, end: number): void {
    const [first, last] = rangeOf(this.#source, begin, end);
    this.#codes[this.#length] = code;
    this.#begin[this.#length] = first;
    this.#end[this.#length] = last;
    this.#length += 1;
  }

  /** Adds the source's characters as they are. */
  copy(begin: number, end: number): void {
    for (let at = begin; at < end; at += 1) this.add(this.#source.text.charCodeAt(at), at, at + 1);
  }

  view(): View {
    const { buffer } = this.#codes;
    const text = Buffer.from(buffer, 0, this.#length * 2).toString('utf16le');
    return {
      text,
      places: { begin: this.#begin.subarray(0, this.#length), end: this.#end.subarray(0, this.#length) },
    };
  }
}
