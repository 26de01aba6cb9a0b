import { near } from './near';

/** A limit of a week, a month or a billing cycle, or one that somebody set: it does not lift by itself within days. */
export const longLimitWords: readonly RegExp[] = [
  /spend(?:ing)? (?:cap|limit)/i,
  /(?:weekly|monthly|yearly|annual) (?:\w+ ){0,2}(?:limit|quota|budget|allowance|cap)/i,
  near(
    String.raw`\b(?:limit|quota|allowance|usage)\b`,
    String.raw`\bthis (?:week|month|year)\b|\b(?:for|in|of) the (?:week|month)\b|\b(?:this|current|next) (?:billing )?(?:cycle|period)\b`,
    60,
  ),
  /\bkey limit exceeded\b(?! \((?:daily|total))/i, // OpenRouter
  /\bset (?:\w+ )?limit\b[^.]{0,60}\b(?:reached|exceeded|paused)|\b(?:reached|exceeded) the set (?:\w+ )?limit/i, // Volcengine's safe mode
  /(?:每周|每月|本周|本月|当月|當月)[^。，]{0,12}(?:上限|限额|限額|额度|額度|次数|次數|限制)/,
];

/** A limit of a day. */
export const dayLimitWords: readonly RegExp[] = [
  /daily (?:\w+ ){0,2}(?:limit|quota|allowance|cap)/i,
  /(?:limit|quota|allowance) (?:for|of) (?:today|the day)/i,
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
  /(?:每日|每天|今日|当日|當日)[^。，]{0,12}(?:上限|限额|限額|额度|額度|次数|次數|限制)/i,
];

/** Too many requests, for now. */
export const rateLimitWords: readonly RegExp[] = [
  /rate[ -]?limit/i,
  /too many (?:requests|concurrent|tokens)/i,
  /requests? (?:per|limit)/i,
  /concurren(?:cy|t)[^.]{0,20}(?:limit|request)/i,
  /exceeded your current quota/i,
  /quota exceeded/i,
  /resource (?:has been )?exhausted/i,
  /slow down/i,
  /throttl/i,
  /请求(?:数|过于|太|次数)/i,
  /频率/i,
  /頻率/i,
  /限流/i,
  /限速/i,
  /并发/i,
  /並發/i,
];

/** Limits of any sort. Where the request itself is blamed, they are limits of its size. */
export const anyLimitWords: readonly RegExp[] = [
  /\b(?:usage|request|message|generation|model|account|plan|hourly) (?:limit|quota|cap)\b[^.]{0,30}\b(?:reached|exceeded|hit|exhausted|used up)/i,
  /\b(?:reached|exceeded|hit|exhausted)\b[^.]{0,30}\b(?:limit|quota|capacity on this model)\b/i,
  /\b(?:limit|quota)\b(?: \([^)]{0,40}\))? (?:of [^.]{1,40} )?(?:has been |was |is |been )?(?:reached|exceeded|hit|exhausted)\b/i,
  /\b(?:limit|quota)s? (?:will )?(?:be )?(?:resets?|renews?|refresh(?:es)?|lifted)\b/i,
  /(?:已?达到?|超出|超过|超過|已達)[^。，]{0,12}(?:上限|限额|限額|配额|配額|限制)/,
  /(?:配额|配額)[^。，]{0,8}(?:已?用尽|已?用完|耗尽|超)/,
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

/** A day and longer periods, as other languages name them; to be asked only where a limit was told. */
export const dayInLanguages =
  /дневн|суточн|на сегодня|(?:в|за) (?:день|сутки)|денн|tageslimit|tageskontingent|täglich|pro tag|für heute|daglimiet|dagelijks|daglig|dygn|diari[oa]|por d[ií]a|al día|diári|quotidien|journali|par jour|giornalier|al giorno|dzienn|denní|(?<!\d)[1１一] ?日|本日|今日|日次|일일|하루|오늘|hàng ngày|mỗi ngày|günlük|harian|per hari|يومي|दैनिक|รายวัน/i;
export const longerInLanguages =
  /месячн|в месяц|за месяц|недельн|в неделю|monatlich|pro monat|monatslimit|monats|wöchentlich|wochen|maandelijks|wekelijks|månad|måned|mensual|mensal|semanal|mensuel|hebdomadaire|par mois|mensile|settimanal|miesięczn|tygodniow|měsíční|月間|今月|月次|週間|월간|이번 달|주간|hàng tháng|hàng tuần|aylık|haftalık|bulanan|mingguan|شهري|أسبوعي|मासिक|รายเดือน/i;
