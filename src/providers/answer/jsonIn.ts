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
const mostFailures = 16;
const smallText = 65_536;

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
  const lines = text.replaceAll('\\n', '\n').replaceAll("\\'", "'");
  return parseJson(lines) ?? parseJson(lines.replaceAll('\\"', '"'));
}

/** Finds JSON between words: several values one after the other, `got status: UNAVAILABLE. {…}`, `b'{…}'`. */
export function jsonIn(text: string): JsonInText {
  const values: unknown[] = [];
  const words: string[] = [];
  let failures = 0;
  let from = 0; // the text before it is read
  const opening = /[{[]/g;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const end = endOfValue(text, match.index);
    const value = end < 0 ? undefined : parseLeniently(text.slice(match.index, end));
    if (value === undefined) {
      if (++failures >= mostFailures) break;
      continue;
    }
    values.push(value);
    words.push(text.slice(from, match.index));
    from = opening.lastIndex = end;
    if (values.length >= mostValues) break;
  }
  const rest = text.slice(from);
  return { values, words: [...words, rest].join(' ').trim(), isCut: /^\s*[{[]/.test(rest) };
}
