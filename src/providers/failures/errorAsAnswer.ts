import { isErrorDocument } from '../answer/errorSigns';
import { roleOf } from '../answer/fieldRoles';
import type { Fields } from '../answer/json';
import { isFields, isList, plainName } from '../answer/json';
import { jsonIn } from '../answer/jsonIn';

const longestText = 65_536;
/** Prose around an error, in whatever language. More of it is an answer that speaks of errors. */
const mostWords = 400;

/**
 * Errors that a relay has put where the model's words should be: the whole text is one, behind "Error: request failed (429):",
 * in a code fence, or bare. Empty where the text is an answer.
 */
export function errorsToldAsAnswer(text: string): Fields[] {
  if (text.length > longestText || !text.includes('{')) return [];
  const { values, words } = jsonIn(text);
  const documents = values.flatMap((value) => (isList(value) ? value : [value])).filter(isFields);
  const isError = documents.length > 0 && documents.every(isErrorDocument);
  return isError && words.length <= mostWords ? documents : [];
}

/** Depth and number of the fields that are searched for errors. */
const deepest = 8;
const mostFields = 64;
const mostItems = 8;
/** Values of one answer or error that are searched: each is looked at closely. */
export const mostVisited = 2000;

/**
 * Error documents in the fields of an answer, whatever the fields are called: as objects, or as JSON in texts. Fields that have
 * the model's words, an echo of the request, or thoughts are left out.
 */
export function errorsBelow(
  value: unknown,
  isDocument = isErrorDocument,
  depth = 0,
  room = { left: mostVisited },
): Fields[] {
  if (depth > deepest || room.left-- <= 0) return [];
  const below = (inner: unknown): Fields[] => errorsBelow(inner, isDocument, depth + 1, room);
  if (typeof value === 'string') return valuesIn(value).flatMap(below);
  if (isList(value)) return value.slice(0, mostItems).flatMap(below);
  if (!isFields(value)) return [];
  if (isDocument(value)) return [value];
  return Object.entries(value)
    .slice(0, mostFields)
    .filter(([name]) => !isForeignField(plainName(name)))
    .flatMap(([, inner]) => below(inner));
}

/** Objects that name a cost, in the same depths, whatever they are called: what is said beside one may not be taken for free. */
export function costsBelow(value: unknown, depth = 0, room = { left: mostVisited }): Fields[] {
  if (depth > deepest || room.left-- <= 0) return [];
  const below = (inner: unknown): Fields[] => costsBelow(inner, depth + 1, room);
  if (typeof value === 'string') return valuesIn(value).flatMap(below);
  if (isList(value)) return value.slice(0, mostItems).flatMap(below);
  if (!isFields(value)) return [];
  const inner = Object.values(value).slice(0, mostFields).flatMap(below);
  return 'cost' in value ? [value, ...inner] : inner;
}

function valuesIn(text: string): readonly unknown[] {
  return text.length <= longestText && text.includes('{') ? jsonIn(text).values.slice(0, mostItems) : [];
}

/** Whether a field has the model's words, an echo of the request, or what was used. */
export function isForeignField(plainName: string): boolean {
  const role = roleOf(plainName);
  return role === 'text' || role === 'skip' || role === 'usage';
}
