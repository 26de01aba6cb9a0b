import { isErrorDocument } from '../answer/errorSigns';
import { roleOf } from '../answer/fieldRoles';
import type { Fields } from '../answer/json';
import { isFields, isList, plainName } from '../answer/json';
import { jsonIn } from '../answer/jsonIn';
import { usagesIn } from '../answer/useNotes';
import { hasWords, jsonToldAsAnswer } from './errorAsAnswer';

/** What is taken for an error, and for JSON in a text. */
interface Where {
  readonly isDocument: (fields: Fields) => boolean;
  readonly jsonOf: (text: string) => readonly unknown[];
}

const longestText = 65_536;

/** In an error, any JSON is what it wraps, and a bare message is one of its errors unless it is one of a conversation. */
export const inError: Where = {
  isDocument: (fields) => isErrorDocument(fields) || (!('role' in fields) && typeof fields['message'] === 'string'),
  jsonOf: (text) => (text.length <= longestText && text.includes('{') ? jsonIn(text).values : []),
};

/** Where no error is due, a text with JSON in it may be the model's. */
export const inAnswer: Where = {
  isDocument: (fields) => isErrorDocument(fields) && hasWords(fields),
  jsonOf: jsonToldAsAnswer,
};

/** Depth and number of the fields that are searched. */
const deepest = 8;
const mostFields = 64;
const mostItems = 8;
/** Values of one answer or error that are searched: each is looked at closely. */
export const mostVisited = 2000;

/**
 * Error documents in the fields of an answer, whatever the fields are called: as objects, or as JSON in texts. Fields that have
 * the model's words, an echo of the request, or thoughts are left out.
 */
export function errorsBelow(value: unknown, where: Where, depth = 0, room = { left: mostVisited }): Fields[] {
  if (depth > deepest || room.left-- <= 0) return [];
  const { isDocument, jsonOf } = where;
  const below = (inner: unknown): Fields[] => errorsBelow(inner, where, depth + 1, room);
  if (typeof value === 'string') return jsonOf(value).slice(0, mostItems).flatMap(below);
  if (isList(value)) return value.slice(0, mostItems).flatMap(below);
  if (!isFields(value)) return [];
  if (isDocument(value)) return [value];
  return Object.entries(value)
    .slice(0, mostFields)
    .filter(([name]) => !isForeignField(plainName(name)))
    .flatMap(([, inner]) => below(inner));
}

/** What is said to have been used, in the same depths: also in texts, since what is found there may not be taken for free. */
export function usesBelow(value: unknown, depth = 0, room = { left: mostVisited }): Fields[] {
  if (depth > deepest || room.left-- <= 0) return [];
  const below = (inner: unknown): Fields[] => usesBelow(inner, depth + 1, room);
  if (typeof value === 'string') return inError.jsonOf(value).slice(0, mostItems).flatMap(below);
  if (isList(value)) return value.slice(0, mostItems).flatMap(below);
  if (!isFields(value)) return [];
  return Object.entries(value)
    .slice(0, mostFields)
    .flatMap(([name, inner]) => (roleOf(plainName(name)) === 'usage' ? usagesIn(inner) : below(inner)));
}

/** Whether a field has the model's words, an echo of the request, or what was used. */
export function isForeignField(plainName: string): boolean {
  const role = roleOf(plainName);
  return role === 'text' || role === 'skip' || role === 'usage';
}
