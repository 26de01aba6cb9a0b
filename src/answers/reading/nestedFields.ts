import type { Fields } from '../json/json';
import { isFields, isList, plainName } from '../json/json';
import { jsonInText } from '../json/jsonInText';
import { roleOf } from './fieldRoles';
import { usagesIn } from './usageFields';

/** How deep, and how far, fields of any name are searched. */
export const nested = {
  deepest: 8,
  mostFields: 64,
  mostItems: 8,
  /** Values of one answer or error that are searched: each is looked at closely. */
  mostVisited: 2000,
} as const;

const longestText = 65_536;

/** The objects and lists that stand in a text, whatever is around them. */
export function anyJsonIn(text: string): readonly unknown[] {
  return text.length <= longestText && text.includes('{') ? jsonInText(text).values : [];
}

/** What is said to have been used, in fields of any name: also in texts, since what is found there may not be taken for free. */
export function usagesBelow(value: unknown, depth = 0, room = { left: nested.mostVisited }): Fields[] {
  if (depth > nested.deepest || room.left-- <= 0) return [];
  const below = (inner: unknown): Fields[] => usagesBelow(inner, depth + 1, room);
  if (typeof value === 'string') return anyJsonIn(value).slice(0, nested.mostItems).flatMap(below);
  if (isList(value)) return value.slice(0, nested.mostItems).flatMap(below);
  if (!isFields(value)) return [];
  return Object.entries(value)
    .slice(0, nested.mostFields)
    .flatMap(([name, inner]) => (roleOf(plainName(name)) === 'usage' ? usagesIn(inner) : below(inner)));
}
