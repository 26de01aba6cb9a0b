import { startsAsPicture } from './base64';
import { isFields, isList } from './json';
import type { Find, Survey } from './survey';

/** Keeps a reason or sentence, or those of a list. */
export function noteAll(value: unknown, list: string[], depth = 0): void {
  if (typeof value === 'string' && value !== '') list.push(value);
  if (depth > 4) return;
  if (isList(value)) value.slice(0, 16).forEach((item) => noteAll(item, list, depth + 1));
  else if (isFields(value)) noteAll(value['reason'] ?? value['type'] ?? value['message'], list, depth + 1);
}

/** Azure's word on its filters: `{"sexual": {"filtered": true}}`, or a list of such. */
export function noteFilter(value: unknown, survey: Survey): void {
  if (isFiltered(value, 0)) survey.blockReasons.push('content_filter');
}

function isFiltered(value: unknown, depth: number): boolean {
  if (depth > 4 || typeof value !== 'object' || value === null) return false;
  if (isFields(value) && value['filtered'] === true) return true;
  return Object.values(value)
    .slice(0, 32)
    .some((item) => isFiltered(item, depth + 1));
}

const looksLikePicture = /^\s*(?:data:image\/|https?:\/\/)/i;

/** Keeps a find, unless there is nothing in it or a hint that hints at nothing. */
export function note(kind: Find['kind'], value: string, survey: Survey): void {
  if (value === '') return;
  if (kind === 'hint' && !looksLikePicture.test(value.slice(0, 64)) && !startsAsPicture(value)) return;
  if (kind === 'slot' && isProse(value)) survey.finds.push({ kind: 'text', value });
  else if (kind !== 'slot' || value.length >= 8) survey.finds.push({ kind, value });
}

/** Words where a picture was due. */
function isProse(value: string): boolean {
  const start = value.slice(0, 64).trim();
  return start.includes(' ') && !/^(?:data:|https?:)/i.test(start);
}
