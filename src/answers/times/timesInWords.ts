import { anyOf, groupOf } from '../words/patterns';
import { dayMs, durationMs, epochMs, hourMs, minuteMs, shortened, withDigits } from './durations';

/** Words before a time to wait. */
const lead = String.raw`\b${groupOf([
  /retry/, // Google 429, one-api
  /try again/, // OpenAI 429
  /wait/, // relays of every kind
  /resets?/, // Google's subscription quotas
  /renews?|refresh(?:es)?/, // made up
  /lifts?|lifted|unlocks?|unblocked/, // made up
  /cool[ -]?down|cooling down/, // LiteLLM's deployments
  /lock[ -]?out|locked(?: out)?/, // made up
  /(?:blocked|banned|limited|paused) for/, // made up
  /available (?:again )?(?:in|after)/, // made up
])}`;
const number = String.raw`\d{1,9}(?:\.\d{1,9})?`;
const unit = '(?:milliseconds?|ms|weeks?|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)';
const inWords = new RegExp(
  String.raw`${lead}[^.\d\n]{0,40}?\b((?:${number}[ -]?${unit}\b[\s,]{0,3}(?:and )?){1,8}|(?:${number}(?:ms|d|h|m|s)){1,8})`,
  'gi',
);
const inChinese = /(\d{1,12}(?:\.\d{1,12})?)\s{0,8}(秒|分钟|分鐘|小时|小時|天)(?:钟|鐘)?[^。，]{0,4}(?:后|後|再)/g;
const chineseMs: Readonly<Record<string, number>> = {
  秒: 1000,
  分钟: minuteMs,
  分鐘: minuteMs,
  小时: hourMs,
  小時: hourMs,
  天: dayMs,
};

const longestRead = 4000;

/** "Please retry in 34.2s", "try again after 51.8 seconds", "in 1m20s", "in two minutes", "30 秒后重试": all that a text tells. */
export function waitsIn(message: string): number[] {
  const text = withDigits(message.slice(0, longestRead));
  const english = [...text.matchAll(inWords)].map(([, told = '']) => durationMs(shortened(told)));
  const chinese = [...text.matchAll(inChinese)].map(([, count, of = '']) => Number(count) * (chineseMs[of] ?? 0));
  return [...english, ...chinese].filter((ms) => ms !== undefined);
}

/** What is left of a limit's time: "18000 seconds left", "retry_after=10800". */
export function restsIn(message: string): number[] {
  const text = message.slice(0, longestRead);
  const left = [...text.matchAll(/\b(\d{1,9}(?:\.\d+)?) ?(seconds?|minutes?|hours?|s|m|h) (?:left|remaining)\b/gi)];
  const named = [
    ...text.matchAll(
      /\b(?:retry|reset|wait|cooldown)[_-]?(?:after|in|for|seconds)["']?\s{0,3}[=:]\s{0,3}(\d{1,9})\b(?! ?[a-z])/gi,
    ),
  ];
  return [
    ...left.map(([, count, of = '']) => durationMs(shortened(`${count}${of}`))),
    ...named.map(([, seconds]) => Number(seconds) * 1000),
  ].filter((ms) => ms !== undefined);
}

/** Words before the moment at which a limit lifts. */
const untilWhen = anyOf([
  /(?:until|till|again|allowed|available|resets?|renews?|lifts?|unlocks?|重置|恢复|恢復|解除|解封|直到)[^.\n]{0,30}?$/, // a relay's 502
  /在\s*$/, // made up, in Chinese
]);
const iso = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?`;
const http = String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT`;
const moments = new RegExp(`${iso}|${http}`, 'g');
const hasZone = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/;
const han = /\p{Script=Han}/u;

/** Moments at which a limit lifts, in milliseconds from now: "blocked until 2026-12-02T18:20:11Z", "reached|1795903021". */
export function momentsIn(message: string, now: number): number[] {
  const text = message.slice(0, longestRead);
  const dates = [...text.matchAll(moments)]
    .filter(({ index }) => untilWhen.test(text.slice(Math.max(0, index - 48), index)))
    // a time without a zone is the service's own, or nobody knows whose
    .map(
      ([date]) =>
        Date.parse(hasZone.test(date) ? date : `${date.replace(' ', 'T')}${han.test(text) ? '+08:00' : 'Z'}`) - now,
    );
  const epochs = [...text.matchAll(/(?:\||(?:until|at|resets?) )(\d{10}|\d{13})\b/g)].map(([, at]) =>
    epochMs(Number(at), now),
  );
  return [...dates, ...epochs].filter((ms) => ms !== undefined && Number.isFinite(ms)).map(Number);
}
