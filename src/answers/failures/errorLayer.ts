import type { Fields } from '../json/json';
import { byPlainName, isFields, isList, plainName } from '../json/json';
import { tellsTime } from '../times/timesInFields';

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
  /** Fields that tell when a limit lifts: their plain names and values. */
  readonly times: readonly (readonly [name: string, value: unknown])[];
  /** Times to wait as Google's RetryInfo has them: "34s", or seconds and nanos. */
  readonly retryDelays: readonly unknown[];
  /** Pages that it names, the surest first. */
  readonly links: readonly string[];
}

/** What the fields of one error say, without the errors in it. */
export function layerOfFields(fields: ReadonlyMap<string, unknown>, message: string): ErrorLayer {
  const details = typedDetails(fields.get('details'));
  const violations = details.flatMap((detail) => listOf(detail['violations']));
  const metadata = details.map((detail) => detail['metadata']).filter(isFields);
  const codes = ['code', 'errorcode', 'errcode', 'statuscode', 'status', 'type'].map((name) => fields.get(name));
  const error = fields.get('error');
  const reasons = [fields.get('reason'), ...details.map((detail) => detail['reason'])];
  return {
    message: message || words(details.map((detail) => detail['message'])) || describedFields(details),
    label: words(codes),
    names: named([
      ...reasons,
      ...moderated(fields.get('metadata')),
      ...missingRoute(fields),
      ...codes,
      typeof error === 'string' ? error : '',
      ...codeInWords(message),
    ]),
    statuses: codes.map(statusOf).filter((status) => status !== undefined),
    upstreamStatus: statusOf(fields.get('param')),
    quotaIds: texts([
      ...violations.map((item) => item['quotaId']),
      ...metadata.map((item) => item['quota_limit']),
      ...['window', 'period', 'interval', 'limittype', 'limitname', 'quotatype'].map((name) => fields.get(name)),
    ]),
    quotaValues: texts([
      ...violations.map((item) => item['quotaValue']),
      ...metadata.map((item) => item['quota_limit_value']),
    ]),
    times: timesIn(fields),
    retryDelays: details.map((detail) => detail['retryDelay']).filter((delay) => delay !== undefined),
    links: texts([
      ...metadata.map((item) => item['activationUrl']),
      ...details.flatMap((detail) => listOf(detail['links'])).map((link) => link['url']),
    ]),
  };
}

function listOf(value: unknown): Fields[] {
  return isList(value) ? value.slice(0, 64).filter(isFields) : [];
}

/** Whether a detail is one of Google's typed ones, which are facts about the same error and no error of their own. */
export function isTypedDetail(detail: unknown): boolean {
  if (!isFields(detail)) return false;
  return ['@type', 'reason', 'retryDelay', 'violations', 'fieldViolations', 'links'].some((name) => name in detail);
}

function typedDetails(value: unknown): Fields[] {
  return listOf(value).filter(isTypedDetail);
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

const longestCode = 64;

/** Words that are a code: `NOT_ENOUGH_BALANCE`. */
export function codeInWords(message: string): string[] {
  const code = message.trim();
  return code.length <= longestCode && /^[A-Za-z]\w*[_.:]\w[\w.:]*$/.test(code) ? [code] : [];
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

const deepestTime = 3;
const mostTimes = 32;

/** Fields, also in what stands below them, that tell when a limit lifts. */
function timesIn(fields: ReadonlyMap<string, unknown>, depth = 0): (readonly [string, unknown])[] {
  if (depth > deepestTime) return [];
  const found = [...fields].flatMap(([name, value]) => {
    if (tellsTime(name)) return [[name, value] as const];
    const inner = isList(value) ? value.slice(0, 8).filter(isFields) : isFields(value) ? [value] : [];
    return inner.flatMap((item) => timesIn(byPlainName(item), depth + 1));
  });
  return found.slice(0, mostTimes);
}
