import type { ErrorLayer } from './errorFacts';
import type { Verdict } from './verdict';

/** A period as limits name it. In words the first one counts: what comes later is advice ("unlock 1000 requests per day"). */
const period =
  /\bper[ -_]?(second|sec|min|minute|hour|day|week|month)\b|\b(RP[MD]|TPM|IPM)\b|(每分钟|每分鐘|每小时|每日|每天|每周|每月)/i;

const limitOfZero = /\blimit['"]?\s*[:=]?\s*['"]?0(?!\d|\.\d)/i;
const anyLimit = /\blimit['"]?\s*[:=]?\s*['"]?\d/i;
const yourQuota = /exceeded your current quota/i;

function wordsOf(layers: readonly ErrorLayer[]): string {
  return layers.map(({ message }) => message.slice(0, 4000)).join('\n');
}

function firstPeriod(words: string): string {
  return (period.exec(words)?.slice(1).find(Boolean) ?? '').toLowerCase();
}

const days = new Set(['day', 'rpd', '每日', '每天']);
const longer = new Set(['week', 'month', '每周', '每月']);

/**
 * Whether a limit lifts by waiting a minute: a limit of zero or per day does not. Google's "exceeded your current quota"
 * with neither limit, violation nor time to wait is one per day in practice.
 */
export function quotaVerdict(layers: readonly ErrorLayer[], hasWait: boolean): Verdict {
  const words = wordsOf(layers);
  const ids = layers.flatMap(({ quotaIds }) => quotaIds);
  const values = layers.flatMap(({ quotaValues }) => quotaValues);
  if (values.includes('0') || limitOfZero.test(words)) {
    return { kind: 'quota', reason: 'freeTier', quotaPeriod: 'never' };
  }
  if (ids.some((id) => /per_?day/i.test(id)) || days.has(firstPeriod(words)))
    return { kind: 'quota', quotaPeriod: 'day' };
  if (longer.has(firstPeriod(words))) return { kind: 'quota', quotaPeriod: 'never' };
  const isBare = ids.length === 0 && values.length === 0 && !anyLimit.test(words) && !hasWait;
  return isBare && yourQuota.test(words) ? { kind: 'quota', quotaPeriod: 'day' } : { kind: 'rateLimit' };
}
