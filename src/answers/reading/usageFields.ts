import type { Fields } from '../json/json';
import { isFields, isList, parseJson, plainName } from '../json/json';
import type { Evidence } from './evidence';
import { roleOf } from './fieldRoles';

/** A usage has a dozen fields. Of a huge one so many and one more are kept, so that it is seen to be huge. */
export const mostUsageFields = 256;
const mostItems = 16;
const mostFields = 64;
const deepest = 4;
const longestJson = 65_536;

/** What a field for the use has: an object, several of them, or one as JSON in a text. */
export function usagesIn(value: unknown): Fields[] {
  const read = typeof value === 'string' ? jsonOf(value) : value;
  const usages = (isList(read) ? read.slice(0, mostItems) : [read]).filter(isFields);
  return usages.map((usage) => Object.fromEntries(Object.entries(usage).slice(0, mostUsageFields + 1)));
}

/** Keeps what an error says was used: it may have been paid all the same. */
export function addUsages(error: unknown, evidence: Evidence, depth = 0): void {
  if (depth > deepest) return;
  const read = typeof error === 'string' ? jsonOf(error) : error;
  if (isList(read)) return read.slice(0, mostItems).forEach((item) => addUsages(item, evidence, depth + 1));
  if (!isFields(read)) return;
  for (const [name, value] of Object.entries(read).slice(0, mostFields)) {
    if (roleOf(plainName(name)) === 'usage') evidence.usage.push(...usagesIn(value));
    else addUsages(value, evidence, depth + 1);
  }
}

/** A text that is JSON and nothing else; undefined for any other. */
function jsonOf(text: string): unknown {
  return text.length <= longestJson && /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
}
