/** Letters of the scripts that spell with joiners, such as those of Persian and Hindi, and the marks that join them. */
const scripts = ['Arab', 'Syrc', 'Deva', 'Beng', 'Guru', 'Gujr', 'Orya', 'Taml', 'Telu', 'Knda', 'Mlym', 'Sinh'];
const letter = `(?:(?=\\p{L})[${scripts.map((script) => `\\p{scx=${script}}`).join('')}])`;
const virama = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';

/** Invisible, but part of how a word is spelled or an emoji is drawn. Never beside a character that links, icons or keys are made of. */
const spelling = [
  `(?<=${letter})[\\u200c\\u200d](?=${letter}|${virama})`,
  `(?<=${virama})[\\u200c\\u200d](?=${letter})`,
  '(?<=\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=\\p{Extended_Pictographic})',
  '(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]',
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
].join('|');

/** Control characters, and what Unicode lets a font leave out: zero widths, directions, tags, selectors, fillers. */
const invisible = '[\\p{Cc}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb\\u{13430}-\\u{13440}]';

/** The characters of a text that are invisible, or turn others around; not those that a word or an emoji needs. */
export const unseen = new RegExp(`(?=${invisible})(?!${spelling})[^]`, 'gu'); // in this order, few characters are looked at twice

/** The text with these characters escaped as in JSON: JSON with them escaped is the same JSON. */
export function spelledOut(text: string, signs: RegExp = unseen): string {
  return text.replace(signs, (sign) =>
    Array.from({ length: sign.length }, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}
