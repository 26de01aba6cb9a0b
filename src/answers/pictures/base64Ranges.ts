import type { DataUrl } from './base64';
import { bytesOfBase64 } from './base64';
import { CharacterRuns, indexOfMatch } from './characterRuns';
import { endOfPicture } from './pictureBytes';

/** A text with more beginnings than this is not meant to be read. */
const mostTries = 20_000;
// the blanks one by one: \s knows all of Unicode and takes ten times as long
const outsideDataUrl = /[^A-Za-z0-9+/=_%\\ \t\r\n-]/g;
const outsideBase64 = /[^A-Za-z0-9+/=_ \t\r\n-]/g;
const blank = /[ \t\r\n]/g;
const outsideData = /[\s"'()<>]/g;

/** Where a picture's data stands in a text. */
interface Base64Range {
  readonly data: string;
  readonly end: number;
  /** How much of it had to be decoded to find its end. */
  readonly decoded: number;
}

/**
 * How much may still be searched. A try that decodes a great part of the text counts for more, and all of them decode at most
 * eight times the text: where data follows data in lines, each try decodes to the end of the last.
 */
export class SearchBudget {
  #left = mostTries;
  readonly #perSign: number;

  constructor(text: string) {
    this.#perSign = mostTries / 8 / Math.max(1, text.length);
  }

  spend(signs = 0): boolean {
    this.#left -= 1 + signs * this.#perSign;
    return this.#left > 0;
  }
}

/** The runs of signs that base64 between words has. */
export function base64Runs(text: string): CharacterRuns {
  return new CharacterRuns(text, outsideBase64);
}

/** The runs of signs that the base64 of data URLs has: also percent-encoded, or with the escapes of JSON. */
export function dataUrlRuns(text: string): CharacterRuns {
  return new CharacterRuns(text, outsideDataUrl);
}

/**
 * The base64 that begins at `start`, over line breaks. Where words follow that could be base64 too, the picture's own
 * structure tells where it ends.
 */
export function base64At(runs: CharacterRuns, start: number): Base64Range {
  const run = runs.text.slice(start, runs.endFrom(start));
  const word = indexOfMatch(blank, run, 0);
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
    const length = indexOfMatch(blank, line, blanks) - blanks;
    missing -= length;
    end = at + blanks + length;
    at += line.length + 1;
  }
  return end;
}

/** The data of a data URL in a text. */
export function dataOf(runs: CharacterRuns, url: DataUrl): Base64Range {
  const { text } = runs;
  if (url.isBase64) {
    const blanks = /\s*/y;
    blanks.lastIndex = url.from;
    blanks.test(text);
    return base64At(runs, blanks.lastIndex);
  }
  const end = indexOfMatch(outsideData, text, url.from);
  return { data: text.slice(url.from, end), end, decoded: 0 };
}
