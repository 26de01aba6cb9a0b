import { dayMs, durationMs } from './durations';
import { periodsIn } from './periodsInWords';
import { fieldMs, retryInfoMs, windowsMs } from './timesInFields';
import { momentsIn, restsIn, waitsIn } from './timesInWords';

/** Where an error may tell when it is over. */
interface TimeSource {
  readonly message: string;
  /** Fields that tell when a limit lifts: their plain names and values. */
  readonly times: readonly (readonly [name: string, value: unknown])[];
  /** Times to wait as Google's RetryInfo has them: "34s", or seconds and nanos. */
  readonly retryDelays: readonly unknown[];
}

/** No service makes one wait longer and means it. */
const longestMs = dayMs;
const longestLimitMs = 400 * dayMs;

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

/** Milliseconds to wait, as the answer tells; undefined if it tells none, or a time that is past. */
export function waitOf(layers: readonly TimeSource[], headers: Headers, now: number): number | undefined {
  const inner = [...layers].reverse();
  const info = inner.flatMap(({ retryDelays }) => retryDelays).map(retryInfoMs);
  const told = [...info, headerMs(headers, now), ...inner.map(({ message }) => waitsIn(message)[0])];
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
export function timesOf(layers: readonly TimeSource[], headers: Headers, now: number): ToldTimes {
  const waitMs = waitOf(layers, headers, now);
  const delays = layers.flatMap(({ retryDelays }) => retryDelays).map(retryInfoMs);
  const fields = layers.flatMap(({ times }) => times).map(([name, value]) => fieldMs(name, value, now));
  const words = layers.flatMap(({ message }) => [...waitsIn(message), ...restsIn(message), ...momentsIn(message, now)]);
  const told = [headerMs(headers, now), ...delays, ...fields, ...words, ...windowsMs(headers, now)].filter(isTime);
  // what only names hours and days may be about anything: it counts where nothing else is told
  const loose = told.length > 0 ? [] : layers.flatMap(({ message }) => periodsIn(message)).filter(isTime);
  const all = [...told, ...loose];
  return { waitMs, longestMs: all.length > 0 ? Math.max(...all) : undefined };
}

function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && ms > 0 && ms <= longestLimitMs;
}
