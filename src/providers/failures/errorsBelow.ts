import { isErrorDocument } from '../answer/errorSigns';
import { roleOf } from '../answer/fieldRoles';
import type { Fields } from '../answer/json';
import { isFields, isList, plainName } from '../answer/json';
import { jsonIn } from '../answer/jsonIn';
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

/** Depth and number of the fields that are searched for errors. */
const deepest = 8;
const mostFields = 64;
const mostItems = 8;

/**
 * Error documents in the fields of an answer, whatever the fields are called: as objects, or as JSON in texts. Fields that have
 * the model's words, an echo of the request, or thoughts are left out.
 */
export function errorsBelow(value: unknown, { isDocument, jsonOf }: Where, depth = 0): Fields[] {
  if (depth > deepest) return [];
  const below = (inner: unknown): Fields[] => errorsBelow(inner, { isDocument, jsonOf }, depth + 1);
  if (typeof value === 'string') return jsonOf(value).slice(0, mostItems).flatMap(below);
  if (isList(value)) return value.slice(0, mostItems).flatMap(below);
  if (!isFields(value)) return [];
  if (isDocument(value)) return [value];
  return Object.entries(value)
    .slice(0, mostFields)
    .filter(([name]) => !isForeignField(plainName(name)))
    .flatMap(([, inner]) => below(inner));
}

/** Whether a field has the model's words, an echo of the request, or what was used. */
export function isForeignField(plainName: string): boolean {
  const role = roleOf(plainName);
  return role === 'text' || role === 'skip' || role === 'usage';
}
