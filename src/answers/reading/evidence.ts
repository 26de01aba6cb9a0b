import type { Fields } from '../json/json';
import { isFields, isList } from '../json/json';
import { startsAsPicture } from '../pictures/base64';
import type { Find } from '../pictures/pictureSources';

/** All that an answer says, wherever it says it. */
export interface Evidence {
  /** In the order of the answer, without thoughts. */
  readonly finds: Find[];
  readonly errors: unknown[];
  /** Why it ended, in the service's own words. */
  readonly finishReasons: string[];
  readonly blockReasons: string[];
  /** Sentences of the service about its reasons. */
  readonly messages: string[];
  /** As the service names its fields. */
  readonly usage: Fields[];
  readonly modelStatus: Fields[];
  readonly requestIds: string[];
  /** Plain `id`s, which say less. */
  readonly ids: string[];
  /** There is at least one candidate, even an empty one. */
  hasCandidates: boolean;
  /** It has a field that answers of these APIs have. */
  isAnswer: boolean;
}

export function emptyEvidence(): Evidence {
  return {
    finds: [],
    errors: [],
    finishReasons: [],
    blockReasons: [],
    messages: [],
    usage: [],
    modelStatus: [],
    requestIds: [],
    ids: [],
    hasCandidates: false,
    isAnswer: false,
  };
}

/** Keeps a reason or sentence, or those of a list. */
export function addReasons(value: unknown, list: string[], depth = 0): void {
  if (typeof value === 'string' && value !== '') list.push(value);
  if (depth > 4) return;
  if (isList(value)) value.slice(0, 16).forEach((item) => addReasons(item, list, depth + 1));
  else if (isFields(value)) addReasons(value['reason'] ?? value['type'] ?? value['message'], list, depth + 1);
}

/** Azure's word on its filters: `{"sexual": {"filtered": true}}`, or a list of such. */
export function addFilterResult(value: unknown, evidence: Evidence): void {
  if (isFiltered(value, 0)) evidence.blockReasons.push('content_filter');
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
export function addFind(kind: Find['kind'], value: string, evidence: Evidence): void {
  if (value === '') return;
  if (kind === 'hint' && !looksLikePicture.test(value.slice(0, 64)) && !startsAsPicture(value)) return;
  if (kind === 'slot' && isProse(value)) evidence.finds.push({ kind: 'text', value });
  else if (kind !== 'slot' || value.length >= 8) evidence.finds.push({ kind, value });
}

/** Words where a picture was due. */
function isProse(value: string): boolean {
  const start = value.slice(0, 64).trim();
  return start.includes(' ') && !/^(?:data:|https?:)/i.test(start);
}
