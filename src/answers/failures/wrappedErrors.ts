import type { Fields } from '../json/json';
import { byPlainName, isFields, isList, plainName } from '../json/json';
import { jsonInText } from '../json/jsonInText';
import { saysSomething } from '../reading/errorDocument';
import { nested } from '../reading/nestedFields';
import type { ErrorLayer } from './errorLayer';
import { codeInWords, isTypedDetail, layerOfFields } from './errorLayer';
import { decodedWords } from './message';
import { findNestedErrors, inError, isForeignField } from './nestedErrors';

const deepest = 8;
const mostLayers = 32;
const mostItems = 4;
const longestText = 65_536;

const messageNames = [
  'message',
  'msg',
  'errormessage',
  'errormsg',
  'errmsg',
  'statusmsg',
  'errordescription',
  'localizedmessage',
  'detail',
  'faultstring',
  'title',
  'description',
];
/** Fields that can hold another error, the innermost last. */
const innerNames = [
  ...['error', 'errors', 'details', 'fault', 'cause', 'innererror', 'upstream', 'upstreamerror', 'providererror'],
  ...['originalerror', 'rawerror', 'response', 'body', 'raw'],
  ...messageNames,
];

const knownNames = new Set(innerNames);

/** The errors in a value, the outermost first: an object, a list, a string with JSON in it. At most 32. */
export function layersOf(value: unknown, depth = 0): ErrorLayer[] {
  if (depth > deepest || !saysSomething(value)) return [];
  if (typeof value === 'string') return layersOfText(value, depth);
  // of a list the first counts as the innermost
  if (isList(value))
    return value
      .slice(0, mostItems)
      .reverse()
      .flatMap((item) => layersOf(item, depth + 1));
  return isFields(value) ? layersOfFields(value, depth).slice(0, mostLayers) : [];
}

function wordsOnly(words: string): ErrorLayer {
  const message = decodedWords(words);
  return {
    message,
    label: '',
    names: codeInWords(message).map(plainName),
    statuses: [],
    quotaIds: [],
    quotaValues: [],
    times: [],
    retryDelays: [],
    links: [],
  };
}

function saysAnything(layer: ErrorLayer): boolean {
  return layer.message !== '' || layer.names.length > 0 || layer.statuses.length > 0;
}

function layersOfText(text: string, depth: number): ErrorLayer[] {
  const short = text.slice(0, longestText).trim();
  if (!short.includes('{')) return [wordsOnly(short)];
  const { values, words } = jsonInText(short);
  const inner = values
    .filter((value) => isFields(value) || (isList(value) && value.some(isFields)))
    .slice(0, mostLayers)
    .flatMap((value) => layersOf(value, depth + 1))
    .filter(saysAnything);
  return inner.length > 0 ? [wordsOnly(words), ...inner] : [wordsOnly(short)];
}

function layersOfFields(value: Fields, depth: number): ErrorLayer[] {
  const fields = byPlainName(value);
  const messages = messageNames.map((name) => fields.get(name)).filter((text) => typeof text === 'string');
  const own = decodedWords(messages.find((text) => text.trim() !== '') ?? '');
  const inOwn = own.includes('{') ? layersOfText(own, depth + 1) : [];
  const isWrapped = inOwn.length > 1; // nothing but JSON, or words around JSON: read as layers of their own
  const inner: ErrorLayer[] = [];
  for (const name of innerNames) {
    if (inner.length >= mostLayers) break; // errors that branch would be read by the million, for 32 of them
    inner.push(...innerLayers(name, fields.get(name), own, depth + 1));
  }
  const beside = besideOf(fields).flatMap((item) => layersOf(item, depth + 1));
  return [layerOfFields(fields, isWrapped ? '' : own), ...inner, ...(isWrapped ? inOwn : []), ...beside];
}

/** Errors in fields of any other name: wrappers call what they wrap as they like. */
function besideOf(fields: ReadonlyMap<string, unknown>): unknown[] {
  const metadata = fields.get('metadata');
  const named = isFields(metadata) ? ['raw', 'error', 'upstream'].map((name) => metadata[name]) : [];
  const others = [...fields].filter(([name]) => !knownNames.has(name) && !isForeignField(name));
  const room = { left: nested.mostVisited };
  return [...named, ...others.flatMap(([, value]) => findNestedErrors(value, inError, 0, room))].slice(0, mostLayers);
}

function innerLayers(name: string, value: unknown, own: string, depth: number): ErrorLayer[] {
  if (value === undefined || value === null || value === own) return [];
  if (name === 'details') {
    return layersOf(isList(value) ? value.filter((detail) => !isTypedDetail(detail)) : value, depth);
  }
  // a string beside a message is a layer of its own only if it holds JSON
  const isNote = typeof value === 'string' && own !== '' && (name === 'error' || !value.includes('{'));
  return isNote ? [] : layersOf(value, depth);
}
