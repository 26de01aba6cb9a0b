import type { Typeface } from './typeface';

/** Stands for characters that cannot be written; no prompt has it, since it is a noncharacter. */
const gap = '\uFFFE';

/** How punctuation closes up around a gap. */
const closing: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`(?:\\s*${gap}\\s*)+`, 'gu'), ` ${gap} `],
  [new RegExp(`[([{«“‘"'] ${gap} [)\\]}»”’"']`, 'gu'), ''],
  [new RegExp(`([,.;:!?]) ${gap} [,.;:!?]+`, 'gu'), '$1 '],
  [new RegExp(`^ ${gap} [\\s,.;:!?]*`, 'u'), ''],
  [new RegExp(` ${gap} ([,.;:!?)\\]}»”])`, 'gu'), '$1'],
  [new RegExp(gap, 'gu'), ' '],
  [/\s+/gu, ' '],
];

/** So many letters must be written for each that is left out. */
const lettersForALostOne = 2;

/**
 * The part of a text that can be written in a typeface, on one line: characters that it lacks are left out without a trace, and so
 * are accents with which it has no form of their letter. '' if no letter or digit is left, or if so many letters are missing that
 * the rest says something else: of “一只穿着 Nike 的猫”, “Nike” is no part worth reading.
 */
export function writable(text: string, typeface: Typeface): string {
  const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.replace(/\s+/gu, ' '));
  let written = '';
  const letters = { kept: 0, lost: 0 };
  for (const { segment } of clusters) {
    const cluster = writableCluster(segment, typeface);
    if (/\p{L}/u.test(segment)) letters[cluster === undefined ? 'lost' : 'kept'] += 1;
    written += cluster ?? gap;
  }
  if (letters.kept < lettersForALostOne * letters.lost) return '';
  for (const [from, to] of closing) written = written.replace(from, to);
  return /[\p{L}\p{N}]/u.test(written) ? written.trim() : '';
}

/** Whether all of a text can be written, as it is. */
export function isWritable(text: string, typeface: Typeface): boolean {
  return text.trim() !== '' && [...text.normalize('NFC')].every((character) => typeface.has(character));
}

/** One character as a reader sees it, without accents that cannot be composed and invisible characters; undefined if the typeface lacks it. */
function writableCluster(cluster: string, typeface: Typeface): string | undefined {
  const bare = cluster.normalize('NFC').replace(/[\p{M}\p{Cf}\p{Cc}]/gu, '');
  if (bare === '') return '';
  return [...bare].every((character) => typeface.has(character)) ? bare : undefined;
}
