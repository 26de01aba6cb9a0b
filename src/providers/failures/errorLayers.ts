import { isErrorDocument, saysSomething } from '../answer/errorSigns';
import type { Fields } from '../answer/json';
import { byPlainName, isFields, isList, plainName } from '../answer/json';
import { jsonIn } from '../answer/jsonIn';

/** What one of the errors says that services wrap into each other. */
export interface ErrorLayer {
  /** Its own words, without JSON that stands in them; '' if it has none. */
  readonly message: string;
  /** Its code or type as it is written, for an error without words. */
  readonly label: string;
  /** Reasons, code and type by their plain names, the surest first. */
  readonly names: readonly string[];
  /** HTTP statuses that it names as its code. */
  readonly statuses: readonly number[];
  /** The status that a relay got from its upstream, as `param`. */
  readonly upstreamStatus?: number | undefined;
  /** Names of limits, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
  readonly quotaIds: readonly string[];
  readonly quotaValues: readonly string[];
  /** Times to wait as Google's RetryInfo has them: "34s", or seconds and nanos. */
  readonly retryDelays: readonly unknown[];
}

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

function wordsOnly(message: string): ErrorLayer {
  return { message, label: '', names: [], statuses: [], quotaIds: [], quotaValues: [], retryDelays: [] };
}

function saysAnything(layer: ErrorLayer): boolean {
  return layer.message !== '' || layer.names.length > 0 || layer.statuses.length > 0;
}

function layersOfText(text: string, depth: number): ErrorLayer[] {
  const short = text.slice(0, longestText).trim();
  if (!short.includes('{')) return [wordsOnly(short)];
  const { values, words } = jsonIn(short);
  const inner = values
    .filter((value) => isFields(value) || (isList(value) && value.some(isFields)))
    .flatMap((value) => layersOf(value, depth + 1))
    .filter(saysAnything);
  return inner.length > 0 ? [wordsOnly(words), ...inner] : [wordsOnly(short)];
}

function layersOfFields(value: Fields, depth: number): ErrorLayer[] {
  const fields = byPlainName(value);
  const messages = messageNames.map((name) => fields.get(name)).filter((text) => typeof text === 'string');
  const own = messages.find((text) => text.trim() !== '') ?? '';
  const inner = innerNames.flatMap((name) => innerLayers(name, fields.get(name), own, depth + 1));
  const metadata = fields.get('metadata');
  const beside = isFields(metadata) ? ['raw', 'error', 'upstream'].map((name) => metadata[name]) : [];
  const data = fields.get('data');
  if (isFields(data) && isErrorDocument(data)) beside.push(data);
  const all = [...inner, ...beside.flatMap((item) => layersOf(item, depth + 1))];
  return [ownLayer(fields, isWrapped(own, all) ? '' : own), ...all];
}

/** Whether a message is nothing but JSON, or words around JSON, that were read as a layer of their own. */
function isWrapped(message: string, inner: readonly ErrorLayer[]): boolean {
  return message.includes('{') && inner.length > 0;
}

function innerLayers(name: string, value: unknown, own: string, depth: number): ErrorLayer[] {
  if (value === undefined || value === null) return [];
  if (name === 'details') return layersOf(isList(value) ? value.filter(isPlainDetail) : value, depth);
  if (typeof value !== 'string') return layersOf(value, depth);
  // a string is a layer of its own if it holds JSON, or if it is all that is said
  if (value === own) return value.includes('{') ? layersOf(value, depth) : [];
  if (own !== '' && (name === 'error' || !value.includes('{'))) return [];
  return layersOf(value, depth);
}

/** A detail that is not one of Google's typed ones, which are facts about the same error. */
function isPlainDetail(detail: unknown): boolean {
  return typeof detail === 'string' || (isFields(detail) && !('@type' in detail));
}

function ownLayer(fields: ReadonlyMap<string, unknown>, message: string): ErrorLayer {
  const details = typedDetails(fields.get('details'));
  const violations = details.flatMap((detail) => listOf(detail['violations']));
  const metadata = details.map((detail) => detail['metadata']).filter(isFields);
  const codes = ['code', 'errorcode', 'errcode', 'statuscode', 'status', 'type'].map((name) => fields.get(name));
  const error = fields.get('error');
  const reasons = [...details, ...listOf(fields.get('errors'))].map((item) => item['reason']);
  return {
    message: message || words(details.map((detail) => detail['message'])) || describedFields(details),
    label: words(codes),
    names: named([
      ...reasons,
      ...moderated(fields.get('metadata')),
      ...missingRoute(fields),
      ...codes,
      typeof error === 'string' ? error : '',
    ]),
    statuses: codes.map(statusOf).filter((status) => status !== undefined),
    upstreamStatus: statusOf(fields.get('param')),
    quotaIds: texts([...violations.map((item) => item['quotaId']), ...metadata.map((item) => item['quota_limit'])]),
    quotaValues: texts([
      ...violations.map((item) => item['quotaValue']),
      ...metadata.map((item) => item['quota_limit_value']),
    ]),
    retryDelays: details.map((detail) => detail['retryDelay']).filter((delay) => delay !== undefined),
  };
}

function listOf(value: unknown): Fields[] {
  return isList(value) ? value.slice(0, 64).filter(isFields) : [];
}

function typedDetails(value: unknown): Fields[] {
  return listOf(value).filter((detail) => '@type' in detail || 'reason' in detail);
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
}

function words(values: readonly unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
}

function describedFields(details: readonly Fields[]): string {
  return words(details.flatMap((detail) => listOf(detail['fieldViolations'])).map((item) => item['description']));
}

/** Codes that are words: `invalid_api_key`, not `401` and not a sentence. */
function named(values: readonly unknown[]): string[] {
  const codes = values.filter((value) => typeof value === 'string' && !/\s/.test(value.trim())) as string[];
  return codes.map(plainName).filter((name) => /[a-z]/.test(name));
}

/** OpenRouter's moderation gives no code, only what was flagged. */
function moderated(metadata: unknown): string[] {
  return isFields(metadata) && ('flagged_input' in metadata || isList(metadata['reasons']))
    ? ['moderation_blocked']
    : [];
}

/** How FastAPI and Spring say that they have no such route, in shapes of their own. */
function missingRoute(fields: ReadonlyMap<string, unknown>): string[] {
  const isFastApi = fields.size === 1 && fields.get('detail') === 'Not Found';
  const isSpring = fields.get('status') === 404 && fields.has('timestamp') && fields.has('path');
  return isFastApi || isSpring ? ['route_not_found'] : [];
}

/** A number or text that is an HTTP error status. */
function statusOf(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  return /^\s*[45]\d\d\s*$/.test(String(value)) ? Number(value) : undefined;
}
