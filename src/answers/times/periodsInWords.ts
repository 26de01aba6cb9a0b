import { groupOf } from '../words/patterns';
import { dayMs, hourMs, withDigits, withFewest } from './durations';

const longestRead = 4000;

/** Words for hours, days and weeks behind a number, a language a line. */
const longUnits: readonly (readonly [ms: number, words: string])[] = [
  [
    hourMs,
    groupOf([
      /h\b|hours?\b|hrs?\b/,
      /小时|小時/, // Chinese
      /時間/, // Japanese
      /시간/, // Korean
      /час/, // Russian
      /годин/, // Ukrainian
      /stunden?\b/, // German
      /horas?\b/, // Spanish, Portuguese
      /heures?\b/, // French
      /or[ae]\b/, // Italian
      /u(?:ur|ren)\b/, // Dutch
      /godzin/, // Polish
      /saat/, // Turkish
      /giờ/, // Vietnamese
      /jam\b/, // Indonesian
      /ساع/, // Arabic
      /घंट/, // Hindi
      /ชั่วโมง/, // Thai
    ]),
  ],
  [
    dayMs,
    groupOf([
      /days?\b/,
      /天|日/, // Chinese, Japanese
      /일/, // Korean
      /дн(?:я|ей|ів)|день/, // Russian, Ukrainian
      /tag(?:e|en)?\b/, // German
      /d[ií]as?\b/, // Spanish, Portuguese
      /jours?\b/, // French
      /giorn[oi]\b/, // Italian
      /dag(?:en)?\b/, // Dutch, Swedish, Danish
      /dni\b/, // Polish
      /gün/, // Turkish
      /ngày/, // Vietnamese
      /hari\b/, // Indonesian
      /يوم|أيام/, // Arabic
      /दिन/, // Hindi
      /วัน/, // Thai
    ]),
  ],
  [
    7 * dayMs,
    groupOf([
      /weeks?\b/,
      /周|週|星期/, // Chinese
      /недел/, // Russian
      /wochen?\b/, // German
      /semanas?\b/, // Spanish, Portuguese
      /semaines?\b/, // French
      /settiman/, // Italian
    ]),
  ],
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
