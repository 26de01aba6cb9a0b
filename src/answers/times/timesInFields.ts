import { isFields, plainName } from '../json/json';
import { anyOf } from '../words/patterns';
import { clockDurationMs, dayMs, durationMs, epochMs, hourMs, isoDurationMs, minuteMs, shortened } from './durations';

/** Names of fields, as plain names, that tell when a limit lifts. */
const timeName = anyOf(
  [
    /reset/,
    /retry/,
    /wait/,
    /cooldown/,
    /lockout/,
    /unblock/,
    /unban/,
    /unlock/,
    /(?:ban|banned|block|blocked|lock|locked|limited|paused)(?:for|until|time|duration|seconds|minutes|hours|expires?)/,
    /lift/,
    /renew/,
    /refresh/,
    /next(?:available|attempt|try|request)/,
    /available(?:in|at|after|again)/,
    /tryagain/,
    /until/,
    /^(?:expires(?:at|in)|ttl|(?:seconds|minutes|hours|time)(?:remaining|left)|remaining(?:seconds|minutes|hours|time))$/,
  ],
  '',
);
/** Counts and flags of retries, and what is renewed or expires besides a limit. */
const noTimeName = anyOf(
  [
    /retries/,
    /retrycount/,
    /retryable/,
    /maxretr/,
    /shouldretry/,
    /canretry/,
    /attempts/,
    /count$/,
    /token/,
    /url/,
    /link/,
    /waitlist/,
    /plan/,
    /subscription/,
    /key/,
    /card/,
    /trial/,
    /billing/,
    /licen[cs]e/,
    /contract/,
    /membership/,
    /credit/,
  ],
  '',
);

/** Whether a field of this plain name may tell a time. */
export function tellsTime(plainName: string): boolean {
  return timeName.test(plainName) && !noTimeName.test(plainName);
}

/** Google's RetryInfo, as JSON has it or, through some relays, as its parts. */
export function retryInfoMs(delay: unknown): number | undefined {
  if (typeof delay === 'number') return delay * 1000;
  if (typeof delay === 'string') return durationMs(delay.trim());
  if (!isFields(delay)) return undefined;
  return partOf(delay['seconds']) * 1000 + partOf(delay['nanos']) / 1_000_000;
}

/** Protobuf's JSON writes large numbers as text. Anything but these has no number: JavaScript throws on some of the rest. */
function partOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : value === undefined ? 0 : NaN;
}

const unitOfName: readonly (readonly [name: RegExp, ms: number])[] = [
  [/(?:ms|millis|milliseconds)$/, 1],
  [/(?:minutes?|mins)(?:remaining|left)?$/, minuteMs],
  [/(?:hours?|hrs)(?:remaining|left)?$/, hourMs],
  [/days?(?:remaining|left)?$/, dayMs],
];

/** A longer text is no time. */
const longestTime = 64;

/** What one field tells: a duration in the unit of its name (else seconds), a moment since 1970 or as a date, or parts of these. */
export function fieldMs(name: string, value: unknown, now: number): number | undefined {
  if (isFields(value)) return partsMs(name, value, now);
  const text = typeof value === 'string' && value.length <= longestTime ? value.trim() : '';
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : value;
  if (typeof number === 'number') {
    return epochMs(number, now) ?? number * (unitOfName.find(([ending]) => ending.test(name))?.[1] ?? 1000);
  }
  return durationMs(shortened(text)) ?? isoDurationMs(text) ?? clockDurationMs(text) ?? dateMs(text, now);
}

function partsMs(name: string, parts: Readonly<Record<string, unknown>>, now: number): number | undefined {
  if ('seconds' in parts || 'nanos' in parts) return retryInfoMs(parts);
  const times = Object.entries(parts)
    .slice(0, 16)
    .filter(([, value]) => !isFields(value))
    .map(([part, value]) => fieldMs(`${name}${plainName(part)}`, value, now))
    .filter((ms) => ms !== undefined);
  return times.length > 0 ? Math.max(...times) : undefined;
}

function dateMs(text: string, now: number): number | undefined {
  const moment = /\d{4}/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? undefined : moment - now;
}

/** Headers that tell when a window of requests or tokens begins anew, with what is left in it beside them. */
const resetHeader = /^(?:x-|[\w-]+-)?rate-?limit-(?:[\w-]+-)?reset(?:-[\w-]+)?$/;

/** A name can be as long as all headers together. Much longer ones are not meant, and take time by the cube of their length. */
const longestName = 100;

/** When a window that is used up begins anew, in milliseconds from now. */
export function windowsMs(headers: Headers, now: number): number[] {
  return [...headers]
    .filter(([name]) => name.length <= longestName && resetHeader.test(name) && isUsedUp(name, headers))
    .map(([name, value]) => fieldMs(plainName(name.replace(/-(?:requests|tokens|images)/, '')), value, now))
    .filter((ms) => ms !== undefined);
}

/** Where several windows are told, only the one with nothing left is the reason. */
function isUsedUp(name: string, headers: Headers): boolean {
  const left = headers.get(name.replace('reset', 'remaining'));
  if (left !== null) return Number(left) <= 0;
  return /^(?:x-)?rate-?limit-reset(?:-after)?$/.test(name);
}
