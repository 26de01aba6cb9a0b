import { anyOf } from './patterns';

const unit = '(second|sec|min|minute|hour|day|week|month)';
/** A period as limits name it. In words the first one counts: what comes later is advice ("unlock 1000 requests per day"). */
const period = new RegExp(
  [
    String.raw`(?:\b|_)per[ _-]?${unit}(?:\b|_)`,
    String.raw`\b(?:images?|pictures?|requests?|calls?|generations?|messages?|tokens?|times?) ?\/ ?${unit}\b`,
    String.raw`\b(RP[MD]|TPM|IPM)\b`,
    '(每分钟|每分鐘|每小时|每日|每天|每周|每月)',
  ].join('|'),
  'i',
);

/** The first period that words name, in lower case; '' if they name none. */
export function firstPeriod(words: string): string {
  return (period.exec(words)?.slice(1).find(Boolean) ?? '').toLowerCase();
}

/** When a limit lifts, without a number of hours: tomorrow, or at an hour of the clock. */
export const tomorrow = anyOf([
  /\b(?:tomorrow|midnight)\b/, // Google 429
  /\b(?:resets?|renews?|again)\b[^.\d]{0,16}\d{1,2}(?::\d\d)? ?(?:[ap]m|utc|gmt)\b/, // made up
  /明天/, // made up, in Chinese
  /明日/, // made up, in Chinese
  /次日/, // made up, in Chinese
  /零点/, // made up, in Chinese
  /零點/, // made up, in Chinese
  /내일/, // made up, in Korean
  /завтра/, // made up, in Russian
  /\bmorgen\b/, // made up, in German
  /\bmañana\b/, // made up, in Spanish
  /\bdemain\b/, // made up, in French
  /\bdomani\b/, // made up, in Italian
  /\bamanhã/, // made up, in Portuguese
  /yarın/, // made up, in Turkish
  /ngày mai/, // made up, in Vietnamese
  /\bbesok\b/, // made up, in Indonesian
  /غدا/, // made up, in Arabic
  /พรุ่งนี้/, // made up, in Thai
]);
export const muchLater = anyOf([
  /\b(?:resets?|renews?|again) on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/, // made up
  /\bnext (?:week|month|billing cycle)\b/, // made up
  /下周/, // made up, in Chinese
  /下週/, // made up, in Chinese
  /下个?月/, // made up, in Chinese
  /下個月/, // made up, in Chinese
]);

/** A day and longer periods, as other languages name them; to be asked only where a limit was told. */
export const dayInLanguages = anyOf([
  /дневн/, // made up, in Russian
  /суточн/, // made up, in Russian
  /на сегодня/, // made up, in Russian
  /(?:в|за) (?:день|сутки)/, // made up, in Russian
  /денн/, // made up, in Ukrainian
  /tageslimit/, // made up, in German
  /tageskontingent/, // made up, in German
  /täglich/, // made up, in German
  /pro tag/, // made up, in German
  /für heute/, // made up, in German
  /daglimiet/, // made up, in Dutch
  /dagelijks/, // made up, in Dutch
  /daglig/, // made up, in Swedish
  /dygn/, // made up, in Swedish
  /diari[oa]/, // made up, in Spanish
  /por d[ií]a/, // made up, in Spanish
  /al día/, // made up
  /diári/, // made up
  /quotidien/, // made up, in French
  /journali/, // made up, in French
  /par jour/, // made up, in French
  /giornalier/, // made up, in Italian
  /al giorno/, // made up, in Italian
  /dzienn/, // made up, in Polish
  /denní/, // made up, in Czech
  /(?<!\d)[1１一] ?日/, // made up, in Japanese
  /本日/, // made up, in Japanese
  /今日/, // made up, in Chinese
  /日次/, // made up, in Japanese
  /일일/, // made up, in Korean
  /하루/, // made up, in Korean
  /오늘/, // made up, in Korean
  /hàng ngày/, // made up, in Vietnamese
  /mỗi ngày/, // made up, in Vietnamese
  /günlük/, // made up, in Turkish
  /harian/, // made up, in Indonesian
  /per hari/, // made up, in Indonesian
  /يومي/, // made up, in Arabic
  /दैनिक/, // made up, in Hindi
  /รายวัน/, // made up, in Thai
]);
export const longerInLanguages = anyOf([
  /месячн/, // made up, in Russian
  /в месяц/, // made up, in Russian
  /за месяц/, // made up, in Russian
  /недельн/, // made up, in Russian
  /в неделю/, // made up, in Russian
  /monatlich/, // made up, in German
  /pro monat/, // made up, in German
  /monatslimit/, // made up, in German
  /monats/, // made up, in German
  /wöchentlich/, // made up, in German
  /wochen/, // made up, in German
  /maandelijks/, // made up, in Dutch
  /wekelijks/, // made up, in Dutch
  /månad/, // made up, in Swedish
  /måned/, // made up, in Danish
  /mensual/, // made up, in Spanish
  /mensal/, // made up, in Portuguese
  /semanal/, // made up, in Spanish
  /mensuel/, // made up, in French
  /hebdomadaire/, // made up, in French
  /par mois/, // made up, in French
  /mensile/, // made up, in Italian
  /settimanal/, // made up, in Italian
  /miesięczn/, // made up, in Polish
  /tygodniow/, // made up, in Polish
  /měsíční/, // made up
  /月間/, // made up, in Japanese
  /今月/, // made up, in Japanese
  /月次/, // made up, in Japanese
  /週間/, // made up, in Japanese
  /월간/, // made up, in Korean
  /이번 달/, // made up, in Korean
  /주간/, // made up, in Korean
  /hàng tháng/, // made up, in Vietnamese
  /hàng tuần/, // made up, in Vietnamese
  /aylık/, // made up, in Turkish
  /haftalık/, // made up, in Turkish
  /bulanan/, // made up, in Indonesian
  /mingguan/, // made up, in Indonesian
  /شهري/, // made up, in Arabic
  /أسبوعي/, // made up, in Arabic
  /मासिक/, // made up, in Hindi
  /รายเดือน/, // made up, in Thai
]);
