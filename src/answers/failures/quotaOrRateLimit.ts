import type { ToldTimes } from '../times/times';
import type { Classification } from '../words/classification';
import { anyOf } from '../words/patterns';
import { dayInLanguages, firstPeriod, longerInLanguages, muchLater, tomorrow } from '../words/periodWords';
import type { ErrorLayer } from './errorLayer';

const limitOfZero = /\blimit['"]?\s*[:=]?\s*['"]?0(?!\d|\.\d)/i;
const anyLimit = /\blimit['"]?\s*[:=]?\s*['"]?\d/i;
const yourQuota = /exceeded your current quota/i;

function wordsOf(layers: readonly ErrorLayer[]): string {
  return layers.map(({ message }) => message.slice(0, 4000)).join('\n');
}

const days = new Set(['day', 'rpd', '每日', '每天']);
const longer = new Set(['week', 'month', '每周', '每月']);

/** A limit that lifts within this time is waited for. */
const longestWaitMs = 15 * 60_000;

/** Words that speak of a limit, and words that speak of money. */
const limitWords = /\b(?:quota|limit|allowance)s?\b|额度|額度|配额|配額|上限|限额|限額/i;
const moneyWords = anyOf([
  /\b(?:balance|credits?|funds|billing|payment|prepa(?:y|id)|preconsumed)/, // a relay's 402
  /insufficient/, // a relay's 402
  /not enough/, // a relay's 403
  /余额/, // a relay's 403
  /餘額/, // made up, in Chinese
  /欠费/, // made up, in Chinese
  /欠費/, // made up, in Chinese
  /充值/, // made up, in Chinese
  /不足/, // relays
]);

/**
 * What a classification that is about a limit comes to; undefined if it is about something else. A limit that lasts is a quota,
 * whatever its code says, and one that lifts in a minute is none.
 */
export function classifyLimit(
  classification: Classification,
  layers: readonly ErrorLayer[],
  times: ToldTimes,
): Classification | undefined {
  const lasts = (times.longestMs ?? 0) > longestWaitMs;
  const limit = kindOfLimit(classification, layers, { lasts, isTold: times.longestMs !== undefined });
  if (!limit) return undefined;
  const told = lasts ? { liftsInMs: times.longestMs } : {};
  if (limit.kind === 'quota') return { ...limit, ...told };
  return lasts ? { kind: 'quota', ...told } : { kind: 'rateLimit' };
}

function kindOfLimit(
  classification: Classification,
  layers: readonly ErrorLayer[],
  { lasts, isTold }: { readonly lasts: boolean; readonly isTold: boolean },
): Classification | undefined {
  switch (classification.kind) {
    case 'rateLimit':
      return quotaOrRateLimit(layers, isTold);
    case 'quota':
      // a quota of no known period that lifts soon is a rate limit
      return classification.quotaPeriod === undefined && isTold ? quotaOrRateLimit(layers, isTold) : classification;
    case 'overloaded':
      return lasts && limitWords.test(wordsOf(layers)) ? { kind: 'quota' } : undefined;
    case 'credit':
      // money does not come back by itself
      return lasts && limitWords.test(wordsOf(layers)) && !moneyWords.test(wordsAndCodesOf(layers))
        ? { kind: 'quota' }
        : undefined;
    default:
      return undefined;
  }
}

/** Words and codes. */
function wordsAndCodesOf(layers: readonly ErrorLayer[]): string {
  return `${wordsOf(layers)}\n${layers.flatMap(({ names }) => names).join(' ')}`;
}

/**
 * Whether a limit lifts by waiting a minute: a limit of zero or per day does not. Google's "exceeded your current quota"
 * with neither limit, violation nor time to wait is one per day in practice.
 */
function quotaOrRateLimit(layers: readonly ErrorLayer[], hasWait: boolean): Classification {
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
