export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

const unitMs: Readonly<Record<string, number>> = { w: 7 * dayMs, d: dayMs, h: hourMs, m: minuteMs, s: 1000, ms: 1 };

/** A million digits are no duration. */
const longestDuration = 64;

/** "34s", "1.5s", "1m20s", "250ms": as Google, Go and OpenAI write durations. Undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const parts = text.length > longestDuration ? [] : [...text.matchAll(/(\d{1,12}(?:\.\d{1,12})?)(ms|w|d|h|m|s)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitMs[unit ?? ''] ?? 0), 0);
}

/** "2 hours and 5 minutes" as "2h5m". */
export function shortened(told: string): string {
  return told
    .toLowerCase()
    .replace(/[\s,-]+|and/g, '')
    .replace(/milliseconds?/g, 'ms')
    .replace(/(w)eeks?/g, '$1')
    .replace(/(d)ays?/g, '$1')
    .replace(/(h)(?:ou)?rs?/g, '$1')
    .replace(/(m)in(?:ute)?s?/g, '$1')
    .replace(/(s)ec(?:ond)?s?/g, '$1');
}

const numbers: Readonly<Record<string, string>> = {
  ...{ one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9' },
  ...{ ten: '10', twelve: '12', fifteen: '15', twenty: '20', thirty: '30' },
};
const inLetters = new RegExp(
  String.raw`\b(${Object.keys(numbers).join('|')})[ -](?=(?:seconds?|minutes?|hours?|days?|weeks?)\b)`,
  'gi',
);

/** English text with the numbers before its units as digits: "two hours", "an hour", "half an hour". "A minute" is a way to say soon. */
export function withDigits(text: string): string {
  return text
    .replace(/\bhalf an hour\b/gi, '30 minutes')
    .replace(/\ban? (?=(?:hour|day|week)\b)/gi, '1 ')
    .replace(inLetters, (_, number: string) => `${numbers[number.toLowerCase()] ?? '1'} `);
}

/** What names no number as the fewest that it can mean: "a few hours". */
export function withFewest(text: string): string {
  return text.replace(/\b(?:a couple of|a few(?: more)?|several|some) (?=(?:hours|days|weeks)\b)/gi, '2 ');
}

/** "PT5H30M" */
export function isoDurationMs(text: string): number | undefined {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return Number(days) * dayMs + Number(hours) * hourMs + Number(minutes) * minuteMs + Number(seconds) * 1000;
}

/** "03:00:00" */
export function clockDurationMs(text: string): number | undefined {
  const parts = /^(\d{1,3}):(\d\d):(\d\d)(?:\.\d+)?$/.exec(text);
  if (!parts) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return Number(hours) * hourMs + Number(minutes) * minuteMs + Number(seconds) * 1000;
}

/** A moment since 1970 in seconds or milliseconds, from now; undefined for a number that is none. */
export function epochMs(number: number, now: number): number | undefined {
  if (number > 1e11) return number - now;
  return number > 1e9 ? number * 1000 - now : undefined;
}
