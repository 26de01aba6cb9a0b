import { scanValue } from './jsonScan';
import { ValueBudget } from './limits';

/** A JSON object from outside. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The value of a JSON text; undefined if it is none. Throws `TooLargeError`, and parses nothing, above the limits of an answer. */
export function parseJson(text: string, budget = new ValueBudget()): unknown {
  const start = text.search(/[^ \t\r\n]/);
  if (text[start] !== '{' && text[start] !== '[') {
    budget.spend(1);
    return parseScanned(text);
  }
  const scanned = scanValue(text, start, budget.left);
  if (!scanned || /[^ \t\r\n]/.test(text.slice(scanned.end))) return undefined;
  budget.spend(scanned.values);
  return parseScanned(text);
}

/** Parses what was scanned before. */
export function parseScanned(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // most texts are no JSON
  }
}

/** Services write one name as `inlineData`, `inline_data` or `Inline-Data`: all become `inlinedata`. */
export function plainName(name: string): string {
  return name.length > 64 ? '' : name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
}

const mostFields = 200;

/** The fields of an object by their plain names. The first of two like names wins; a huge object is read in part. */
export function byPlainName(fields: Fields): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields).slice(0, mostFields)) {
    const plain = plainName(name);
    if (!found.has(plain)) found.set(plain, value);
  }
  return found;
}
