import { parseJson } from './json';

/** What stands in a text besides words. */
export interface JsonInText {
  /** Objects and lists, outermost ones only, in order. */
  readonly values: readonly unknown[];
  /** The text without them. */
  readonly words: string;
  /** Something began as JSON and did not end. */
  readonly isCut: boolean;
}

const mostValues = 10_000;
const mostFailures = 8;
const smallText = 65_536;
const deepest = 100_000;

/** Where the value that opens at `start` ends (exclusive); -1 if it does not. Linear: strings are jumped over. */
function endOfValue(text: string, start: number): number {
  const signs = /["{}[\]]/g;
  signs.lastIndex = start;
  let depth = 0;
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const sign = match[0];
    if (sign === '"') {
      const end = endOfString(text, match.index);
      if (end < 0) return -1;
      signs.lastIndex = end;
    } else {
      depth += sign === '{' || sign === '[' ? 1 : -1;
      if (depth === 0) return match.index + 1;
      if (depth > deepest) return -1;
    }
  }
  return -1;
}

/** Where the string that opens at `start` ends (exclusive); -1 if it does not. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let first = quote;
    while (text[first - 1] === '\\') first--;
    if ((quote - first) % 2 === 0) return quote + 1;
  }
  return -1;
}

/** A value as it stands there, or with the escapes undone that a language's way of printing strings adds. */
function parseLeniently(text: string): unknown {
  const value = parseJson(text);
  if (value !== undefined || text.length > smallText || !text.includes('\\')) return value;
  return parseJson(text.replaceAll('\\n', '\n').replaceAll("\\'", "'"));
}

/** Whether the first JSON in a text has its quotes escaped, as in a string that was printed with quotes around it. */
function isEscaped(text: string): boolean {
  return text.length <= smallText && /^[^{[]*[{[]\s*\\"/.test(text);
}

/** Finds JSON between words: several values one after the other, `got status: UNAVAILABLE. {…}`, `b'{…}'`. */
export function jsonIn(text: string): JsonInText {
  if (isEscaped(text)) return jsonIn(text.replaceAll('\\"', '"').replaceAll('\\\\', '\\'));
  const values: unknown[] = [];
  const words: string[] = [];
  let isCut = false;
  let failures = 0;
  let from = 0; // the text before it is read
  const opening = /[{[]/g;
  for (let match = opening.exec(text); match && failures < mostFailures; match = opening.exec(text)) {
    const end = endOfValue(text, match.index);
    const value = end < 0 ? undefined : parseLeniently(text.slice(match.index, end));
    if (value === undefined) {
      failures++;
      isCut = end < 0 && text.slice(from, match.index).trim() === ''; // no words before: a value was due here
      if (isCut) break;
      continue;
    }
    values.push(value);
    words.push(text.slice(from, match.index));
    from = opening.lastIndex = end;
    if (values.length >= mostValues) break;
  }
  return { values, words: [...words, text.slice(from)].join(' ').trim(), isCut };
}
