import type { ErrorLayer } from './errorFacts';
import type { Verdict } from './verdict';
import type { ToldTimes } from './times/times';
import { dayInLanguages, longerInLanguages } from './words/limitWords';

/** A period as limits name it. In words the first one counts: what comes later is advice ("unlock 1000 requests per day"). */
const period = new RegExp(
  [
    String.raw`(?:\b|_)per[ _-]?(second|sec|min|minute|hour|day|week|month)(?:\b|_)`,
    String.raw`\b(?:images?|pictures?|requests?|calls?|generations?|messages?|tokens?|times?) ?\/ ?(second|sec|min|minute|hour|day|week|month)\b`,
    String.raw`\b(RP[MD]|TPM|IPM)\b`,
    '(每分钟|每分鐘|每小时|每日|每天|每周|每月)',
  ].join('|'),
  'i',
);

const limitOfZero = /\blimit['"]?\s*[:=]?\s*['"]?0(?!\d|\.\d)/i;
const anyLimit = /\blimit['"]?\s*[:=]?\s*['"]?\d/i;
const yourQuota = /exceeded your current quota/i;

function wordsOf(layers: readonly ErrorLayer[]): string {
  return layers.map(({ message }) => message.slice(0, 4000)).join('\n');
}

function firstPeriod(words: string): string {
  return (period.exec(words)?.slice(1).find(Boolean) ?? '').toLowerCase();
}

/** When a limit lifts, without a number of hours: tomorrow, or at an hour of the clock. */
const tomorrow =
  /\b(?:tomorrow|midnight)\b|\b(?:resets?|renews?|again)\b[^.\d]{0,16}\d{1,2}(?::\d\d)? ?(?:[ap]m|utc|gmt)\b|明天|明日|次日|零点|零點|내일|завтра|\bmorgen\b|\bmañana\b|\bdemain\b|\bdomani\b|\bamanhã|yarın|ngày mai|\bbesok\b|غدا|พรุ่งนี้/i;
const muchLater =
  /\b(?:resets?|renews?|again) on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\bnext (?:week|month|billing cycle)\b|下周|下週|下个?月|下個月/i;

const days = new Set(['day', 'rpd', '每日', '每天']);
const longer = new Set(['week', 'month', '每周', '每月']);

/** A limit that lifts within this time is waited for. */
const longestWaitMs = 15 * 60_000;

/** Words that speak of a limit, and words that speak of money. */
const limitWords = /\b(?:quota|limit|allowance)s?\b|额度|額度|配额|配額|上限|限额|限額/i;
const moneyWords =
  /\b(?:balance|credits?|funds|billing|payment|prepa(?:y|id)|preconsumed)|insufficient|not enough|余额|餘額|欠费|欠費|充值|不足/i;

/**
 * What a verdict comes to that is about a limit; undefined if it is about something else. A limit that lasts is a quota,
 * whatever its code says, and one that lifts in a minute is none.
 */
export function verdictOfLimit(verdict: Verdict, layers: readonly ErrorLayer[], times: ToldTimes): Verdict | undefined {
  const lasts = (times.longestMs ?? 0) > longestWaitMs;
  const limit = kindOfLimit(verdict, layers, { lasts, isTold: times.longestMs !== undefined });
  if (!limit) return undefined;
  const told = lasts ? { liftsInMs: times.longestMs } : {};
  if (limit.kind === 'quota') return { ...limit, ...told };
  return lasts ? { kind: 'quota', ...told } : { kind: 'rateLimit' };
}

function kindOfLimit(
  verdict: Verdict,
  layers: readonly ErrorLayer[],
  { lasts, isTold }: { readonly lasts: boolean; readonly isTold: boolean },
): Verdict | undefined {
  switch (verdict.kind) {
    case 'rateLimit':
      return quotaVerdict(layers, isTold);
    case 'quota':
      // a quota of no known period that lifts soon is a rate limit
      return verdict.quotaPeriod === undefined && isTold ? quotaVerdict(layers, isTold) : verdict;
    case 'overloaded':
      return lasts && limitWords.test(wordsOf(layers)) ? { kind: 'quota' } : undefined;
    case 'credit':
      // money does not come back by itself
      return lasts && limitWords.test(wordsOf(layers)) && !moneyWords.test(saidOf(layers))
        ? { kind: 'quota' }
        : undefined;
    default:
      return undefined;
  }
}

/** Words and codes. */
function saidOf(layers: readonly ErrorLayer[]): string {
  return `${wordsOf(layers)}\n${layers.flatMap(({ names }) => names).join(' ')}`;
}

/**
 * Whether a limit lifts by waiting a minute: a limit of zero or per day does not. Google's "exceeded your current quota"
 * with neither limit, violation nor time to wait is one per day in practice.
 */
function quotaVerdict(layers: readonly ErrorLayer[], hasWait: boolean): Verdict {
  const words = wordsOf(layers);
  const ids = layers.flatMap(({ quotaIds }) => quotaIds);
  const values = layers.flatMap(({ quotaValues }) => quotaValues);
  if (values.includes('0') || limitOfZero.test(words)) {
    return { kind: 'quota', reason: 'freeTier', quotaPeriod: 'never' };
  }
  const told = firstPeriod(words);
  const isDaily = days.has(told) || tomorrow.test(words) || (told === '' && dayInLanguages.test(words));
  if (isDaily || ids.some((id) => /per_?day|^(?:1 ?d|day|daily)$|^daily_/i.test(id)))
    return { kind: 'quota', quotaPeriod: 'day' };
  const isLonger = longer.has(told) || muchLater.test(words) || (told === '' && longerInLanguages.test(words));
  if (isLonger || ids.some((id) => /^(?:week|month)(?:ly)?$|^(?:week|month)ly_/i.test(id)))
    return { kind: 'quota', quotaPeriod: 'never' };
  const isBare = ids.length === 0 && values.length === 0 && !anyLimit.test(words) && !hasWait;
  return isBare && yourQuota.test(words) ? { kind: 'quota', quotaPeriod: 'day' } : { kind: 'rateLimit' };
}
