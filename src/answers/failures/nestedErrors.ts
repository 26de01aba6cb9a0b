import type { Fields } from '../json/json';
import { isFields, isList, plainName } from '../json/json';
import { isErrorDocument } from '../reading/errorDocument';
import { roleOf } from '../reading/fieldRoles';
import { anyJsonIn, nested } from '../reading/nestedFields';
import { hasWords, jsonToldAsAnswer } from './errorInText';

/** What is taken for an error, and for JSON in a text. */
interface Where {
  readonly isDocument: (fields: Fields) => boolean;
  readonly jsonOf: (text: string) => readonly unknown[];
}

/** In an error, any JSON is what it wraps, and a bare message is one of its errors unless it is one of a conversation. */
export const inError: Where = {
  isDocument: (fields) => isErrorDocument(fields) || (!('role' in fields) && typeof fields['message'] === 'string'),
  jsonOf: anyJsonIn,
};

/** Where no error is due, a text with JSON in it may be the model's. */
export const inAnswer: Where = {
  isDocument: (fields) => isErrorDocument(fields) && hasWords(fields),
  jsonOf: jsonToldAsAnswer,
};

/**
 * Error documents in the fields of an answer, whatever the fields are called: as objects, or as JSON in texts. Fields that have
 * the model's words, an echo of the request, or thoughts are left out.
 */
export function findNestedErrors(
  value: unknown,
  where: Where,
  depth = 0,
  room = { left: nested.mostVisited },
): Fields[] {
  if (depth > nested.deepest || room.left-- <= 0) return [];
  const { isDocument, jsonOf } = where;
  const below = (inner: unknown): Fields[] => findNestedErrors(inner, where, depth + 1, room);
  if (typeof value === 'string') return jsonOf(value).slice(0, nested.mostItems).flatMap(below);
  if (isList(value)) return value.slice(0, nested.mostItems).flatMap(below);
  if (!isFields(value)) return [];
  if (isDocument(value)) return [value];
  return Object.entries(value)
    .slice(0, nested.mostFields)
    .filter(([name]) => !isForeignField(plainName(name)))
    .flatMap(([, inner]) => below(inner));
}

/** Whether a field has the model's words, an echo of the request, or what was used. */
export function isForeignField(plainName: string): boolean {
  const role = roleOf(plainName);
  return role === 'text' || role === 'skip' || role === 'usage';
}
