import { groupOf, near } from './patterns';

/** A limit of a week, a month or a billing cycle, or one that somebody set: it does not lift by itself within days. */
export const longLimitWords: readonly RegExp[] = [
  /spend(?:ing)? (?:cap|limit)/i, // made up
  /(?:weekly|monthly|yearly|annual) (?:\w+ ){0,2}(?:limit|quota|budget|allowance|cap)/i, // made up
  near(
    String.raw`\b(?:limit|quota|allowance|usage)\b`,
    groupOf([
      /\bthis (?:week|month|year)\b/,
      /\b(?:for|in|of) the (?:week|month)\b/,
      /\b(?:this|current|next) (?:billing )?(?:cycle|period)\b/,
    ]),
    60,
  ),
  /\bkey limit exceeded\b(?! \((?:daily|total))/i, // OpenRouter
  /\bset (?:\w+ )?limit\b[^.]{0,60}\b(?:reached|exceeded|paused)/i, // Volcengine's safe mode
  /\b(?:reached|exceeded) the set (?:\w+ )?limit/i, // Volcengine's safe mode
  /(?:每周|每月|本周|本月|当月|當月)[^。，]{0,12}(?:上限|限额|限額|额度|額度|次数|次數|限制)/, // made up, in Chinese
];

/** A limit of a day. */
export const dayLimitWords: readonly RegExp[] = [
  /daily (?:\w+ ){0,2}(?:limit|quota|allowance|cap)/i, // made up
  /(?:limit|quota|allowance) (?:for|of) (?:today|the day)/i, // made up
  near(
    String.raw`\b(?:limit|quota|allowance|used (?:all|up))\b`,
    String.raw`\bfor (?:today|the day|this day)\b|\btoday['’]s\b`,
    60,
  ),
  near(
    String.raw`\bno (?:\w+ ){0,2}(?:requests?|images?|generations?|pictures?|calls?)\b|\b0 of \d+\b|\b(?:left|remaining)\b`,
    String.raw`\btoday\b|\bdaily\b`,
    30,
  ),
  /(?:每日|每天|今日|当日|當日)[^。，]{0,12}(?:上限|限额|限額|额度|額度|次数|次數|限制)/i, // made up, in Chinese
];

/** Too many requests, for now. */
export const rateLimitWords: readonly RegExp[] = [
  /rate[ -]?limit/i, // a relay's 429
  /too many (?:requests|concurrent|tokens)/i, // a relay's 429
  /requests? (?:per|limit)/i, // Google 429
  /concurren(?:cy|t)[^.]{0,20}(?:limit|request)/i, // OpenAI
  /exceeded your current quota/i, // Google 429
  /quota exceeded/i, // Google 429
  /resource (?:has been )?exhausted/i, // Google 429
  /slow down/i, // a relay's 429
  /throttl/i, // made up
  /请求(?:数|过于|太|次数)/i, // made up, in Chinese
  /频率/i, // made up, in Chinese
  /頻率/i, // made up, in Chinese
  /限流/i, // made up, in Chinese
  /限速/i, // made up, in Chinese
  /并发/i, // made up, in Chinese
  /並發/i, // made up, in Chinese
];

/** Limits of any sort. Where the request itself is blamed, they are limits of its size. */
export const anyLimitWords: readonly RegExp[] = [
  /\b(?:usage|request|message|generation) (?:limit|quota|cap)\b[^.]{0,30}\b(?:reached|exceeded|hit|exhausted|used up)/i, // made up
  /\b(?:model|account|plan|hourly) (?:limit|quota|cap)\b[^.]{0,30}\b(?:reached|exceeded|hit|exhausted|used up)/i, // made up
  /\b(?:reached|exceeded|hit|exhausted)\b[^.]{0,30}\b(?:limit|quota|capacity on this model)\b/i, // Google 429
  /\b(?:limit|quota)\b(?: \([^)]{0,40}\))? (?:of [^.]{1,40} )?(?:has been |was |is |been )?(?:reached|exceeded|hit)\b/i, // a relay's 429
  /\b(?:limit|quota)\b(?: \([^)]{0,40}\))? (?:of [^.]{1,40} )?(?:has been |was |is |been )?exhausted\b/i, // made up
  /\b(?:limit|quota)s? (?:will )?(?:be )?(?:resets?|renews?|refresh(?:es)?|lifted)\b/i, // a relay's 200
  /(?:已?达到?|超出|超过|超過|已達)[^。，]{0,12}(?:上限|限额|限額|配额|配額|限制)/, // made up, in Chinese
  /(?:配额|配額)[^。，]{0,8}(?:已?用尽|已?用完|耗尽|超)/, // made up, in Chinese
  near('лимит|квот', 'исчерпан|превыш|достигнут', 30),
  near(
    'limit|kontingent',
    'erreicht|erschöpft|überschritten|aufgebraucht|bereikt|uppnåd|nået|wyczerpan|przekroczon|osiągnięt',
    30,
  ),
  near(
    'límite|cuota|limite|cota',
    'alcanzad|superad|excedid|agotad|atingid|esgotad|atteint|dépass|raggiunt|superat|épuisé',
    30,
  ),
  near('上限|制限', '達し|超え|超過', 12),
  near('한도|할당량', '초과|도달|소진', 12),
  near('giới hạn|hạn mức', 'đạt|vượt|hết', 20),
  near('limit|kota', 'ulaş|aşıl|doldu', 20),
  near('batas|kuota', 'tercapai|habis|terlampaui|melebihi', 20),
];
