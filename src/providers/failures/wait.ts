import { isFields } from '../answer/json';
import type { ErrorLayer } from './errorFacts';

/** No service makes one wait longer and means it. */
const longestMs = 24 * 3_600_000;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const unitMs: Readonly<Record<string, number>> = { w: 7 * dayMs, d: dayMs, h: hourMs, m: 60_000, s: 1000, ms: 1 };

/** A million digits are no duration. */
const longestDuration = 64;

/** "34s", "1.5s", "1m20s", "250ms": as Google, Go and OpenAI write durations. Undefined for anything else. */
function durationMs(text: string): number | undefined {
  const parts = text.length > longestDuration ? [] : [...text.matchAll(/(\d{1,12}(?:\.\d{1,12})?)(ms|w|d|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitMs[unit ?? ''] ?? 0), 0);
}

/** Google's RetryInfo, as JSON has it or, through some relays, as its parts. */
function retryInfoMs(delay: unknown): number | undefined {
  if (typeof delay === 'number') return delay * 1000;
  if (typeof delay === 'string') return durationMs(delay.trim());
  if (!isFields(delay)) return undefined;
  return partOf(delay['seconds']) * 1000 + partOf(delay['nanos']) / 1_000_000;
}

/** Protobuf's JSON writes large numbers as text. Anything but these has no number: JavaScript throws on some of the rest. */
function partOf(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : value === undefined ? 0 : NaN;
}

/** Retry-After in seconds or as a date, which counts from the answer's own date: clocks differ. */
function headerMs(headers: Headers, now: number): number | undefined {
  const ms = headers.get('retry-after-ms');
  if (ms && /^\d+(?:\.\d+)?$/.test(ms.trim())) return Number(ms);
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = /[a-z]/i.test(text) ? Date.parse(text) : NaN;
  const from = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(until) ? durationMs(text) : until - (Number.isNaN(from) ? now : from);
}

/** Words before a time to wait. */
const lead = String.raw`\b(?:retry|try again|wait|resets?|renews?|refresh(?:es)?|lifts?|lifted|unlocks?|unblocked|cool[ -]?down|(?:blocked|banned|limited|paused) for|available (?:again )?(?:in|after))`;
const unit = '(?:milliseconds?|ms|weeks?|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)';
const inWords = new RegExp(
  String.raw`${lead}[^.\d\n]{0,40}?\b((?:\d{1,9}(?:\.\d{1,9})?[ -]?${unit}\b[\s,]{0,3}(?:and )?){1,8}|(?:\d{1,9}(?:\.\d{1,9})?(?:ms|d|h|m|s)){1,8})`,
  'gi',
);
const inChinese = /(\d{1,12}(?:\.\d{1,12})?)\s{0,8}(秒|分钟|分鐘|小时|小時|天)(?:钟|鐘)?[^。，]{0,4}(?:后|後|再)/g;
const chineseMs: Readonly<Record<string, number>> = {
  秒: 1000,
  分钟: 60_000,
  分鐘: 60_000,
  小时: 3_600_000,
  小時: 3_600_000,
  天: 86_400_000,
};

const longestRead = 4000;

/** "2 hours and 5 minutes" as "2h5m". */
function shortened(told: string): string {
  return told
    .toLowerCase()
    .replace(/[\s,-]+|and/g, '')
    .replace(/milliseconds?/g, 'ms')
    .replace(/(w)eeks?/g, '$1')
    .replace(/(d)ays?/g, '$1')
    .replace(/(h)(?:ou)?rs?/g, '$1')
    .replace(/(m)in(?:ute)?s?/g, '$1')
    .replace(/(s)ec(?:ond)?s?/g, '$1')
    .replace(/hour/g, 'h');
}

/** "Please retry in 34.2s", "try again after 51.8 seconds", "in 1m20s", "in 2 minutes", "30 秒后重试": all that a text tells. */
function wordsMs(message: string): number[] {
  const text = message.slice(0, longestRead);
  const english = [...text.matchAll(inWords)].map(([, told = '']) => durationMs(shortened(told)));
  const chinese = [...text.matchAll(inChinese)].map(([, count, of = '']) => Number(count) * (chineseMs[of] ?? 0));
  return [...english, ...chinese].filter((ms) => ms !== undefined);
}

/** Milliseconds to wait, as the answer tells; undefined if it tells none, or a time that is past. */
export function waitOf(layers: readonly ErrorLayer[], headers: Headers, now: number): number | undefined {
  const inner = [...layers].reverse();
  const info = inner.flatMap(({ retryDelays }) => retryDelays).map(retryInfoMs);
  const told = [...info, headerMs(headers, now), ...inner.map(({ message }) => wordsMs(message)[0])];
  const ms = told.find((value) => value !== undefined && Number.isFinite(value));
  return ms !== undefined && ms > 0 ? Math.min(Math.round(ms), longestMs) : undefined;
}

/** Times that an answer tells, in milliseconds from now. */
export interface ToldTimes {
  /** The wait that it asks for. */
  readonly waitMs: number | undefined;
  /** When its limit lifts, by whatever field or words: the longest of all told times. */
  readonly longestMs: number | undefined;
}

/** The time to wait, and how long the limit lasts. */
export function timesOf(layers: readonly ErrorLayer[], headers: Headers, now: number): ToldTimes {
  const waitMs = waitOf(layers, headers, now);
  const delays = layers.flatMap(({ retryDelays }) => retryDelays).map(retryInfoMs);
  const fields = layers.flatMap(({ times }) => times).map(([name, value]) => fieldMs(name, value, now));
  const words = layers.flatMap(({ message }) => wordsMs(message));
  const told = [headerMs(headers, now), ...delays, ...fields, ...words].filter(isTime);
  const loose = told.length > 0 ? [] : layers.flatMap(({ message }) => looseMs(message)).filter(isTime);
  const all = [...told, ...loose];
  return { waitMs, longestMs: all.length > 0 ? Math.max(...all) : undefined };
}

const longestLimitMs = 400 * dayMs;

function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && ms > 0 && ms <= longestLimitMs;
}

/** Names of fields, as plain names, that tell when a limit lifts. */
const timeName =
  /reset|retry|wait|cooldown|unblock|unban|lift|renew|refresh|next(?:available|attempt|try|request)|available(?:in|at|after|again)|tryagain|until/;
const noTimeName = /retries|retrycount|retryable|maxretr|shouldretry|canretry|attempts|count$|token|url|link|waitlist/;

/** Whether a field of this plain name may tell a time. */
export function tellsTime(plainName: string): boolean {
  return timeName.test(plainName) && !noTimeName.test(plainName);
}

const unitOfName: readonly (readonly [name: RegExp, ms: number])[] = [
  [/(?:ms|millis|milliseconds)$/, 1],
  [/(?:minutes?|mins)$/, 60_000],
  [/(?:hours?|hrs)$/, hourMs],
  [/days?$/, dayMs],
];

/** What one field tells: a duration in the unit of its name (else seconds), or a moment since 1970 or as a date. */
function fieldMs(name: string, value: unknown, now: number): number | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : value;
  if (typeof number === 'number') {
    if (number > 1e11) return number - now; // milliseconds since 1970
    if (number > 1e9) return number * 1000 - now;
    return number * (unitOfName.find(([ending]) => ending.test(name))?.[1] ?? 1000);
  }
  if (isFields(value)) return retryInfoMs(value);
  return durationMs(shortened(text)) ?? isoDurationMs(text) ?? dateMs(text, now);
}

/** "PT5H30M". */
function isoDurationMs(text: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return Number(days) * dayMs + Number(hours) * hourMs + Number(minutes) * 60_000 + Number(seconds) * 1000;
}

function dateMs(text: string, now: number): number | undefined {
  const moment = /\d{4}/.test(text) && text.length < 64 ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? undefined : moment - now;
}

/** Words for hours, days and weeks behind a number, a language a line. */
const longUnits: readonly (readonly [ms: number, words: string])[] = [
  [
    hourMs,
    String.raw`hours?\b|hrs?\b|小时|小時|時間|시간|час|годин|stunden?\b|horas?\b|heures?\b|or[ae]\b|u(?:ur|ren)\b|godzin|saat|giờ|jam\b|ساع|घंट|ชั่วโมง`,
  ],
  [
    dayMs,
    String.raw`days?\b|天|日|일|дн(?:я|ей|ів)|день|tag(?:e|en)?\b|d[ií]as?\b|jours?\b|giorn[oi]\b|dag(?:en)?\b|dni\b|gün|ngày|hari\b|يوم|أيام|दिन|วัน`,
  ],
  [7 * dayMs, String.raw`weeks?\b|周|週|星期|недел|wochen?\b|semanas?\b|semaines?\b|settiman`],
];
const looseTimes = longUnits.map(
  ([ms, words]) => [ms, new RegExp(String.raw`(\d{1,4}(?:\.\d{1,3})?)[ -]?(?:${words})`, 'giu')] as const,
);

/** Hours and days that a text names in whatever way, in any language: "100 requests in 24 hours". */
function looseMs(message: string): number[] {
  const text = message.slice(0, longestRead);
  return looseTimes.flatMap(([ms, form]) => [...text.matchAll(form)].map(([, count]) => Number(count) * ms));
}
