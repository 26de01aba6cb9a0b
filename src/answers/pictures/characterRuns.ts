/** Where the first sign is that a pattern with the flag `g` takes, at `from` or behind; the end of the text if there is none. */
export function indexOfMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** Where runs of signs end in a text. Each run is read once, however many places in it are asked for in their order. */
export class CharacterRuns {
  readonly text: string;
  readonly #outside: RegExp;
  #from = 0;
  #end = -1;

  /** `outside`: the signs that no run has, with the flag `g`. */
  constructor(text: string, outside: RegExp) {
    this.text = text;
    this.#outside = outside;
  }

  /** Where the run that `start` is in ends (exclusive). */
  endFrom(start: number): number {
    if (start < this.#from || start > this.#end) this.#end = indexOfMatch(this.#outside, this.text, start);
    this.#from = start;
    return this.#end;
  }
}
