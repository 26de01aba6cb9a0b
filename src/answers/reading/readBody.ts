import { isAscii } from 'node:buffer';
import type { ArrivedImage } from '../../core/pictures/image';
import { isList, parseJson } from '../json/json';
import { jsonInText } from '../json/jsonInText';
import { ValueBudget } from '../json/limits';
import type { PictureStager } from '../pictures/pictureStager';
import { inMemory } from '../pictures/pictureStager';
import { eventsIn } from './eventStream';
import type { Evidence } from './evidence';

/** A service's whole answer, as it came over the wire and with its content coding undone. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  /** Milliseconds from the moment the request was fully written until the answer's headers came. */
  readonly msToHeaders: number;
}

/** What an answer's body is, whatever its content type says. */
export type Body =
  | { readonly kind: 'empty' }
  /** The bytes of a picture and nothing else. */
  | { readonly kind: 'picture'; readonly image: ArrivedImage }
  /** HTML or XML. It is never searched: a web page has pictures of its own. */
  | { readonly kind: 'page'; readonly text: string }
  /** `isCut`: began as JSON and does not end. */
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  /** `isStream`: the values are pieces of one answer. `isCut`: its end is missing, or it has been damaged. */
  | {
      readonly kind: 'json';
      /** Of a stream of events the first and the last ones only. */
      readonly values: readonly unknown[];
      /** What all events of a stream say: there can be too many to keep. */
      readonly evidence?: Evidence;
      readonly words: string;
      readonly isStream: boolean;
      readonly isCut: boolean;
    };

const openings = new Set(['{'.charCodeAt(0), '['.charCodeAt(0), '"'.charCodeAt(0)]);

/** JSON is UTF-8; a byte order mark, or zeros around the first sign, tell UTF-16. */
function unicodeOf([first = 0, second = 0]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if ((first === 0xff && second === 0xfe) || (openings.has(first) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && openings.has(second))) return 'utf-16be';
  return 'utf-8';
}

/** Decodes with the first of the encodings that is known and fits. */
function decode(bytes: Uint8Array, encodings: readonly string[]): string | undefined {
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // not that one
    }
  }
  return undefined;
}

function textOf({ body, headers }: RawAnswer): string {
  const unicode = unicodeOf(body);
  // pure ASCII, as nearly every answer with a picture is, needs one byte a sign and no decoding
  if (unicode === 'utf-8' && isAscii(body)) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  }
  const declared = /charset=["']?([\w-]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  return decode(body, declared ? [unicode, declared] : [unicode]) ?? new TextDecoder(unicode).decode(body);
}

/** JSON that was put into a JSON string, up to three times. */
function unwrap(value: unknown, budget: ValueBudget): unknown {
  let inner = value;
  for (let times = 0; times < 3 && typeof inner === 'string'; times++) {
    const next = parseJson(inner, budget);
    if (typeof next !== 'object' && typeof next !== 'string') break;
    inner = next;
  }
  return inner;
}

function bodyOfValue(value: unknown, budget: ValueBudget): Body {
  const inner = unwrap(value, budget);
  if (typeof inner === 'string') return { kind: 'text', text: inner, isCut: false };
  const values = isList(inner) ? inner : [inner];
  return { kind: 'json', values, words: '', isStream: values.length > 1, isCut: false };
}

function bodyOfText(text: string, budget = new ValueBudget()): Body {
  if (text === '') return { kind: 'empty' };
  if (text.startsWith('<')) return { kind: 'page', text };
  const value = parseJson(text, budget);
  if (value !== undefined) return bodyOfValue(value, budget);
  const events = eventsIn(text);
  if (events) return { kind: 'json', ...events, words: '', isStream: true };
  const { values, words, isCut } = jsonInText(text, budget);
  if (values.length === 0) return { kind: 'text', text, isCut: isCut || text.startsWith('{') || text.startsWith('[') };
  return {
    kind: 'json',
    values: values.map((inner) => unwrap(inner, budget)),
    words,
    isStream: values.length > 1,
    isCut: isCut || /["{}[\]]/.test(words), // more JSON than was understood
  };
}

/** Reads an answer's body by what it is, not by what it is called. Throws `TooLargeError` above the limits, and nothing else. */
export function readBody(answer: RawAnswer, stager: PictureStager = inMemory): Body {
  const image = stager.ofBody(answer.body);
  if (image) return { kind: 'picture', image };
  return bodyOfText(textOf(answer).trimStart());
}
