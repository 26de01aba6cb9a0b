import type { DataUrl } from './base64';
import { bytesOfBase64 } from './base64';
import { endOfPicture } from './pictureBytes';

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
  /** How far it was read. */
  readonly read: number;
}

/** Tries so far. One that reads a great part of the text counts for more: reading takes time in proportion to the text. */
export class Tries {
  #left = mostTries;
  readonly #perSign: number;

  constructor(text: string) {
    this.#perSign = mostTries / 32 / Math.max(1, text.length);
  }

  use(signs = 0): boolean {
    this.#left -= 1 + signs * this.#perSign;
    return this.#left > 0;
  }
}

function firstOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/**
 * The base64 that begins at `start`, over line breaks. Where words follow that could be base64 too, the picture's own
 * structure tells where it ends.
 */
export function base64At(text: string, start: number, outside = outsideBase64): Stretch {
  const run = text.slice(start, firstOf(outside, text, start));
  const word = firstOf(blank, run, 0);
  const bytes = /^[ \t]*[\r\n]/.test(run.slice(word, word + 8)) ? endOfPicture(bytesOfBase64(run)) : undefined;
  const length = bytes === undefined ? word : lengthInLines(run, Math.ceil((bytes * 4) / 3));
  return { data: run.slice(0, length), end: start + length, read: run.length };
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
export function dataOf(text: string, url: DataUrl): Stretch {
  if (url.isBase64) {
    const blanks = /\s*/y;
    blanks.lastIndex = url.from;
    blanks.test(text);
    return base64At(text, blanks.lastIndex, outsideDataUrl);
  }
  const end = firstOf(outsideData, text, url.from);
  return { data: text.slice(url.from, end), end, read: 0 };
}
