import { parseScanned } from './json';
import { scanValue } from './jsonScan';
import { ValueBudget } from './limits';

/** What stands in a text besides words. */
interface JsonInText {
  /** Objects and lists, outermost ones only, in order. */
  readonly values: readonly unknown[];
  /** The text without them. */
  readonly words: string;
  /** Something began as JSON and did not end. */
  readonly isCut: boolean;
}

const mostFailures = 8;
const smallText = 65_536;

/** A value as it stands there, or with the escapes undone that a language's way of printing strings adds. */
function parseLeniently(text: string): unknown {
  const value = parseScanned(text);
  if (value !== undefined || text.length > smallText || !text.includes('\\')) return value;
  return parseScanned(text.replaceAll('\\n', '\n').replaceAll("\\'", "'"));
}

/** Whether the first JSON in a text has its quotes escaped, as in a string that was printed with quotes around it. */
function isEscaped(text: string): boolean {
  return text.length <= smallText && /^[^{[]*[{[]\s*\\"/.test(text);
}

/**
 * Finds JSON between words: several values one after the other, `got status: UNAVAILABLE. {…}`, `b'{…}'`. Throws `TooLargeError`
 * where there is more of it than an answer may hold.
 */
export function jsonInText(text: string, budget = new ValueBudget()): JsonInText {
  if (isEscaped(text)) return jsonInText(text.replaceAll('\\"', '"').replaceAll('\\\\', '\\'), budget);
  const values: unknown[] = [];
  const words: string[] = [];
  let isCut = false;
  let failures = 0;
  let from = 0; // the text before it is read
  const opening = /[{[]/g;
  for (let match = opening.exec(text); match && failures < mostFailures; match = opening.exec(text)) {
    const scanned = scanValue(text, match.index, budget.left);
    const value = scanned && parseLeniently(text.slice(match.index, scanned.end));
    if (!scanned || value === undefined) {
      failures++;
      isCut = !scanned && text.slice(from, match.index).trim() === ''; // no words before: a value was due here
      if (isCut) break;
      continue;
    }
    budget.spend(scanned.values);
    values.push(value);
    words.push(text.slice(from, match.index));
    from = opening.lastIndex = scanned.end;
  }
  return { values, words: [...words, text.slice(from)].join(' ').trim(), isCut };
}
