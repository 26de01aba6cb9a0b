import { dayMs, durationMs, epochMs, hourMs, minuteMs, shortened, withDigits, withFewest } from './durations';

/** Words before a time to wait. */
const lead = String.raw`\b(?:retry|try again|wait|resets?|renews?|refresh(?:es)?|lifts?|lifted|unlocks?|unblocked|cool[ -]?down|cooling down|lock[ -]?out|locked(?: out)?|(?:blocked|banned|limited|paused) for|available (?:again )?(?:in|after))`;
const unit = '(?:milliseconds?|ms|weeks?|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)';
const inWords = new RegExp(
  String.raw`${lead}[^.\d\n]{0,40}?\b((?:\d{1,9}(?:\.\d{1,9})?[ -]?${unit}\b[\s,]{0,3}(?:and )?){1,8}|(?:\d{1,9}(?:\.\d{1,9})?(?:ms|d|h|m|s)){1,8})`,
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
const untilWhen =
  /(?:until|till|again|allowed|available|resets?|renews?|lifts?|unlocks?|重置|恢复|恢復|解除|解封|直到)[^.\n]{0,30}?$|在\s*$/i;
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

/** Words for hours, days and weeks behind a number, a language a line. */
const longUnits: readonly (readonly [ms: number, words: string])[] = [
  [
    hourMs,
    String.raw`h\b|hours?\b|hrs?\b|小时|小時|時間|시간|час|годин|stunden?\b|horas?\b|heures?\b|or[ae]\b|u(?:ur|ren)\b|godzin|saat|giờ|jam\b|ساع|घंट|ชั่วโมง`,
  ],
  [
    dayMs,
    String.raw`days?\b|天|日|일|дн(?:я|ей|ів)|день|tag(?:e|en)?\b|d[ií]as?\b|jours?\b|giorn[oi]\b|dag(?:en)?\b|dni\b|gün|ngày|hari\b|يوم|أيام|दिन|วัน`,
  ],
  [7 * dayMs, String.raw`weeks?\b|周|週|星期|недел|wochen?\b|semanas?\b|semaines?\b|settiman`],
];
/** Days in which somebody answers, or that are past, are no limit's. */
const looseTimes = longUnits.map(
  ([ms, words]) =>
    [ms, new RegExp(String.raw`(?<![\w.-])(\d{1,4}(?:\.\d{1,3})?)[ -]?(?:${words})(?! (?:ago|old))`, 'giu')] as const,
);
const ofOthers = /\b(?:contact|support|sales|business|respond|reply|created|expires?|trial)\b/i;

/** Hours and days that a text names in whatever way, in any language: "100 requests in 24 hours". */
export function periodsIn(message: string): number[] {
  const sentences = withFewest(withDigits(message.slice(0, longestRead))).split(/[!?。！？\n]+|\.(?=\s|$)/);
  const text = sentences.filter((sentence) => !ofOthers.test(sentence)).join('\n');
  return looseTimes.flatMap(([ms, form]) => [...text.matchAll(form)].map(([, count]) => Number(count) * ms));
}
