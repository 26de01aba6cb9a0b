import type { DataUrl } from './base64';
import { bytesOfBase64 } from './base64';
import { endOfPicture } from './pictureBytes';
import { firstOf, Runs } from './runs';

/** A text with more beginnings than this is not meant to be read. */
const mostTries = 20_000;
// the blanks one by one: \s knows all of Unicode and takes ten times as long
const outsideDataUrl = /[^A-Za-z0-9+/=_%\\ \t\r\n-]/g;
const outsideBase64 = /[^A-Za-z0-9+/=_ \t\r\n-]/g;
const blank = /[ \t\r\n]/g;
const outsideData = /[\s"'()<>]/g;

/** Data in a text. */
export interface Stretch {
  readonly data: string;
  readonly end: number;
  /** How much of it had to be decoded to find its end. */
  readonly decoded: number;
}

/**
 * Tries so far. One that decodes a great part of the text counts for more: eight times the text in all. Data after data in
 * lines are each decoded to the end of the last one.
 */
export class Tries {
  #left = mostTries;
  readonly #perSign: number;

  constructor(text: string) {
    this.#perSign = mostTries / 8 / Math.max(1, text.length);
  }

  use(signs = 0): boolean {
    this.#left -= 1 + signs * this.#perSign;
    return this.#left > 0;
  }
}

/** The runs of signs that base64 between words has. */
export function base64Runs(text: string): Runs {
  return new Runs(text, outsideBase64);
}

/** The runs of signs that the base64 of data URLs has: also percent-encoded, or with the escapes of JSON. */
export function dataUrlRuns(text: string): Runs {
  return new Runs(text, outsideDataUrl);
}

/**
 * The base64 that begins at `start`, over line breaks. Where words follow that could be base64 too, the picture's own
 * structure tells where it ends.
 */
export function base64At(runs: Runs, start: number): Stretch {
  const run = runs.text.slice(start, runs.endFrom(start));
  const word = firstOf(blank, run, 0);
  const isInLines = /^[ \t]*[\r\n]/.test(run.slice(word, word + 8));
  const bytes = isInLines ? endOfPicture(bytesOfBase64(run)) : undefined;
  const length = bytes === undefined ? word : lengthInLines(run, Math.ceil((bytes * 4) / 3));
  return { data: run.slice(0, length), end: start + length, decoded: isInLines ? run.length : 0 };
}

/** How far the lines of a run go that hold so many signs. Lines are kept whole. */
function lengthInLines(run: string, signs: number): number {
  let missing = signs;
  let end = 0;
  for (let at = 0; missing > 0 && at < run.length;) {
    const next = run.indexOf('\n', at);
    const line = run.slice(at, next < 0 ? run.length : next);
    const blanks = line.length - line.trimStart().length;
    const length = firstOf(blank, line, blanks) - blanks;
    missing -= length;
    end = at + blanks + length;
    at += line.length + 1;
  }
  return end;
}

/** The data of a data URL in a text. */
export function dataOf(runs: Runs, url: DataUrl): Stretch {
  const { text } = runs;
  if (url.isBase64) {
    const blanks = /\s*/y;
    blanks.lastIndex = url.from;
    blanks.test(text);
    return base64At(runs, blanks.lastIndex);
  }
  const end = firstOf(outsideData, text, url.from);
  return { data: text.slice(url.from, end), end, decoded: 0 };
}
