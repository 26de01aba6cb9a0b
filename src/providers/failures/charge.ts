import type { Charge, FailureKind } from '../../core/failure';
import type { ToldUse } from '../answer/usage';

/**
 * Sentences in which a service says that nothing is charged, one alternative a line. Certain ones only: "may not be charged"
 * decides nothing.
 */
const freeWords: readonly RegExp[] = [
  // Google's finishMessage: "You will not be charged for blocked images."
  /(?:will|was|were|is|are|has|have|had) (?:not|never) (?:be |been )?(?:charged|billed)/i,
  /(?:wo|was|were|is|are|has|have|had)n['’]t (?:be |been )?(?:charged|billed)/i,
  /\bno (?:charges?|costs?|fees?)\b(?! (?:estimates?|limits?|information|details|cent(?:er|re)s?|data|is known|are known|could|can))/i,
  /\b(?:at|with) no (?:charge|cost)\b(?! (?:estimate|limit))/i,
  /\bno credits? (?:was|were|has been|have been|will be) (?:used|consumed|charged|deducted|billed|spent)/i,
  /(?<!\b(?:not|never|no longer|n['’]t) )\bfree of charge\b/i,
  /\b(?:has|have|was|were) (?:been )?(?:fully |automatically )?refunded\b/i,
  // new-api's forks and Chinese relays
  /不(?:会|會|予|被)(?:扣费|扣費|消耗|计费|計費|收费|收費|扣除)/,
  /(?:本次|此次)?(?:请求|調用|调用)?(?:不|未|没有|沒有)(?:被)?(?:扣费|扣費|计费|計費|收费|收費|扣除)/,
  /已(?:全额)?(?:退款|退还|退還|返还|返還)/,
];

/** Words that take the certainty away from what stands behind them. */
const uncertain = /\b(?:may|might|could|should|whether|if|unless|not sure)\b|是否|可能|如果/i;

const longestRead = 4000;

/** Whether a service's own words say that nothing is charged. Never to be asked about a model's words. */
function saysFree(words: string): boolean {
  const sentences = words.slice(0, longestRead).split(/(?<=[.!?。！？\n])/);
  return sentences.some((sentence) => !uncertain.test(sentence) && freeWords.some((form) => form.test(sentence)));
}

/**
 * The charge of an answer without a picture that is no error: by a price or by what it says was used, or as the service says
 * in words of its own. Token counts are no price, but those of a picture were paid.
 */
export function chargeAsTold(serviceWords: readonly string[], told: ToldUse): Charge {
  const isNothing = told.cost === 0 || told.isAllZero;
  return chargeOfPaid(told) ?? (isNothing || serviceWords.some(saysFree) ? 'none' : 'unknown');
}

/** The charge of what an answer says was paid; undefined if it says nothing of that. */
export function chargeOfPaid({ cost, pictureTokens }: ToldUse): Charge | undefined {
  if (cost === 'unknown') return 'unknown';
  if (cost !== undefined && cost > 0) return 'billed';
  return pictureTokens > 0 ? 'unknown' : undefined;
}

/** Kinds that never cost anything: the service refused before it made a picture. */
const free: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'auth',
  'region',
  'setup',
  'credit',
  'quota',
  'rateLimit',
  'overloaded',
  'model',
  'badRequest',
  'server',
  'network',
]);

/** What a failure of a kind costs where the answer says nothing about it. */
export function usualCharge(kind: FailureKind): Charge {
  return free.has(kind) ? 'none' : 'unknown';
}
