import { isFields } from '../answer/json';
import type { ErrorLayer } from './errorFacts';

/** No service makes one wait longer and means it. */
const longestMs = 24 * 3_600_000;

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** "34s", "1.5s", "1m20s", "250ms": as Google, Go and OpenAI write durations. Undefined for anything else. */
function durationMs(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitMs[unit ?? ''] ?? 0), 0);
}

/** Google's RetryInfo, as JSON has it or, through some relays, as its parts. */
function retryInfoMs(delay: unknown): number | undefined {
  if (typeof delay === 'number') return delay * 1000;
  if (typeof delay === 'string') return durationMs(delay.trim());
  if (!isFields(delay)) return undefined;
  return Number(delay['seconds'] ?? 0) * 1000 + Number(delay['nanos'] ?? 0) / 1_000_000;
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

const inWords =
  /\b(?:retry|try again|wait|reset|available (?:in|after))[^.\d\n]{0,40}?\b((?:\d+(?:\.\d+)?\s*(?:milliseconds?|ms|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)\b[\s,]*(?:and )?)+|(?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i;
const inChinese = /(\d+(?:\.\d+)?)\s*(秒|分钟|分鐘|小时|小時)(?:钟|鐘)?[^。，]{0,4}(?:后|後|再)/;
const chineseMs: Readonly<Record<string, number>> = {
  秒: 1000,
  分钟: 60_000,
  分鐘: 60_000,
  小时: 3_600_000,
  小時: 3_600_000,
};

/** "Please retry in 34.2s", "try again after 51.8 seconds", "in 1m20s", "in 2 minutes", "30 秒后重试". */
function wordsMs(message: string): number | undefined {
  const text = message.slice(0, 4000);
  const told = inWords.exec(text)?.[1];
  if (told !== undefined) {
    const short = told
      .toLowerCase()
      .replace(/[\s,]+|and/g, '')
      .replace(/milliseconds?/g, 'ms')
      .replace(/(h)(?:ou)?rs?/g, '$1')
      .replace(/(m)in(?:ute)?s?/g, '$1')
      .replace(/(s)ec(?:ond)?s?/g, '$1')
      .replace(/hour/g, 'h');
    return durationMs(short);
  }
  const chinese = inChinese.exec(text);
  return chinese ? Number(chinese[1]) * (chineseMs[chinese[2] ?? ''] ?? 0) : undefined;
}

/** Milliseconds to wait, as the answer tells; undefined if it tells none, or a time that is past. */
export function waitOf(layers: readonly ErrorLayer[], headers: Headers, now: number): number | undefined {
  const inner = [...layers].reverse();
  const info = inner.flatMap(({ retryDelays }) => retryDelays).map(retryInfoMs);
  const told = [...info, headerMs(headers, now), ...inner.map(({ message }) => wordsMs(message))];
  const ms = told.find((value) => value !== undefined && Number.isFinite(value));
  return ms !== undefined && ms > 0 ? Math.min(Math.round(ms), longestMs) : undefined;
}
